"""Forms of the directory: agencies and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from tracker.queries.agencies import AgencyFilter, Missing
from tracker.services.agencies import AgencyValues, GroupValues, Rule
from tracker.web.forms.base import DayField, EditForm, check_address, options
from tracker.web.wording_states import AGENCY_KIND_WORDS, GROUP_RULE_WORDS

LONGEST_NAME = 200


class AgencyForm(EditForm):
    """An agency: names, how to reach it, when it exists."""

    name = StringField(_l("Tên đầy đủ"), [DataRequired(), Length(max=LONGEST_NAME)])
    short_name = StringField(_l("Tên viết tắt"), [Length(max=60)])
    kind = SelectField(_l("Loại cơ quan"))
    mailbox = StringField(_l("Hộp thư"), [Optional(), Length(max=200), check_address])
    telephone = StringField(_l("Điện thoại"), [Length(max=60)])
    exists_from = DayField(_l("Thành lập ngày"))
    exists_to = DayField(_l("Kết thúc hoạt động ngày"))
    aliases = TextAreaField(_l("Tên gọi khác trong văn bản"), [Length(max=4000)])

    def offer_kinds(self, present: str = "") -> None:
        """Fill the choices; ``present`` stays choosable whatever it is."""
        kinds = [("", _l("Chưa phân loại")), *AGENCY_KIND_WORDS.items()]
        if present and present not in AGENCY_KIND_WORDS:
            kinds.append((present, present))
        self.kind.choices = options(kinds)

    def values(self) -> AgencyValues:
        """What was entered."""
        return AgencyValues(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            kind=self.kind.data or "",
            mailbox=self.mailbox.data or "",
            telephone=self.telephone.data or "",
            exists_from=self.exists_from.day,
            exists_to=self.exists_to.day,
            aliases=lines(self.aliases.data),
        )


class GroupForm(EditForm):
    """A group: whom it stands for, and the names it goes by."""

    name = StringField(_l("Tên nhóm"), [DataRequired(), Length(max=LONGEST_NAME)])
    rule = SelectField(
        _l("Nhóm gồm những ai"),
        choices=options(GROUP_RULE_WORDS.items()),
    )
    members = SelectMultipleField(_l("Cơ quan trong nhóm"), coerce=int)
    aliases = TextAreaField(_l("Tên gọi khác trong văn bản"), [Length(max=4000)])

    def values(self) -> GroupValues:
        """What was entered."""
        return GroupValues(
            name=self.name.data or "",
            rule=Rule(self.rule.data),
            member_ids=self.members.data or [],
            aliases=lines(self.aliases.data),
        )


def lines(typed: str | None) -> list[str]:
    """One entry a line; empty lines count for nothing."""
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]


def joined(names: Iterable[str]) -> str:
    """The reverse of :func:`lines`."""
    return "\n".join(names)


def read_filter(asked: Mapping[str, str]) -> AgencyFilter:
    """What the address asks a list of agencies for; nonsense asks for nothing."""
    missing = next((one for one in Missing if one.value == asked.get("missing")), None)
    return AgencyFilter(
        search=asked.get("q", "")[:200],
        kind=asked.get("kind", "")[:60],
        missing=missing,
        by_kind=asked.get("sort") == "kind",
    )
