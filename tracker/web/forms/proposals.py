"""The card of the review screen as a form.

A body is named by its key: ``agency:7``, ``group:3``, or ``text:…`` for words that are in no
directory. A ticked key stays; what is typed into the *add* field is looked up by name, short
name or alias. A due date is a day, or words that mean a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from tracker.domain import cycles
from tracker.domain.directory import Directory
from tracker.domain.due_rules import Bases
from tracker.domain.due_words import means_none, read_rule
from tracker.domain.tasks import Kind, Part
from tracker.services.due_setting import bases_of, compute_due
from tracker.services.proposals import LONGEST_TITLE, PartyValues, ProposalValues
from tracker.web.due_words import cycle_word, entered_cycle, entered_due
from tracker.web.forms.base import EditForm, options
from tracker.web.wording_states import KIND_WORDS

if TYPE_CHECKING:
    from tracker.models.proposals import Proposal

TEXT_KEY = "text:"


class ProposalForm(EditForm):
    """The plain fields of a card; bodies are read by :func:`read_parties`."""

    title = TextAreaField(_l("Nội dung nhiệm vụ"), [InputRequired(), Length(max=LONGEST_TITLE)])
    due_on = StringField(_l("Hạn"), [Length(max=120)])
    kind = RadioField(
        _l("Loại"), choices=options((kind.value, words) for kind, words in KIND_WORDS.items())
    )
    cycle = StringField(_l("Kỳ báo cáo"), [Length(max=60)])
    product = StringField(_l("Sản phẩm"), [Length(max=300)])
    report_to = StringField(_l("Báo cáo về"), [Length(max=300)])
    lead_add = StringField(_l("Thêm cơ quan chủ trì"), [Length(max=600)])
    coordinating_add = StringField(_l("Thêm cơ quan phối hợp"), [Length(max=600)])

    bases = Bases(None, None)
    """What due dates are counted from."""
    entered = ""
    """What the due field showed: words that were not touched are not judged."""

    @classmethod
    def sent(cls, row: Proposal) -> ProposalForm:
        """The form as it was sent for a proposal."""
        form = cls()
        form.bases, form.entered = bases_of(row.conclusion), entered_due(row)
        return form

    @classmethod
    def of(cls, row: Proposal) -> ProposalForm:
        """The form as the stored proposal fills it."""
        form = cls(formdata=None, obj=row)
        form.kind.data = row.kind.value
        form.due_on.data = entered_due(row)
        form.cycle.data = cycle_word(row.cycle)
        form.version.data = str(row.version)
        return form

    def validate_due_on(self, field: Any) -> None:
        """A day, words that mean a rule, or "không"."""
        typed = field.data or ""
        if not typed or typed == self.entered or means_none(typed):
            return
        if read_rule(typed, self.bases) is None:
            raise ValidationError(
                _("Không hiểu hạn này. Đề nghị nhập ngày/tháng/năm, “15 ngày làm việc”, “không”.")
            )

    def values(
        self, sent: MultiDict[str, str], directory: Directory, row: Proposal
    ) -> ProposalValues:
        """What the card says, with its bodies looked up in the directory.

        A due date that was not touched keeps its hour and the rule it was computed by.
        """
        is_standing = self.kind.data == Kind.STANDING.value
        values = ProposalValues(
            title=self.title.data or "",
            kind=Kind(self.kind.data),
            due_on=row.due_on,
            due_time=row.due_time,
            due_rule=row.due_rule,
            no_date=row.no_date,
            cycle=self._cycle(row) if is_standing else "",
            product=self.product.data or "",
            report_to=self.report_to.data or "",
            parties=[
                *read_parties(sent, Part.LEAD, self.lead_add.data or "", directory),
                *read_parties(sent, Part.COORDINATING, self.coordinating_add.data or "", directory),
            ],
        )
        return self._dated(values, row)

    def _cycle(self, row: Proposal) -> str:
        typed = self.cycle.data or ""
        return row.cycle if typed == cycle_word(row.cycle) else cycles.stored(entered_cycle(typed))

    def _dated(self, values: ProposalValues, row: Proposal) -> ProposalValues:
        typed = self.due_on.data or ""
        if typed == entered_due(row):
            return values
        open_ = replace(values, due_on=None, due_time=None, due_rule={}, no_date=False)
        if not typed or means_none(typed):
            return replace(open_, no_date=bool(typed))
        rule = read_rule(typed, self.bases)
        if rule is None:
            return values
        due = compute_due(row.conclusion, rule)
        return replace(open_, due_on=due.on, due_rule=due.stored)


def read_parties(
    sent: MultiDict[str, str], part: Part, added: str, directory: Directory
) -> list[PartyValues]:
    """The bodies of one part: those still ticked, then what was typed, one a line or after ';'."""
    keys = read_keys(sent.getlist(part.value), added, directory)
    return [_party(key, part, sent, directory) for key in keys]


def read_keys(picked: Iterable[str], added: str, directory: Directory) -> list[str]:
    """The keys of bodies: those picked, then what was typed, each once."""
    return list(
        dict.fromkeys([*picked, *(_key_of(name, directory) for name in split_names(added))])
    )


def list_unknown_members(sent: MultiDict[str, str], directory: Directory) -> list[str]:
    """Names typed as members of a group that are no agency of the directory."""
    typed = (value for field, value in sent.items(multi=True) if field.startswith("members-add-"))
    return [name for one in typed for name in split_names(one) if not _agency(name, directory)]


def split_names(typed: str) -> list[str]:
    """Names typed into one field, one a line or after ';'."""
    return [name for one in typed.replace("\n", ";").split(";") if (name := one.strip())]


def _key_of(name: str, directory: Directory) -> str:
    body = directory.find(name)
    return body.key if body else f"{TEXT_KEY}{name}"


def _agency(name: str, directory: Directory) -> int | None:
    body = directory.find(name)
    return _number(body.key.partition(":")[2]) if body and not body.is_group else None


def _party(key: str, part: Part, sent: MultiDict[str, str], directory: Directory) -> PartyValues:
    kind, _colon, rest = key.partition(":")
    number = _number(rest)
    names = {body.key: body.name for body in directory.bodies}
    if key not in names or number is None:
        return PartyValues(part, rest[:300] if kind == "text" else key[:300])
    if kind == "group":
        return PartyValues(
            part,
            names[key],
            group_id=number,
            chosen=tuple(dict.fromkeys(_members(key, sent, directory))),
            not_followed=f"unfollowed-{key}" in sent,
        )
    return PartyValues(part, names[key], agency_id=number)


def _members(key: str, sent: MultiDict[str, str], directory: Directory) -> Iterable[int]:
    known = {body.key for body in directory.bodies}
    for one in sent.getlist(f"members-{key}"):
        number = _number(one)
        if number is not None and f"agency:{number}" in known:
            yield number
    for name in split_names(sent.get(f"members-add-{key}", "")):
        member = _agency(name, directory)
        if member is not None:
            yield member


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
