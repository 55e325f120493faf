"""The words for stored states, parts and kinds. Time states are worded in ``filters``."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.proposals import Block
from tracker.domain.tasks import AssignmentState, Kind, Part, TaskState

ASSIGNMENT_WORDS: Mapping[AssignmentState, LazyString] = {
    AssignmentState.ASSIGNED: _l("Chưa tiếp nhận"),
    AssignmentState.OBJECTED: _l("Có ý kiến không tiếp nhận"),
    AssignmentState.RECEIVED: _l("Đã tiếp nhận"),
    AssignmentState.IN_PROGRESS: _l("Đang thực hiện"),
    AssignmentState.REPORTED: _l("Chờ xác nhận hoàn thành"),
    AssignmentState.ACCEPTED: _l("Đã xác nhận hoàn thành"),
    AssignmentState.DELIVERED: _l("Chờ chủ trì xác nhận"),
    AssignmentState.CONFIRMED: _l("Chủ trì đã xác nhận"),
}
PART_WORDS: Mapping[Part, LazyString] = {
    Part.LEAD: _l("Chủ trì"),
    Part.COORDINATING: _l("Phối hợp"),
}
KIND_WORDS: Mapping[Kind, LazyString] = {
    Kind.ONE_OFF: _l("Một lần"),
    Kind.STANDING: _l("Thường xuyên"),
}
TASK_WORDS: Mapping[TaskState, LazyString] = {
    TaskState.OPEN: _l("Đang mở"),
    TaskState.COMPLETED: _l("Đã hoàn thành"),
    TaskState.SUSPENDED: _l("Tạm dừng"),
    TaskState.CANCELLED: _l("Đã hủy"),
}
SOURCE_WORDS: tuple[tuple[str, LazyString], ...] = (
    ("notice", _l("Thông báo kết luận")),
    ("letter", _l("Công văn")),
    ("plan", _l("Kế hoạch")),
    ("spoken", _l("Chỉ đạo trực tiếp, không có văn bản")),
    ("web", _l("Tin trên trang thông tin")),
)
BLOCK_WORDS: Mapping[Block, LazyString] = {
    Block.NO_TITLE: _l("Chưa có nội dung nhiệm vụ."),
    Block.NO_LEAD: _l("Chưa có cơ quan chủ trì."),
    Block.UNKNOWN_BODY: _l("Có cơ quan chưa có trong danh mục."),
    Block.EMPTY_GROUP: _l("Có nhóm chưa chọn cơ quan; chọn, hoặc đánh dấu không theo dõi riêng."),
}
