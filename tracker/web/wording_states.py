"""The words for stored states, parts and kinds. Time states are worded in ``filters``."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.extensions import ExtensionState
from tracker.domain.proposals import Block
from tracker.domain.tasks import AssignmentState, Kind, Move, Part, TaskState

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
CONCLUSION_WORDS: Mapping[str, LazyString] = {
    "draft": _l("Bản thảo, đang rà soát"),
    "submitted": _l("Chờ lãnh đạo duyệt"),
    "approved": _l("Đã duyệt, chưa công bố"),
    "published": _l("Đã công bố"),
}
APPROVAL_WORDS: Mapping[str, LazyString] = {
    "conclusion_submitted": _l("Trình lãnh đạo duyệt"),
    "submission_taken_back": _l("Rút lại bản trình"),
    "conclusion_approved": _l("Duyệt"),
    "conclusion_sent_back": _l("Trả lại"),
    "approval_withdrawn": _l("Việc trình, duyệt hết hiệu lực vì bản thảo có thay đổi"),
}
MEETING_SORTS: tuple[tuple[str, LazyString], ...] = (
    ("latest", _l("Mới họp trước")),
    ("earliest", _l("Họp sớm nhất trước")),
    ("title", _l("Theo tên gọi")),
)
CONCLUSION_SORTS: tuple[tuple[str, LazyString], ...] = (
    ("newest", _l("Mới nhập trước")),
    ("held", _l("Theo ngày họp")),
    ("issued", _l("Theo ngày ban hành")),
    ("title", _l("Theo tên gọi")),
)
PRESENCE_WORDS: tuple[tuple[str, LazyString], ...] = (
    ("present", _l("Có mặt")),
    ("excused", _l("Vắng có lý do")),
    ("absent", _l("Vắng")),
)
RECOMMENDATION_WORDS: tuple[tuple[str, LazyString], ...] = (
    ("logistics", _l("Hậu cần")),
    ("contents", _l("Nội dung, tài liệu")),
    ("funding", _l("Kinh phí")),
    ("staff", _l("Nhân sự")),
    ("other", _l("Việc khác")),
)
RECOMMENDATION_STATE_WORDS: tuple[tuple[str, LazyString], ...] = (
    ("open", _l("Chưa xử lý")),
    ("assigned", _l("Đã giao nhiệm vụ")),
    ("answered", _l("Đã trả lời")),
    ("declined", _l("Không tiếp thu")),
)
OUTCOME_WORDS: tuple[tuple[str, LazyString], ...] = (
    ("answered", _l("Trả lời")),
    ("declined", _l("Không tiếp thu")),
)
RECOMMENDATION_SORTS: tuple[tuple[str, LazyString], ...] = (
    ("latest", _l("Mới kiến nghị trước")),
    ("earliest", _l("Kiến nghị sớm nhất trước")),
    ("agency", _l("Theo cơ quan")),
)
BLOCK_WORDS: Mapping[Block, LazyString] = {
    Block.NO_TITLE: _l("Chưa có nội dung nhiệm vụ."),
    Block.NO_LEAD: _l("Chưa có cơ quan chủ trì."),
    Block.UNKNOWN_BODY: _l("Có cơ quan chưa có trong danh mục."),
    Block.ENDED_AGENCY: _l("Có cơ quan đã kết thúc hoạt động; chọn cơ quan tiếp nhận."),
    Block.EMPTY_GROUP: _l("Có nhóm chưa chọn cơ quan; chọn, hoặc đánh dấu không theo dõi riêng."),
}
MOVE_WORDS: Mapping[Move, LazyString] = {
    Move.RECEIVE: _l("Tiếp nhận"),
    Move.OBJECT: _l("Không tiếp nhận"),
    Move.INSIST: _l("Giữ nguyên phân công"),
    Move.UPDATE: _l("Gửi cập nhật"),
    Move.REPORT: _l("Báo cáo hoàn thành"),
    Move.ACCEPT: _l("Xác nhận hoàn thành"),
    Move.RETURN: _l("Trả lại"),
    Move.REOPEN: _l("Mở lại"),
    Move.DELIVER: _l("Gửi phần phối hợp"),
    Move.CONFIRM: _l("Xác nhận phần phối hợp"),
    Move.ASK_AGAIN: _l("Đề nghị bổ sung"),
    Move.ASK_FOR: _l("Đề nghị gửi phần phối hợp"),
}
UPDATE_WORDS: Mapping[str, LazyString] = {
    "receipt": _l("Tiếp nhận"),
    "objection": _l("Ý kiến không tiếp nhận"),
    "progress": _l("Cập nhật"),
    "completion": _l("Báo cáo hoàn thành"),
    "contribution": _l("Phần phối hợp"),
    "acceptance": _l("Xác nhận hoàn thành"),
    "return": _l("Trả lại"),
    "reopening": _l("Mở lại"),
    "insistence": _l("Giữ nguyên phân công"),
    "confirmation": _l("Xác nhận phần phối hợp"),
    "asked_again": _l("Đề nghị bổ sung"),
    "asked_for": _l("Đề nghị gửi phần phối hợp"),
    "extension": _l("Xin gia hạn"),
}
EXTENSION_WORDS: Mapping[ExtensionState, LazyString] = {
    ExtensionState.PENDING: _l("Chờ quyết định"),
    ExtensionState.GRANTED: _l("Đồng ý như đề nghị"),
    ExtensionState.CHANGED: _l("Đồng ý đến ngày khác"),
    ExtensionState.REFUSED: _l("Không đồng ý"),
    ExtensionState.WITHDRAWN: _l("Đã rút"),
    ExtensionState.LAPSED: _l("Không còn hiệu lực"),
}
AGENCY_KIND_WORDS: Mapping[str, LazyString] = {
    "party": _l("Cơ quan Đảng cấp tỉnh"),
    "party_district": _l("Huyện ủy, thị ủy, thành ủy"),
    "council": _l("Hội đồng nhân dân, Đoàn đại biểu Quốc hội"),
    "executive": _l("Ủy ban nhân dân tỉnh, văn phòng"),
    "executive_district": _l("Ủy ban nhân dân cấp huyện"),
    "department": _l("Sở, ban, ngành"),
    "front": _l("Mặt trận Tổ quốc"),
    "mass": _l("Đoàn thể, hội"),
    "press": _l("Báo chí"),
    "force": _l("Lực lượng vũ trang"),
    "justice": _l("Tòa án, viện kiểm sát, thi hành án"),
    "vertical": _l("Cơ quan ngành dọc"),
    "enterprise": _l("Doanh nghiệp, đơn vị sự nghiệp"),
    "other": _l("Khác"),
}
AGENCY_ROLE_WORDS: Mapping[AgencyRole, LazyString] = {
    AgencyRole.HEAD: _l("Lãnh đạo cơ quan"),
    AgencyRole.OFFICER: _l("Cán bộ đầu mối"),
    AgencyRole.DEPUTY: _l("Người làm thay"),
}
COMMITTEE_ROLE_WORDS: Mapping[CommitteeRole, LazyString] = {
    CommitteeRole.SECRETARY: _l("Thư ký"),
    CommitteeRole.LEADER: _l("Lãnh đạo"),
    CommitteeRole.OBSERVER: _l("Người theo dõi"),
}
GROUP_RULE_WORDS: Mapping[str, LazyString] = {
    "fixed": _l("Các cơ quan được chọn dưới đây"),
    "open": _l("Chưa xác định; thư ký chọn khi rà soát (“các đơn vị liên quan”)"),
    "members": _l("Mọi thành viên của tiểu ban đang họp"),
    "other_members": _l("Các thành viên mà văn bản không nêu tên ở chỗ khác"),
}
CYCLE_STEP_WORDS: Mapping[str, LazyString] = {
    "weekly": _l("Hằng tuần"),
    "monthly": _l("Hằng tháng"),
    "quarterly": _l("Hằng quý"),
    "yearly": _l("Hằng năm"),
}
DAY_KIND_WORDS: Mapping[str, LazyString] = {
    "off": _l("Ngày nghỉ"),
    "working": _l("Ngày làm bù"),
}
