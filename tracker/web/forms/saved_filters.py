"""The form of a saved filter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField

from tracker.web.forms.base import Form


class SavedFilterForm(Form):
    """Its name, and whether the list opens with it; which button was pressed stands in ``act``."""

    act = HiddenField()
    name = StringField(_l("Tên bộ lọc"))
    is_start = BooleanField(_l("Mở danh sách với bộ lọc này"))
