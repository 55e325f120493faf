"""The buttons of a card: what is done once its fields are saved.

A button sends ``act=name`` or ``act=name:which``; an unknown one only saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext as _

from tracker.domain.errors import InvalidInput
from tracker.queries import agencies as agency_queries
from tracker.queries import proposals as proposal_queries
from tracker.services import proposals, recommendations, repeats, reshaping, resolving
from tracker.services.agencies import AgencyValues
from tracker.services.proposals import State
from tracker.web.context import now, viewer
from tracker.web.review_page import next_card

if TYPE_CHECKING:
    from tracker.models.proposals import Proposal

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """The card to show next, and what to say about the act."""

    card: int
    said: str = ""
    can_undo: bool = False


def perform(row: Proposal, act: str, sent: Sent) -> Done:
    """Do what the button says, inside the caller's transaction. Raises InvalidInput, NotAllowed."""
    name, _colon, which = act.partition(":")
    done = ACTS.get(name)
    return done(row, which, sent) if done else Done(row.id)


def _confirm(row: Proposal, _which: str, _sent: Sent) -> Done:
    proposals.set_state(row, State.CONFIRMED, actor=viewer(), now=now())
    return Done(next_card(row.conclusion, row.id, request.args.get("show", "")))


def _reopen(row: Proposal, _which: str, _sent: Sent) -> Done:
    proposals.set_state(row, State.PENDING, actor=viewer(), now=now())
    return Done(row.id)


def _remove(row: Proposal, _which: str, _sent: Sent) -> Done:
    reshaping.remove([row], actor=viewer(), now=now())
    after = next_card(row.conclusion, row.id, request.args.get("show", ""))
    return Done(after, _("Đã bỏ “%(title)s”.", title=row.title), can_undo=True)


def _up(row: Proposal, _which: str, _sent: Sent) -> Done:
    reshaping.move(row, up=True, actor=viewer(), now=now())
    return Done(row.id)


def _down(row: Proposal, _which: str, _sent: Sent) -> Done:
    reshaping.move(row, up=False, actor=viewer(), now=now())
    return Done(row.id)


def _split(row: Proposal, _which: str, sent: Sent) -> Done:
    raw = sent.get("split_at", "")
    at = int(raw) if raw.isdecimal() and len(raw) < 10 else -1
    reshaping.split(row, at, actor=viewer(), now=now())
    return Done(row.id, _("Đã tách thành hai nhiệm vụ dự kiến."), can_undo=True)


def _merge(row: Proposal, which: str, _sent: Sent) -> Done:
    rows = list(proposal_queries.list_proposals(row.conclusion))
    place = rows.index(row)
    pair = rows[place - 1 : place + 1] if which == "up" else rows[place : place + 2]
    kept = reshaping.merge(pair, actor=viewer(), now=now())
    return Done(kept.id, _("Đã gộp hai nhiệm vụ dự kiến."), can_undo=True)


def _enter(row: Proposal, which: str, sent: Sent) -> Done:
    values = AgencyValues(
        name=sent.get(f"agency_name-{which}", "")[:300],
        kind=sent.get(f"agency_kind-{which}", "")[:40],
        mailbox=sent.get(f"agency_mailbox-{which}", "")[:200],
    )
    words = sent.get(f"unknown-{which}", "")
    count = resolving.enter_agency(row.conclusion, words, values, actor=viewer(), now=now())
    said = _(
        "Đã thêm “%(name)s” vào danh mục và dùng cho %(count)s mục.", name=values.name, count=count
    )
    return Done(row.id, said)


def _alias(row: Proposal, which: str, sent: Sent) -> Done:
    body = agency_queries.get_directory().find(sent.get(f"alias_of-{which}", ""))
    if body is None or body.is_group:
        raise InvalidInput("agency_unknown")
    words = sent.get(f"unknown-{which}", "")
    agency_id = int(body.key.partition(":")[2])
    count = resolving.take_as_alias(row.conclusion, words, agency_id, actor=viewer(), now=now())
    said = _(
        "Từ nay “%(words)s” được hiểu là %(name)s; đã dùng cho %(count)s mục.",
        words=words,
        name=body.name,
        count=count,
    )
    return Done(row.id, said)


def _repeat(row: Proposal, which: str, _sent: Sent) -> Done:
    task = repeats.link(row, _key(which), actor=viewer(), now=now())
    return Done(row.id, _("Đã ghi là nhắc lại %(code)s.", code=task.code))


def _not_repeat(row: Proposal, which: str, _sent: Sent) -> Done:
    repeats.dismiss(row, _key(which), actor=viewer(), now=now())
    return Done(row.id)


def _no_repeat(row: Proposal, _which: str, _sent: Sent) -> Done:
    repeats.unlink(row, actor=viewer(), now=now())
    return Done(row.id)


def _handle(row: Proposal, which: str, _sent: Sent) -> Done:
    recommendations.choose(row, _key(which), actor=viewer(), now=now())
    return Done(row.id, _("Đã ghi nhiệm vụ này xử lý kiến nghị."))


def _unhandle(row: Proposal, which: str, _sent: Sent) -> Done:
    recommendations.unchoose(row, _key(which), actor=viewer(), now=now())
    return Done(row.id)


def _key(which: str) -> int:
    """A key as sent; 0, which is nobody's, for anything else."""
    return int(which) if which.isdecimal() and len(which) < 10 else 0


ACTS: Mapping[str, Callable[[Proposal, str, Sent], Done]] = {
    "confirm": _confirm,
    "reopen": _reopen,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "split": _split,
    "merge": _merge,
    "enter": _enter,
    "alias": _alias,
    "repeat": _repeat,
    "not-repeat": _not_repeat,
    "no-repeat": _no_repeat,
    "handle": _handle,
    "unhandle": _unhandle,
}
