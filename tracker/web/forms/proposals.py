"""The card of the review screen as a form.

A body is named by its key: ``agency:7``, ``group:3``, or ``text:…`` for words that are in no
directory. A ticked key stays; what is typed into the *add* field is looked up by name, short
name or alias.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.domain.directory import Directory
from tracker.domain.tasks import Kind, Part
from tracker.services.proposals import LONGEST_TITLE, PartyValues, ProposalValues
from tracker.web.forms.base import DayField, EditForm, options
from tracker.web.wording_states import KIND_WORDS

TEXT_KEY = "text:"


class ProposalForm(EditForm):
    """The plain fields of a card; bodies are read by :func:`read_parties`."""

    title = TextAreaField(_l("Nội dung nhiệm vụ"), [InputRequired(), Length(max=LONGEST_TITLE)])
    due_on = DayField(_l("Hạn"))
    no_date = BooleanField(_l("Không có hạn"))
    kind = SelectField(
        _l("Loại"), choices=options((kind.value, words) for kind, words in KIND_WORDS.items())
    )
    cycle = StringField(_l("Chu kỳ báo cáo"), [Length(max=60)])
    product = StringField(_l("Sản phẩm"), [Length(max=300)])
    report_to = StringField(_l("Báo cáo về"), [Length(max=300)])
    lead_add = StringField(_l("Thêm cơ quan chủ trì"), [Length(max=300)])
    coordinating_add = StringField(_l("Thêm cơ quan phối hợp"), [Length(max=300)])

    def values(self, sent: MultiDict[str, str], directory: Directory) -> ProposalValues:
        """What the card says, with its bodies looked up in the directory."""
        return ProposalValues(
            title=self.title.data or "",
            kind=Kind(self.kind.data),
            due_on=self.due_on.day,
            due_rule={"rule": "fixed"} if self.due_on.day else {},
            no_date=bool(self.no_date.data) and self.due_on.day is None,
            cycle=self.cycle.data or "" if self.kind.data == Kind.STANDING.value else "",
            product=self.product.data or "",
            report_to=self.report_to.data or "",
            parties=[
                *read_parties(sent, Part.LEAD, self.lead_add.data or "", directory),
                *read_parties(sent, Part.COORDINATING, self.coordinating_add.data or "", directory),
            ],
        )


def read_parties(
    sent: MultiDict[str, str], part: Part, added: str, directory: Directory
) -> list[PartyValues]:
    """The bodies of one part: those still ticked, then what was typed, one a line or after ';'."""
    names = (one.strip() for one in added.replace("\n", ";").split(";"))
    keys = [*sent.getlist(part.value), *(_key_of(name, directory) for name in names if name)]
    return [_party(key, part, sent, directory) for key in dict.fromkeys(keys)]


def _key_of(name: str, directory: Directory) -> str:
    body = directory.find(name)
    return body.key if body else f"{TEXT_KEY}{name}"


def _party(key: str, part: Part, sent: MultiDict[str, str], directory: Directory) -> PartyValues:
    kind, _colon, rest = key.partition(":")
    number = int(rest) if rest.isdigit() and len(rest) < 10 else None
    names = {body.key: body.name for body in directory.bodies}
    if key not in names or number is None:
        return PartyValues(part, rest[:300] if kind == "text" else key[:300])
    if kind == "group":
        return PartyValues(
            part,
            names[key],
            group_id=number,
            chosen=tuple(_numbers(sent.getlist(f"members-{key}"))),
            not_followed=f"unfollowed-{key}" in sent,
        )
    return PartyValues(part, names[key], agency_id=number)


def _numbers(values: Iterable[str]) -> Iterable[int]:
    return (int(one) for one in values if one.isdigit() and len(one) < 10)
