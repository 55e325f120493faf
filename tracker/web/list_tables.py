"""The lists of meetings, conclusions and recommendations as Excel tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from tracker.outbound.xlsx import Column, write_table
from tracker.queries.meetings import MeetingCounts
from tracker.queries.recommendations import RecommendationLine
from tracker.web.filters import (
    conclusion_word,
    recommendation_state_word,
    recommendation_word,
    source_word,
)

if TYPE_CHECKING:
    from tracker.models.conclusions import Conclusion
    from tracker.models.meetings import Meeting

MOST_ROWS = 10_000


def meeting_table(rows: Sequence[Meeting], beside: Mapping[int, MeetingCounts]) -> bytes:
    """An Excel file of these meetings, with the counts that stand beside them."""
    columns = (
        Column(_("TT"), width=5),
        Column(_("Cuộc họp"), width=48),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
        Column(_("Ngày họp"), width=12),
        Column(_("Địa điểm"), width=24),
        Column(_("Chủ trì"), width=30),
        Column(_("Có mặt"), width=8),
        Column(_("Kiến nghị"), width=9),
        Column(_("Kết luận"), width=9),
    )
    lines = [
        (
            number,
            one.title,
            one.committee.name,
            one.held_on,
            one.place,
            one.chair,
            beside[one.id].present,
            beside[one.id].recommendations,
            beside[one.id].conclusions,
        )
        for number, one in enumerate(rows, start=1)
    ]
    return write_table(_("Cuộc họp"), columns, lines)


def conclusion_table(rows: Sequence[Conclusion]) -> bytes:
    """An Excel file of these conclusions."""
    columns = (
        Column(_("TT"), width=5),
        Column(_("Kết luận"), width=48),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
        Column(_("Loại văn bản"), width=20),
        Column(_("Số, ký hiệu"), width=16),
        Column(_("Ngày họp"), width=12),
        Column(_("Ngày ban hành"), width=12),
        Column(_("Người ký"), width=28),
        Column(_("Trạng thái"), width=22),
    )
    lines = [
        (
            number,
            one.title,
            one.committee.name,
            source_word(one.source.value),
            one.number,
            one.held_on,
            one.issued_on,
            one.signer,
            conclusion_word(one.state.value),
        )
        for number, one in enumerate(rows, start=1)
    ]
    return write_table(_("Kết luận"), columns, lines)


def recommendation_table(rows: Sequence[RecommendationLine]) -> bytes:
    """An Excel file of these recommendations, with the tasks that the reader may see."""
    columns = (
        Column(_("TT"), width=5),
        Column(_("Kiến nghị, đề xuất"), width=56),
        Column(_("Cơ quan kiến nghị"), width=30),
        Column(_("Loại kiến nghị"), width=18),
        Column(_("Tiểu ban, ban chỉ đạo"), width=30),
        Column(_("Ngày họp"), width=12),
        Column(_("Trạng thái"), width=18),
        Column(_("Nhiệm vụ xử lý"), width=18),
        Column(_("Trả lời"), width=48),
        Column(_("Người trả lời"), width=26),
        Column(_("Ngày trả lời"), width=12),
    )
    lines = [
        (
            number,
            one.row.text,
            one.row.agency.name,
            recommendation_word(one.row.kind.value),
            one.meeting.committee.name,
            one.meeting.held_on,
            recommendation_state_word(one.state.value),
            ", ".join(task.code for task in one.tasks),
            one.answer.text if one.answer else "",
            one.answer.answered_by if one.answer else "",
            one.answer.answered_on if one.answer else None,
        )
        for number, one in enumerate(rows, start=1)
    ]
    return write_table(_("Kiến nghị, đề xuất"), columns, lines)
