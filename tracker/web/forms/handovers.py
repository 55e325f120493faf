"""The forms that change the agencies of a published task."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from tracker.services.updates import LONGEST
from tracker.web.forms.base import DayField, EditForm, plausible


class HandoverForm(EditForm):
    """Hands a part over, or ends it; which button was pressed stands in ``act``."""

    act = HiddenField()
    agency = StringField(_l("Cơ quan nhận"), [Length(max=300)])
    reason = TextAreaField(_l("Lý do"), [Length(max=LONGEST)])
    due_on = DayField(_l("Hạn mới, nếu đổi"), [plausible])
    sure = BooleanField(_l("Vẫn đặt hạn này: đúng là hạn trước ngày họp"))
    asks_sure = False


class AddAgencyForm(EditForm):
    """Lets one more agency coordinate."""

    agency = StringField(_l("Cơ quan phối hợp thêm"), [Length(max=300)])
    reason = TextAreaField(_l("Lý do"), [Length(max=LONGEST)])
