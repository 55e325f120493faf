"""The form that answers many completion reports alike."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.domain.tasks import Move
from tracker.services.acceptances import ANSWERS, Ticked
from tracker.services.updates import LONGEST
from tracker.web.forms.base import DayField, Form, plausible, read_number

MOST_AT_ONCE = 200


class AnswerManyForm(Form):
    """One answer for every report that is ticked; the button stands in ``move``."""

    move = StringField(validators=[InputRequired()])
    words = TextAreaField(_l("Ý kiến, lý do"), [Length(max=LONGEST)])
    redo_on = DayField(_l("Hạn báo cáo lại, khi trả lại"), [plausible])

    @property
    def chosen_move(self) -> Move | None:
        """Accept or return; None when the button is none of ours."""
        return next((one for one in ANSWERS if one.value == self.move.data), None)

    @property
    def ticked(self) -> list[Ticked]:
        """The rows that were ticked, each with the version that the page showed."""
        found = (_ticked(one) for one in request.form.getlist("row")[:MOST_AT_ONCE])
        return list(dict.fromkeys(one for one in found if one is not None))


def _ticked(sent: str) -> Ticked | None:
    key, _colon, version = sent.partition(":")
    numbers = read_number(key), read_number(version)
    return Ticked(numbers[0], numbers[1]) if numbers[0] and numbers[1] else None
