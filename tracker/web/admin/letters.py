"""One-time links as letters: shown once, to be copied or printed and handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import render_template, url_for

from tracker.services.administration import LINK_LIFETIME
from tracker.services.people import SHORTEST_PASSWORD
from tracker.web.context import now, settings

if TYPE_CHECKING:
    from tracker.models.people import User


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person is handed: who it is for, and the link."""

    user: User
    link: str


def letters_page(issued: Sequence[tuple[User, str]]) -> str:
    """A page with a letter for each person and secret token; nothing of it can be shown again."""
    letters = [Letter(user, _address(token)) for user, token in issued]
    return render_template(
        "admin/letters.html",
        letters=letters,
        expires_at=now() + LINK_LIFETIME,
        site=_site(),
        shortest=SHORTEST_PASSWORD,
    )


def _address(token: str) -> str:
    return _site() + url_for("people.join", token=token)


def _site() -> str:
    """Where the links lead; the demo runs on whatever port it was given."""
    if settings().demo:
        return url_for("home.index", _external=True).rstrip("/")
    return settings().base_url
