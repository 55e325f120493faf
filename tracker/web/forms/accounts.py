"""Forms by which administrators keep people and their posts."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.queries.accounts import PeopleFilter, PersonState
from tracker.services.administration import Term, UserValues
from tracker.web.forms.base import DayField, EditForm, Form, check_address, options
from tracker.web.wording_states import AGENCY_ROLE_WORDS, COMMITTEE_ROLE_WORDS


class PersonForm(EditForm):
    """What is kept about a person."""

    login = StringField(_l("Tên đăng nhập"), [InputRequired(), Length(max=60)])
    full_name = StringField(_l("Họ và tên"), [DataRequired(), Length(max=200)])
    position = StringField(_l("Chức vụ"), [Length(max=200)])
    email = StringField(_l("Thư điện tử"), [Optional(), Length(max=200), check_address])
    telephone = StringField(_l("Điện thoại"), [Length(max=60)])
    is_administrator = BooleanField(_l("Là quản trị viên của hệ thống"))

    def values(self) -> UserValues:
        """What was entered."""
        return UserValues(
            login=self.login.data or "",
            full_name=self.full_name.data or "",
            position=self.position.data or "",
            email=self.email.data or "",
            telephone=self.telephone.data or "",
            is_administrator=bool(self.is_administrator.data),
        )


class CommitteePostForm(Form):
    """A role in a committee."""

    committee_id = SelectField(_l("Tiểu ban"), coerce=int)
    role = SelectField(_l("Vai trò"), choices=options(COMMITTEE_ROLE_WORDS.items()))
    is_head = BooleanField(_l("Là người đứng đầu tiểu ban (chỉ với lãnh đạo)"))

    @property
    def chosen_role(self) -> CommitteeRole:
        """The role; only after validation."""
        return CommitteeRole(self.role.data)


class AgencyPostForm(Form):
    """A role in an agency, for a time when it is a deputy's."""

    agency_id = SelectField(_l("Cơ quan"), coerce=int)
    role = SelectField(
        _l("Vai trò"),
        choices=options(
            (role, AGENCY_ROLE_WORDS[role])
            for role in (AgencyRole.OFFICER, AgencyRole.HEAD, AgencyRole.DEPUTY)
        ),
    )
    valid_from = DayField(_l("Từ ngày"))
    valid_to = DayField(_l("Đến hết ngày"))

    @property
    def chosen_role(self) -> AgencyRole:
        """The role; only after validation."""
        return AgencyRole(self.role.data)

    @property
    def term(self) -> Term:
        """The days on which the post is held."""
        return Term(valid_from=self.valid_from.day, valid_to=self.valid_to.day)


class PasteForm(Form):
    """A pasted table of people."""

    table = TextAreaField(_l("Bảng người dùng"), [InputRequired(), Length(max=200_000)], filters=[])


def read_people_filter(asked: Mapping[str, str]) -> PeopleFilter:
    """What the address asks a list of people for; nonsense asks for nothing."""
    roles: dict[str, CommitteeRole | AgencyRole] = {role.value: role for role in CommitteeRole}
    roles |= {role.value: role for role in AgencyRole}
    state = next((one for one in PersonState if one.value == asked.get("state")), None)
    return PeopleFilter(
        search=asked.get("q", "")[:200],
        committee_id=_key(asked.get("committee", "")),
        agency_id=_key(asked.get("agency", "")),
        role=roles.get(asked.get("role", "")),
        is_administrator=asked.get("role") == "administrator",
        state=state,
    )


def _key(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
