"""The words of the review before a meeting: groups, marks, decisions."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.decisions import DecisionKind
from tracker.queries.packs import Group, Mark

GROUP_WORDS: Mapping[Group, LazyString] = {
    Group.OVERDUE: _l("Quá hạn"),
    Group.WAITING: _l("Chờ xác nhận"),
    Group.OPEN: _l("Đang thực hiện"),
    Group.PAUSED: _l("Tạm dừng"),
    Group.DONE: _l("Đã hoàn thành"),
    Group.CANCELLED: _l("Đã hủy"),
}
GROUP_FACES: Mapping[Group, tuple[str, str]] = {
    Group.OVERDUE: ("overdue", "alert"),
    Group.WAITING: ("", "check"),
    Group.OPEN: ("within", "clock"),
    Group.PAUSED: ("paused", "pause"),
    Group.DONE: ("done", "tick"),
    Group.CANCELLED: ("cancelled", "x"),
}
"""Colour (a time state, where the group is one) and icon."""
MARK_WORDS: Mapping[Mark, LazyString] = {
    Mark.EXTENDED: _l("Đã đổi hạn"),
    Mark.RETURNED: _l("Đã bị trả lại"),
    Mark.DIRECTIVE: _l("Ý kiến chỉ đạo chưa trả lời"),
    Mark.DECIDED: _l("Cuộc họp đã quyết định"),
}
DECISION_WORDS: Mapping[DecisionKind, LazyString] = {
    DecisionKind.EXTEND: _l("Gia hạn"),
    DecisionKind.CLOSE: _l("Xác nhận hoàn thành"),
    DecisionKind.REPEAT: _l("Nhắc lại ở kết luận mới"),
}


def group_word(group: Group) -> str:
    """The words of a group."""
    return str(GROUP_WORDS[group])


def decision_word(kind: DecisionKind) -> str:
    """The words of a decision."""
    return str(DECISION_WORDS[kind])
