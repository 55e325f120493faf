"""The steps of a reminder ladder in words that need no manual."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.domain.reminders import UNITS, LadderRule, Unit

RULE_WORDS: Mapping[str, LazyString] = {
    "before_due": _l("Trước hạn"),
    "on_due_day": _l("Đúng ngày đến hạn"),
    "overdue": _l("Quá hạn"),
    "receipt_missing": _l("Chưa tiếp nhận nhiệm vụ"),
    "silence": _l("Không có cập nhật"),
    "directive_unanswered": _l("Ý kiến chỉ đạo chưa được trả lời"),
    "acceptance_waiting": _l("Báo cáo hoàn thành chờ thư ký xác nhận"),
    "due_date_missing": _l("Nhiệm vụ chưa có hạn"),
    "escalation_yellow": _l("Nâng lên mức vàng khi đã quá hạn"),
    "escalation_red": _l("Nâng lên mức đỏ khi đã quá hạn"),
    "extension_undecided": _l("Đề nghị gia hạn chưa được quyết định"),
    "period_due": _l("Đến kỳ báo cáo"),
}
"""By the names of the domain's rules."""
TOLD_WORDS: Mapping[str, LazyString] = {
    "acceptance_waiting": _l("Thư ký"),
    "due_date_missing": _l("Thư ký"),
    "extension_undecided": _l("Người quyết định gia hạn"),
    "escalation_yellow": _l("Thêm lãnh đạo cơ quan"),
    "escalation_red": _l("Thêm người đứng đầu tiểu ban và thư ký"),
}
"""Who is told besides the ordinary case, the agency."""

DIRECT = frozenset({"before_due", "overdue", "escalation_yellow", "escalation_red", "period_due"})
"""Rules whose words the number follows at once: *trước hạn 7 ngày*; else *sau 2 ngày*."""


def step_word(rule: str, days: int, repeat_every: int = 0) -> str:
    """Quá hạn 1 ngày làm việc, sau đó cứ 3 ngày làm việc nhắc lại."""
    words = str(RULE_WORDS.get(rule, rule))
    if days:
        words = f"{words} {_count(rule, days)}"
    return f"{words}{_again(rule, repeat_every)}"


def _count(rule: str, days: int) -> str:
    is_calendar = _unit(rule) is Unit.CALENDAR
    if rule in DIRECT:
        if is_calendar:
            return str(gettext("%(days)s ngày", days=days))
        return str(gettext("%(days)s ngày làm việc", days=days))
    if is_calendar:
        return str(gettext("sau %(days)s ngày", days=days))
    return str(gettext("sau %(days)s ngày làm việc", days=days))


def told_word(rule: str) -> str:
    """Who gets the reminder."""
    return str(TOLD_WORDS.get(rule, _l("Cơ quan được giao, cán bộ đầu mối")))


def _again(rule: str, days: int) -> str:
    if not days:
        return ""
    if _unit(rule) is Unit.CALENDAR:
        return str(gettext(", sau đó cứ %(days)s ngày nhắc lại", days=days))
    return str(gettext(", sau đó cứ %(days)s ngày làm việc nhắc lại", days=days))


def _unit(rule: str) -> Unit:
    known = {one.value: unit for one, unit in UNITS.items()}
    return known.get(rule, Unit.WORKING)


def rule_choices() -> list[tuple[str, str]]:
    """The rules that a step can be added for, in the ladder's order."""
    return [(one.value, str(RULE_WORDS.get(one.value, one.value))) for one in LadderRule]
