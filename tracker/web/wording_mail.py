"""The words for kinds and states of mails."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

MAIL_KIND_WORDS: Mapping[str, LazyString] = {
    "digest": _l("Nhắc việc"),
    "notice": _l("Thông báo"),
}
MAIL_STATE_WORDS: Mapping[str, LazyString] = {
    "waiting": _l("Chờ gửi"),
    "claimed": _l("Đang gửi"),
    "sending": _l("Đang gửi"),
    "sent": _l("Đã gửi"),
    "uncertain": _l("Chưa rõ đã đến hay chưa"),
    "failed": _l("Không gửi được"),
    "void": _l("Không còn phải gửi"),
}


def mail_kind_word(kind: str) -> str:
    """Nhắc việc, thông báo."""
    return str(MAIL_KIND_WORDS[kind])


def mail_state_word(state: str) -> str:
    """How far a mail has come."""
    return str(MAIL_STATE_WORDS[state])
