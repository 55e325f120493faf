"""Who goes on with the work of an agency that was merged, split or ended."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from tracker.domain.errors import InvalidInput

Key = TypeVar("Key", bound=Hashable)
ONE_DAY = timedelta(days=1)


def heirs(key: Key, links: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """Follow successions to the bodies that go on today, in order, each once.

    ``links`` holds the successors of every body that ended; a body that is not in it goes on
    itself. One that ended with nobody after it has no heir.
    """
    found: dict[Key, None] = {}
    _follow(key, links, found, set())
    return list(found)


def _follow(
    key: Key, links: Mapping[Key, Sequence[Key]], found: dict[Key, None], passed: set[Key]
) -> None:
    if key in passed:
        return
    passed.add(key)
    if key not in links:
        found[key] = None
    for successor in links.get(key, ()):
        _follow(successor, links, found, passed)


def last_day(changed_on: date) -> date:
    """The last day of a body whose change holds from ``changed_on`` on."""
    return changed_on - ONE_DAY


def require_source(
    exists_from: date | None, exists_to: date | None, changed_on: date, *, name: str
) -> None:
    """Raise InvalidInput unless a body existed on the last day before a change to it.

    "agency_not_yet": it began later; "agency_over": it had ended before.
    """
    if exists_from is not None and exists_from >= changed_on:
        raise InvalidInput("agency_not_yet", "changed_on", name=name)
    if exists_to is not None and exists_to < last_day(changed_on):
        raise InvalidInput("agency_over", "changed_on", name=name)


def require_successor(
    exists_from: date | None, exists_to: date | None, changed_on: date, *, name: str
) -> None:
    """Raise InvalidInput, as :func:`require_source`, unless a body goes on after a change."""
    if exists_from is not None and exists_from > changed_on:
        raise InvalidInput("agency_not_yet", "into", name=name)
    if exists_to is not None and exists_to < changed_on:
        raise InvalidInput("agency_over", "into", name=name)
