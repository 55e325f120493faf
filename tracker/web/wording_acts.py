"""The words for the journal's acts. A test holds that every act that is recorded has words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

ACTS: Mapping[str, LazyString] = {
    # tasks
    "task_published": _l("Công bố nhiệm vụ"),
    "task_repeats": _l("Ghi là nhắc lại nhiệm vụ trước"),
    "task_repeated": _l("Được nhắc lại ở kết luận sau"),
    "due_date_set": _l("Đặt hạn"),
    "directive_written": _l("Ghi ý kiến chỉ đạo"),
    "directive_answered": _l("Trả lời ý kiến chỉ đạo"),
    "assignment_receive": _l("Tiếp nhận"),
    "assignment_object": _l("Gửi ý kiến không tiếp nhận"),
    "assignment_insist": _l("Giữ nguyên phân công"),
    "assignment_update": _l("Gửi cập nhật"),
    "assignment_report": _l("Báo cáo hoàn thành"),
    "assignment_accept": _l("Xác nhận hoàn thành"),
    "assignment_return": _l("Trả lại báo cáo"),
    "assignment_deliver": _l("Gửi phần phối hợp"),
    "assignment_confirm": _l("Xác nhận phần phối hợp"),
    "assignment_ask_again": _l("Đề nghị bổ sung phần phối hợp"),
    "periods_arranged": _l("Mở, điều chỉnh kỳ báo cáo"),
    "period_report": _l("Báo cáo kỳ"),
    "period_accept": _l("Xác nhận báo cáo kỳ"),
    "period_return": _l("Trả lại báo cáo kỳ"),
    "reminders_held": _l("Tạm giữ lời nhắc"),
    "reminders_released": _l("Bỏ tạm giữ lời nhắc"),
    "digest_sent_early": _l("Gửi lời nhắc sớm"),
    # meetings, conclusions and proposals
    "meeting_created": _l("Lập cuộc họp"),
    "meeting_changed": _l("Sửa cuộc họp"),
    "conclusion_changed": _l("Sửa thông tin kết luận"),
    "conclusion_text_replaced": _l("Thay văn bản kết luận"),
    "conclusion_submitted": _l("Trình duyệt kết luận"),
    "submission_taken_back": _l("Rút lại bản trình duyệt"),
    "conclusion_sent_back": _l("Trả lại bản trình duyệt"),
    "conclusion_approved": _l("Duyệt kết luận"),
    "approval_withdrawn": _l("Rút trình duyệt kết luận"),
    "proposal_redated": _l("Tính lại hạn dự kiến"),
    "conclusion_created": _l("Nhập kết luận"),
    "conclusion_issued": _l("Ghi số, ngày ban hành"),
    "conclusion_published": _l("Công bố kết luận"),
    "proposal_added": _l("Thêm nhiệm vụ dự kiến"),
    "proposal_changed": _l("Sửa nhiệm vụ dự kiến"),
    "proposal_pending": _l("Bỏ xác nhận nhiệm vụ dự kiến"),
    "proposal_confirmed": _l("Xác nhận nhiệm vụ dự kiến"),
    "proposal_removed": _l("Bỏ nhiệm vụ dự kiến"),
    "proposal_repeat_linked": _l("Ghi nhiệm vụ dự kiến là nhắc lại"),
    "proposal_repeat_unlinked": _l("Bỏ ghi nhắc lại"),
    "proposal_repeat_dismissed": _l("Ghi nhiệm vụ dự kiến không phải nhắc lại"),
    # the installation
    "user_created": _l("Thêm người dùng"),
    "user_changed": _l("Sửa người dùng"),
    "user_activated": _l("Mở tài khoản"),
    "user_deactivated": _l("Khóa tài khoản"),
    "committee_post_given": _l("Giao vai trò trong tiểu ban, ban chỉ đạo"),
    "committee_post_taken": _l("Thôi vai trò trong tiểu ban, ban chỉ đạo"),
    "agency_post_given": _l("Giao vai trò trong cơ quan"),
    "agency_post_taken": _l("Thôi vai trò trong cơ quan"),
    "sessions_revoked": _l("Kết thúc các phiên đăng nhập"),
    "password_changed": _l("Đổi mật khẩu"),
    "link_issued": _l("Cấp liên kết dùng một lần"),
    "link_used": _l("Dùng liên kết dùng một lần"),
    "agency_created": _l("Thêm cơ quan"),
    "agency_changed": _l("Sửa cơ quan"),
    "agency_removed": _l("Bỏ cơ quan khỏi danh mục"),
    "agency_rename": _l("Đổi tên cơ quan"),
    "agency_merge": _l("Sáp nhập cơ quan"),
    "agency_split": _l("Chia tách cơ quan"),
    "agency_end": _l("Kết thúc hoạt động của cơ quan"),
    "group_created": _l("Thêm nhóm cơ quan"),
    "group_changed": _l("Sửa nhóm cơ quan"),
    "committee_created": _l("Lập tiểu ban, ban chỉ đạo"),
    "committee_changed": _l("Sửa tiểu ban, ban chỉ đạo"),
    "member_seated": _l("Thêm cơ quan thành viên"),
    "seat_ended": _l("Kết thúc tư cách thành viên"),
    "event_saved": _l("Lưu sự kiện"),
    "event_removed": _l("Xóa sự kiện"),
    "ladder_step_added": _l("Thêm bậc nhắc việc"),
    "ladder_step_changed": _l("Sửa bậc nhắc việc"),
    "ladder_step_removed": _l("Bỏ bậc nhắc việc"),
    "ladder_reset": _l("Đặt lại thang nhắc việc mặc định"),
    "mail_server_changed": _l("Sửa máy chủ thư"),
    "calendar_filled": _l("Lập lịch ngày nghỉ cả năm"),
    "calendar_day_added": _l("Thêm ngày vào lịch"),
    "calendar_day_struck": _l("Bỏ ngày khỏi lịch"),
}


def act_words(act: str) -> str:
    """The words of an act; the code itself for one that an older version recorded."""
    return str(ACTS.get(act, act))
