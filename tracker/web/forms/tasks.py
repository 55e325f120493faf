"""Forms on a task: what an agency says, and the answers to it."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import DecimalField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from tracker.domain.tasks import Move
from tracker.services.updates import LONGEST
from tracker.web.forms.base import DayField, Form, plausible

MOST = Decimal(10) ** 14


class SaidForm(Form):
    """What goes with an update or a report: words, numbers, a document, files, whose words."""

    form_key = HiddenField()
    words = TextAreaField(_l("Đã làm được gì?"), [Length(max=LONGEST)])
    document_number = StringField(_l("Số văn bản"), [Length(max=60)])
    document_date = DayField(_l("Ngày văn bản"))
    quantity = DecimalField(_l("Số lượng"), [Optional(), NumberRange(min=0, max=MOST)])
    unit = StringField(_l("Đơn vị tính"), [Length(max=60)])
    files = MultipleFileField(_l("Đính kèm minh chứng"))
    on_behalf_source = StringField(_l("Nguồn, khi nhập hộ cơ quan"), [Length(max=300)])

    @property
    def quantities(self) -> list[tuple[Decimal, str]]:
        """The number and its unit, if any was given."""
        number = self.quantity.data
        return [(number, self.unit.data or "")] if number is not None else []


class MoveForm(SaidForm):
    """One form for every move; which button was pressed stands in ``move``."""

    move = StringField(validators=[InputRequired()])
    proposed_owner = StringField(_l("Cơ quan nên giao, nếu biết"), [Length(max=300)])
    redo_on = DayField(_l("Hạn báo cáo lại, nếu trả lại hoặc mở lại"), [plausible])
    product_on = DayField(_l("Ngày của sản phẩm, nếu sớm hơn ngày báo cáo"))

    @property
    def chosen_move(self) -> Move | None:
        """The move of the button that was pressed; None when it is none of ours."""
        return next((move for move in Move if move.value == self.move.data), None)


def fresh_form() -> MoveForm:
    """An empty form with a key of its own, so that a double click files it once."""
    form = MoveForm(formdata=None)
    form.form_key.data = uuid4().hex
    return form
