"""The form kit: a base form that speaks the reader's language, and fields that offices need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import abort, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from tracker.domain.text import is_mail_address
from tracker.web.keys import LARGEST

# WTForms ships no Vietnamese catalogue: its English sentences are looked up here.
MESSAGES: Mapping[str, Any] = {
    "This field is required.": _l("Đề nghị điền mục này."),
    "Not a valid choice.": _l("Lựa chọn này không có trong danh sách."),
    "Not a valid choice": _l("Lựa chọn này không có trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Lựa chọn này không hợp lệ."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Có lựa chọn không hợp lệ."
    ),
    "Not a valid integer value.": _l("Đề nghị nhập một số nguyên."),
    "Not a valid decimal value.": _l("Đề nghị nhập một số."),
    "Not a valid date value.": _l("Ngày không hợp lệ. Đề nghị nhập theo dạng ngày/tháng/năm."),
    "Invalid email address.": _l("Địa chỉ thư điện tử không hợp lệ."),
    "Invalid input.": _l("Giá trị này không hợp lệ."),
    "Field cannot be longer than %(max)d characters.": _l("Tối đa %(max)d ký tự."),
    "Field cannot be longer than %(max)d character.": _l("Tối đa %(max)d ký tự."),
    "Field must be at least %(min)d characters long.": _l("Tối thiểu %(min)d ký tự."),
    "Field must be at least %(min)d character long.": _l("Tối thiểu %(min)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Từ %(min)d đến %(max)d ký tự."
    ),
    "Number must be between %(min)s and %(max)s.": _l("Đề nghị nhập số từ %(min)s đến %(max)s."),
    "Number must be at least %(min)s.": _l("Đề nghị nhập số từ %(min)s trở lên."),
    "Number must be at most %(max)s.": _l("Đề nghị nhập số không quá %(max)s."),
    "'%(value)s' is not a valid choice for this field.": _l("Có lựa chọn không hợp lệ."),
    "'%(value)s' are not valid choices for this field.": _l("Có lựa chọn không hợp lệ."),
    "Field must be equal to %(other_name)s.": _l("Hai lần nhập phải giống nhau."),
}


class Words:
    """WTForms' translations object: English sentence in, the reader's sentence out."""

    def gettext(self, string: str) -> str:
        """Look a sentence up."""
        return str(MESSAGES.get(string, string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Look the form for ``n`` up."""
        return self.gettext(singular if n == 1 else plural)


class Form(FlaskForm):
    """The base of every form: texts are trimmed, line ends unified, messages translated."""

    class Meta(FlaskForm.Meta):
        """Settings that WTForms reads."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read forms only: JSON would bring values that are no texts. Aborts with 415."""
            if request.is_json:
                abort(415)
            return super().wrap_formdata(form, formdata)

        def get_translations(self, form: object) -> Words:
            """The sentences of this form's validators."""
            return Words()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Trim every text field unless it says otherwise."""
            if issubclass(unbound_field.field_class, StringField):
                options.setdefault("filters", [clean])
            return unbound_field.bind(form=form, **options)

    def refuse(self, name: str | None, words: str) -> str:
        """Put a rule's refusal at its field; gives the words back when it belongs to none."""
        if name is None or name not in self._fields:
            return words
        self._fields[name].errors = [*self._fields[name].errors, words]
        return ""


class EditForm(Form):
    """A form over a row: it carries the version that it was opened with."""

    version = HiddenField()

    @property
    def version_number(self) -> int:
        """The version that the form was opened with; 0, never valid, when it was tampered with."""
        return read_number(str(self.version.data or "")) or 0


def read_number(sent: str) -> int | None:
    """A key or a count that a form or an address carries; None when it is none.

    Signs and other alphabets' digits are none; what no column holds becomes the largest key,
    which leads nowhere.
    """
    try:
        return number(sent)
    except ValueError:
        return None


def number(sent: str) -> int:
    """The same for ``args.get(…, type=number)``: raises ValueError when it is none."""
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 100):
        raise ValueError("no number")
    return min(int(sent), LARGEST)


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """The choices of a select field: values and the words for them."""
    return [SelectChoice(str(value), words) for value, words in pairs]


def clean(value: Any) -> Any:
    """Trim, unify line ends, and drop control characters that no keyboard types.

    What a row puts into a field need not be text, and stays as it is.
    """
    if not isinstance(value, str):
        return value
    unified = value.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]", "", unified).strip()


def check_address(_form: object, field: Any) -> None:
    """A validator: an address that mail can be sent to. Raises ValidationError, worded."""
    if not is_mail_address(str(field.data)):
        raise ValidationError(str(MESSAGES["Invalid email address."]))


class DayField(StringField):
    """A day typed as dd/mm/yyyy (also d/m/yyyy, with - or .); ``day`` holds the date."""

    day: date | None = None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data or ""

    def process_data(self, value: Any) -> None:
        """Take the row's date."""
        self.day = value if isinstance(value, date) else None
        self.data = show_day(self.day)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; raises ValueError with the sentence for the field."""
        if not valuelist:
            return
        self.data = str(valuelist[0]).strip()
        self.day = read_day(self.data) if self.data else None


def show_day(day: date | None) -> str:
    """dd/mm/yyyy, or nothing."""
    return day.strftime("%d/%m/%Y") if day else ""


def read_day(typed: str) -> date | None:
    """The date that was typed. Raises ValidationError, worded, when it is none."""
    found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", typed)
    try:
        if not found:
            raise ValueError
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("Ngày không hợp lệ. Đề nghị nhập theo dạng ngày/tháng/năm, ví dụ 25/10/2020.")
        ) from None


EARLIEST, LATEST = 1945, 2100
"""Years; a day outside them is a slip of the keyboard."""


def plausible(_form: object, field: DayField) -> None:
    """Refuse a day whose year cannot be meant, such as 0020. For day fields."""
    if field.day is not None and not EARLIEST <= field.day.year <= LATEST:
        raise ValidationError(_("Năm không hợp lý. Đề nghị xem lại."))
