"""Forms on the periods of a standing task: a report on one, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.domain.periods import PeriodMove
from tracker.services.updates import LONGEST
from tracker.web.forms.base import Form, options, read_number, show_day
from tracker.web.forms.tasks import SaidForm
from tracker.web.wording_periods import period_word

if TYPE_CHECKING:
    from tracker.models.periods import Period


class PeriodReportForm(SaidForm):
    """An agency's report on one of its periods."""

    period = SelectField(_l("Kỳ báo cáo"), validators=[InputRequired()])
    words = TextAreaField(_l("Nội dung báo cáo"), [Length(max=LONGEST)])

    def offer(self, periods: Iterable[Period]) -> None:
        """Let one of these periods be chosen; the first one stands there."""
        self.period.choices = options((one.id, _offered(one)) for one in periods)

    @property
    def period_id(self) -> int:
        """The period that was chosen; 0 when it is none."""
        return read_number(str(self.period.data or "")) or 0


class PeriodAnswerForm(Form):
    """The secretariat's answer to a report; which button was pressed stands in ``move``."""

    move = StringField(validators=[InputRequired()])
    words = TextAreaField(_l("Ý kiến, hoặc lý do trả lại"), [Length(max=LONGEST)])

    @property
    def chosen_move(self) -> PeriodMove | None:
        """The move of the button that was pressed; None when it is none of ours."""
        moves = (PeriodMove.ACCEPT, PeriodMove.RETURN)
        return next((move for move in moves if move.value == self.move.data), None)


def report_form(periods: Iterable[Period]) -> PeriodReportForm:
    """An empty form over these periods; its own key lets a double click file once."""
    form = PeriodReportForm(formdata=None)
    form.form_key.data = uuid4().hex
    form.offer(periods)
    return form


def _offered(period: Period) -> str:
    return str(
        _("%(period)s, hạn %(day)s", period=period_word(period), day=show_day(period.due_on))
    )
