"""The words of a whole task's moves: buttons, what was done, questions about many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.tasks import TaskMove

TASK_MOVE_WORDS: Mapping[TaskMove, LazyString] = {
    TaskMove.SUSPEND: _l("Tạm dừng"),
    TaskMove.PROLONG: _l("Tiếp tục tạm dừng"),
    TaskMove.RESUME: _l("Thực hiện lại"),
    TaskMove.CANCEL: _l("Hủy nhiệm vụ"),
    TaskMove.REINSTATE: _l("Khôi phục"),
}
DONE_WORDS: Mapping[TaskMove, LazyString] = {
    TaskMove.SUSPEND: _l("Đã tạm dừng nhiệm vụ."),
    TaskMove.PROLONG: _l("Đã ghi ngày xem lại mới; nhiệm vụ vẫn tạm dừng."),
    TaskMove.RESUME: _l("Nhiệm vụ được thực hiện lại."),
    TaskMove.CANCEL: _l("Đã hủy nhiệm vụ."),
    TaskMove.REINSTATE: _l("Đã khôi phục nhiệm vụ."),
}
MANY_DONE_WORDS: Mapping[TaskMove, LazyString] = {
    TaskMove.SUSPEND: _l("Đã tạm dừng %(count)s nhiệm vụ."),
    TaskMove.PROLONG: _l("Đã ghi ngày xem lại mới cho %(count)s nhiệm vụ."),
    TaskMove.RESUME: _l("%(count)s nhiệm vụ được thực hiện lại."),
    TaskMove.CANCEL: _l("Đã hủy %(count)s nhiệm vụ."),
    TaskMove.REINSTATE: _l("Đã khôi phục %(count)s nhiệm vụ."),
}


@dataclass(frozen=True, slots=True)
class Many:
    """How the page that asks first is headed, and what it explains."""

    heading: LazyString
    hint: LazyString
    button: LazyString


MANY_WORDS: Mapping[TaskMove, Many] = {
    TaskMove.SUSPEND: Many(
        _l("Tạm dừng nhiệm vụ"),
        _l(
            "Trong thời gian tạm dừng, cơ quan không phải báo cáo và không bị nhắc; số ngày tạm "
            "dừng được cộng vào hạn khi thực hiện lại."
        ),
        _l("Tạm dừng"),
    ),
    TaskMove.PROLONG: Many(
        _l("Tiếp tục tạm dừng nhiệm vụ"),
        _l("Nhiệm vụ vẫn tạm dừng, với ngày xem lại mới."),
        _l("Tiếp tục tạm dừng"),
    ),
    TaskMove.RESUME: Many(
        _l("Thực hiện lại nhiệm vụ"),
        _l("Số ngày tạm dừng được cộng vào hạn; cơ quan lại được nhắc việc."),
        _l("Thực hiện lại"),
    ),
    TaskMove.CANCEL: Many(
        _l("Hủy nhiệm vụ"),
        _l(
            "Nhiệm vụ đã hủy không tính vào số liệu và không bị nhắc nữa. Diễn biến được giữ "
            "nguyên; khi cần, thư ký khôi phục lại được."
        ),
        _l("Hủy nhiệm vụ"),
    ),
    TaskMove.REINSTATE: Many(
        _l("Khôi phục nhiệm vụ đã hủy"),
        _l("Nhiệm vụ lại được theo dõi; số ngày bị hủy được cộng vào hạn."),
        _l("Khôi phục"),
    ),
}


def task_move_word(move: TaskMove) -> str:
    """The words of a move's button."""
    return str(TASK_MOVE_WORDS[move])
