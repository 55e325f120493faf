"""Two versions of a card, field by field: what the clerk typed, and what is stored now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.tasks import Part
from tracker.services.proposals import ProposalValues, values_of
from tracker.web.due_words import cycle_word, due_rule_word
from tracker.web.forms.base import show_day
from tracker.web.wording_states import KIND_WORDS

if TYPE_CHECKING:
    from tracker.models.proposals import Proposal

FIELDS: Mapping[str, LazyString] = {
    "title": _l("Nội dung"),
    "lead": _l("Chủ trì"),
    "coordinating": _l("Phối hợp"),
    "due_on": _l("Hạn"),
    "kind": _l("Loại"),
    "cycle": _l("Kỳ báo cáo"),
    "product": _l("Sản phẩm"),
    "report_to": _l("Báo cáo về"),
}
DUE = ("due_on", "due_time", "due_rule", "no_date")
STORED = "stored"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two versions differ, as words."""

    field: str
    label: LazyString
    mine: str
    stored: str


def differences(mine: ProposalValues, row: Proposal) -> list[Difference]:
    """The fields in which what was typed differs from what is stored, in the card's order."""
    stored = values_of(row)
    found = (
        Difference(name, label, _words(name, mine), _words(name, stored))
        for name, label in FIELDS.items()
    )
    return [one for one in found if one.mine != one.stored]


def choose(mine: ProposalValues, row: Proposal, sent: Mapping[str, str]) -> ProposalValues:
    """What was typed, with the stored values in the fields for which the clerk chose them."""
    stored = values_of(row)
    for name in FIELDS:
        if sent.get(f"take-{name}") == STORED:
            mine = _taken(name, mine, stored)
    return mine


def _taken(name: str, mine: ProposalValues, stored: ProposalValues) -> ProposalValues:
    if name in (Part.LEAD, Part.COORDINATING):
        part = Part(name)
        kept = [one for one in mine.parties if one.part is not part]
        taken = [one for one in stored.parties if one.part is part]
        return replace(
            mine, parties=sorted([*kept, *taken], key=lambda one: one.part is not Part.LEAD)
        )
    names = DUE if name == "due_on" else (name,)
    return replace(mine, **{one: getattr(stored, one) for one in names})


def _words(name: str, values: ProposalValues) -> str:
    match name:
        case "lead" | "coordinating":
            return "; ".join(_parties(values, Part(name)))
        case "due_on":
            return _due(values)
        case "kind":
            return str(KIND_WORDS[values.kind])
        case "cycle":
            return cycle_word(values.cycle)
        case _:
            return str(getattr(values, name))


def _due(values: ProposalValues) -> str:
    if values.due_on is None:
        return str(_("Không có hạn")) if values.no_date else due_rule_word(values.due_rule)
    return show_day(values.due_on)


def _parties(values: ProposalValues, part: Part) -> list[str]:
    return [
        _("%(group)s (%(count)s cơ quan)", group=one.name, count=len(one.chosen))
        if one.group_id is not None and not one.not_followed
        else one.name
        for one in values.parties
        if one.part is part
    ]
