"""The sentences of rules that say no: code → words, each exactly once."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.errors import DomainError

SENTENCES: Mapping[str, LazyString] = {
    # the whole installation
    "not_found": _l("Không tìm thấy nội dung này, hoặc đồng chí không được xem."),
    "stale_form": _l("Nội dung đã được người khác sửa sau khi đồng chí mở trang này."),
    "secrecy_refused": _l(
        "Văn bản có dấu chỉ mức độ mật (%(marking)s) nên không được đưa vào hệ thống. "
        "Chưa có nội dung nào được lưu."
    ),
    "reason_needed": _l("Đề nghị ghi rõ lý do."),
    # people
    "too_many_attempts": _l("Đã đăng nhập sai nhiều lần. Đề nghị thử lại sau %(minutes)s phút."),
    # tasks
    "move_not_possible": _l(
        "Việc này không còn thực hiện được vì nhiệm vụ đã chuyển sang bước khác. "
        "Đề nghị xem lại trạng thái hiện tại."
    ),
}


def sentence(error: DomainError) -> str:
    """Word an error for the reader. Every code has a sentence; a test holds that."""
    known = SENTENCES.get(error.code)
    if known is None:
        return str(_l("Không thực hiện được yêu cầu này."))
    return str(known) % error.params if error.params else str(known)
