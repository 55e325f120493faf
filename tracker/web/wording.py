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
    # uploaded files
    "file_unknown": _l(
        "Không nhận ra loại tệp của “%(name)s”. Đề nghị dùng tệp .docx, .pdf hoặc .txt."
    ),
    "file_renamed": _l(
        "Nội dung tệp “%(name)s” không đúng với phần đuôi tên tệp nên không được nhận."
    ),
    "file_too_large": _l("Tệp “%(name)s” lớn hơn %(megabytes)s MB."),
    "file_bomb": _l("Tệp “%(name)s” bung ra quá lớn nên không được đọc."),
    "file_encrypted": _l("Tệp “%(name)s” có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên lại."),
    "file_scanned": _l(
        "Tệp “%(name)s” là bản chụp, không có phần chữ. "
        "Đề nghị dùng bản có chữ hoặc dán nội dung vào ô bên dưới."
    ),
    "file_broken": _l("Tệp “%(name)s” bị hỏng hoặc không đọc được."),
    "file_old_word": _l(
        "Tệp “%(name)s” ở dạng Word cũ (.doc). Đề nghị mở bằng Word, lưu thành .docx rồi tải lên."
    ),
    "file_too_slow": _l("Đọc tệp “%(name)s” mất quá nhiều thời gian nên đã dừng lại."),
    "file_empty": _l("Tệp “%(name)s” không có nội dung."),
    "file_too_long": _l(
        "Nội dung của “%(name)s” dài quá %(characters)s ký tự. Đề nghị chia thành nhiều văn bản."
    ),
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
