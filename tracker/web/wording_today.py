"""The words of what waits for the secretariat: heading, icon and colour of each group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.queries.needs import Need


@dataclass(frozen=True, slots=True)
class Words:
    """How a group is headed, and what its lines offer."""

    heading: LazyString
    action: LazyString
    icon: str
    css: str = ""
    """A time state, where the group is one."""


NEEDS: Mapping[Need, Words] = {
    Need.WAITING: Words(_l("Báo cáo chờ xác nhận"), _l("Xem, xác nhận"), "check"),
    Need.PERIOD: Words(_l("Báo cáo kỳ chờ xác nhận"), _l("Xem, xác nhận"), "loop"),
    Need.OBJECTED: Words(_l("Ý kiến không tiếp nhận"), _l("Xử lý"), "doubt"),
    Need.ENDED: Words(_l("Nhiệm vụ của cơ quan đã kết thúc"), _l("Chuyển giao"), "people"),
    Need.EXTENSION: Words(_l("Đề nghị gia hạn chờ quyết định"), _l("Quyết định"), "cal"),
    Need.OVERDUE: Words(_l("Quá hạn, chưa báo cáo"), _l("Xem"), "alert", "overdue"),
    Need.DIRECTIVE: Words(_l("Ý kiến chỉ đạo chưa trả lời"), _l("Xem"), "speak"),
    Need.RECEIPT: Words(_l("Chưa tiếp nhận"), _l("Nhập hộ"), "inbox"),
    Need.SILENT: Words(_l("Lâu chưa có cập nhật"), _l("Nhập hộ"), "clock"),
    Need.CONTRIBUTION: Words(_l("Phần phối hợp chờ chủ trì xác nhận"), _l("Xem"), "people"),
    Need.RECOMMENDATION: Words(_l("Kiến nghị chưa xử lý"), _l("Xử lý"), "speak"),
    Need.OVER: Words(_l("Nhiệm vụ thường xuyên đã đến ngày kết thúc"), _l("Kết thúc"), "loop"),
    Need.NODATE: Words(_l("Nhiệm vụ chưa có hạn"), _l("Đặt hạn"), "nodate", "nodate"),
    Need.REVIEW: Words(_l("Tạm dừng, đến ngày xem lại"), _l("Xem lại"), "pause", "paused"),
    Need.DRAFT: Words(_l("Kết luận đang rà soát"), _l("Rà soát"), "file"),
}
