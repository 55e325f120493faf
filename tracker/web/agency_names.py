"""Agencies by the names under which they were told, with *nay là …* beside them (DESIGN 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from flask import g
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.queries.successions import ToldNames
from tracker.services.successions import Kind
from tracker.web.context import today

if TYPE_CHECKING:
    from tracker.models.tasks import Assignment

HOW_WORDS: Mapping[Kind, LazyString] = {
    Kind.RENAME: _l("Đổi tên"),
    Kind.MERGE: _l("Sáp nhập, hợp nhất"),
    Kind.SPLIT: _l("Chia tách"),
    Kind.END: _l("Kết thúc hoạt động"),
}


def succession_word(how: Kind) -> str:
    """What happened to an agency."""
    return str(HOW_WORDS[how])


def as_told(part: Assignment) -> str:
    """The agency of an assignment as it was told: Sở A (nay là Sở B)."""
    name = part.agency_name
    now = _told_names().now(part.agency_id, name)
    if now is None:
        return name
    if not now:
        return str(gettext("%(name)s (đã kết thúc hoạt động)", name=name))
    return str(gettext("%(name)s (nay là %(now)s)", name=name, now=now))


def _told_names() -> ToldNames:
    """The changes, read once a request."""
    if "told_names" not in g:
        g.told_names = ToldNames(today())
    return cast(ToldNames, g.told_names)
