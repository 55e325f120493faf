"""Every route of the URL map with arguments: each thing's own ids, foreign ids, crossed ids.

A route whose arguments no thing of the world has fails with a sentence that says what to add:
a new page must not slip past the walk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from tests.world.content import Ids

FILES = ("static", "bootstrap.static")
FIXED: dict[str, Sequence[str]] = {
    "token": ("khong-co-lien-ket-nay",),
    "form": ("party",),
    "how": ("merge",),
    "listing": ("tasks",),
}
"""Arguments that are no ids, by name."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address to ask for."""

    endpoint: str
    path: str


def rules(app: Flask, method: str) -> list[Rule]:
    """The rules that take ``method``; files that everybody may have are left out."""
    found = (rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()))
    kept = [rule for rule in found if rule.endpoint not in FILES]
    return sorted(kept, key=lambda rule: rule.rule)


def addresses(app: Flask, rule: Rule, things: Sequence[Ids]) -> list[Address]:
    """The addresses of a rule: one for each thing, then with ids that do not belong together."""
    adapter = app.url_map.bind("localhost")
    return [
        Address(rule.endpoint, adapter.build(rule.endpoint, dict(values), method=None))
        for values in dict.fromkeys(_arguments(rule, things))
    ]


def _arguments(rule: Rule, things: Sequence[Ids]) -> Iterator[tuple[tuple[str, int | str], ...]]:
    ids = sorted(rule.arguments - FIXED.keys())
    fixed = tuple((name, FIXED[name][0]) for name in sorted(rule.arguments & FIXED.keys()))
    own = list(dict.fromkeys(_project(thing, ids) for thing in things if thing.keys() >= set(ids)))
    if not own:
        raise AssertionError(
            f"tests/world: no thing has {ids}, which {rule.endpoint} ({rule.rule}) needs; let"
            " tests/world note such an id beside the others, or name it in routes.FIXED"
        )
    for values in own:
        yield values + fixed
    if len(ids) > 1:
        for first, last in ((own[0], own[-1]), (own[-1], own[0])):
            yield first[:-1] + last[-1:] + fixed


def _project(thing: Ids, names: Sequence[str]) -> tuple[tuple[str, int | str], ...]:
    return tuple((name, thing[name]) for name in names)
