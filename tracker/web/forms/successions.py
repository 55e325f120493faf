"""Forms about what becomes of agencies: a new name, a merger, a split, an end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from tracker.domain.text import normalise
from tracker.services.agencies import AgencyValues
from tracker.services.successions import Following, Kind, Renaming, Reorganising
from tracker.web.forms.base import (
    DayField,
    EditForm,
    check_address,
    options,
    plausible,
    read_number,
)
from tracker.web.forms.directory import LONGEST_NAME, lines

MOST_NEW = 50


class RenameForm(EditForm):
    """A new name from a day on."""

    name = StringField(_l("Tên mới"), [DataRequired(), Length(max=LONGEST_NAME)])
    short_name = StringField(_l("Tên viết tắt mới"), [Length(max=60)])
    changed_on = DayField(_l("Có hiệu lực từ ngày"), [DataRequired(), plausible])
    decision = StringField(_l("Căn cứ"), [Length(max=300)])

    def values(self) -> Renaming:
        """What was entered; the day was validated."""
        return Renaming(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            changed_on=self.changed_on.day or date.min,
            decision=self.decision.data or "",
        )


class EndForm(EditForm):
    """An end without anybody who goes on; the other changes add to it."""

    changed_on = DayField(_l("Có hiệu lực từ ngày"), [DataRequired(), plausible])
    decision = StringField(_l("Căn cứ"), [Length(max=300)])

    def offer(self, agencies: Iterable[tuple[int, str]]) -> None:
        """Fill the choices with the agencies that there are, without the one that ends."""

    def values(self, how: Kind, agency_id: int, kind: str) -> Reorganising:
        """What was entered; new agencies are of ``kind``."""
        return Reorganising(
            how=how,
            source_ids=[agency_id, *self._others()],
            changed_on=self.changed_on.day or date.min,
            decision=self.decision.data or "",
            into_ids=self._into(),
            new=[self._new(name, kind) for name in self._new_names()],
        )

    def _others(self) -> list[int]:
        return []

    def _into(self) -> list[int]:
        return []

    def _new_names(self) -> list[str]:
        return []

    def _new(self, name: str, kind: str) -> AgencyValues:
        return AgencyValues(name=name, kind=kind, exists_from=self.changed_on.day)


class SplitForm(EndForm):
    """Several agencies come out of one."""

    into = SelectMultipleField(_l("Thành các cơ quan đã có trong danh mục"), coerce=int)
    new_names = TextAreaField(_l("Thành các cơ quan mới"), [Length(max=4000)])

    def offer(self, agencies: Iterable[tuple[int, str]]) -> None:
        """Fill the choices."""
        self.into.choices = options(agencies)

    def _into(self) -> list[int]:
        return list(self.into.data or [])

    def _new_names(self) -> list[str]:
        return list(dict.fromkeys(map(normalise, lines(self.new_names.data))))[:MOST_NEW]


class MergeForm(EndForm):
    """One or more agencies go into one, a known one or a new one."""

    others = SelectMultipleField(_l("Cùng sáp nhập với các cơ quan"), coerce=int)
    into = SelectField(_l("Vào cơ quan đã có trong danh mục"))
    new_names = StringField(_l("Hoặc thành cơ quan mới tên là"), [Length(max=LONGEST_NAME)])
    mailbox = StringField(
        _l("Hộp thư của cơ quan mới"), [Optional(), Length(max=200), check_address]
    )

    def offer(self, agencies: Iterable[tuple[int, str]]) -> None:
        """Fill the choices."""
        known = list(agencies)
        self.others.choices = options(known)
        self.into.choices = options([("", _l("Chọn cơ quan")), *known])

    def _others(self) -> list[int]:
        return list(self.others.data or [])

    def _into(self) -> list[int]:
        chosen = read_number(self.into.data or "")
        return [] if chosen is None else [chosen]

    def _new_names(self) -> list[str]:
        name = normalise(self.new_names.data or "")
        return [name] if name else []

    def _new(self, name: str, kind: str) -> AgencyValues:
        mailbox = self.mailbox.data or ""
        return AgencyValues(name=name, kind=kind, mailbox=mailbox, exists_from=self.changed_on.day)


FORMS: Mapping[Kind, type[EndForm]] = {
    Kind.MERGE: MergeForm,
    Kind.SPLIT: SplitForm,
    Kind.END: EndForm,
}


def read_following(sent: Mapping[str, str]) -> Following:
    """Who and what goes along, from the preview: ``post-7=0``, ``seat-2=1``, ``group-4=0``."""
    return Following(
        posts=_places(sent, "post-"), seats=_places(sent, "seat-"), groups=_places(sent, "group-")
    )


def _places(sent: Mapping[str, str], prefix: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for name, value in sent.items():
        key, place = read_number(name.removeprefix(prefix)), read_number(value)
        if name.startswith(prefix) and key is not None and place is not None:
            found[key] = place
    return found
