"""The form that a filled-in sheet of tasks comes back with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField

from tracker.web.forms.base import Form, options

if TYPE_CHECKING:
    from tracker.models.committees import Committee


class SheetForm(Form):
    """The committee, the file, and the seal of the file that was shown already."""

    committee = SelectField(_l("Tiểu ban, ban chỉ đạo"), validate_choice=False)
    file = FileField(_l("Bảng đã sửa (.xlsx, .xls)"))
    kept = HiddenField()
    mark = HiddenField()
    sure = BooleanField(_l("Vẫn ghi các hạn trước ngày họp nêu trên: đúng là các hạn đó"))

    @classmethod
    def of(cls, committees: Sequence[Committee], chosen: str | None = None) -> SheetForm:
        """The form with the committees that may be chosen: ``chosen``, else the first one."""
        form = cls()
        form.committee.choices = options((one.id, one.name) for one in committees)
        form.committee.data = chosen or (str(committees[0].id) if committees else "")
        return form
