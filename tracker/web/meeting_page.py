"""A meeting in words, for showing two versions of it side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from tracker.services.meetings import (
    AttendanceValues,
    MeetingValues,
    RecommendationValues,
)
from tracker.web.filters import presence_word, recommendation_word
from tracker.web.forms.base import show_day

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


def stored_values(meeting: Meeting) -> MeetingValues:
    """What is kept about a meeting, as a form would send it."""
    return MeetingValues(
        title=meeting.title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        chair=meeting.chair,
        attendance=[
            AttendanceValues(
                agency_id=row.agency_id,
                presence=row.presence,
                person=row.person,
                report=row.report,
            )
            for row in meeting.attendance
        ],
        recommendations=[
            RecommendationValues(agency_id=row.agency_id, kind=row.kind, text=row.text)
            for row in meeting.recommendations
        ],
    )


def described(
    values: MeetingValues, names: Mapping[int, str], asking: Mapping[int, str]
) -> dict[str, str]:
    """Label → words of everything that a meeting's form holds.

    ``names`` has the agencies of the attendance, ``asking`` those of the recommendations.
    """
    words = {
        _("Tên cuộc họp"): values.title,
        _("Ngày họp"): show_day(values.held_on),
        _("Giờ bắt đầu"): f"{values.starts_at:%H:%M}" if values.starts_at else "",
        _("Địa điểm"): values.place,
        _("Chủ trì"): values.chair,
    }
    for one in values.attendance:
        parts = (presence_word(one.presence), one.person, one.report)
        words[names.get(one.agency_id, "")] = " · ".join(part for part in parts if part)
    words[_("Kiến nghị, đề xuất")] = "\n".join(
        f"{asking.get(one.agency_id, '')} ({recommendation_word(one.kind)}): {one.text}"
        for one in values.recommendations
    )
    return words
