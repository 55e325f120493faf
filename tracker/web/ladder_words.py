"""The ladder's page: its steps and whom they reach, in words that need no manual."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.domain.ladder import LadderRule
from tracker.web.wording_reminders import RULE_WORDS, step_words

AGENCY = _l("Cơ quan được giao, cán bộ đầu mối")
TOLD_WORDS: Mapping[LadderRule, LazyString] = {
    LadderRule.ACCEPTANCE_WAITING: _l("Thư ký"),
    LadderRule.EXTENSION_UNDECIDED: _l("Thư ký; thêm người đứng đầu khi lãnh đạo quyết định"),
    LadderRule.DUE_DATE_MISSING: _l("Thư ký"),
    LadderRule.SUSPENSION_REVIEW: _l("Thư ký"),
    LadderRule.ESCALATION_YELLOW: _l("Thêm lãnh đạo cơ quan, khi việc đã quá hạn hoặc im lặng"),
    LadderRule.ESCALATION_RED: _l("Thêm người đứng đầu tiểu ban và thư ký"),
}
"""Who is told besides the ordinary case, the agency."""


def step_word(rule: str, days: int, repeat_every: int = 0) -> str:
    """Quá hạn: sau 1 ngày làm việc, rồi cứ 3 ngày làm việc nhắc lại."""
    return step_words(LadderRule(rule), days, repeat_every)


def told_word(rule: str) -> str:
    """Who gets the reminder."""
    return str(TOLD_WORDS.get(LadderRule(rule), AGENCY))


def rule_choices() -> list[tuple[str, LazyString]]:
    """The rules that a step can be added for, in the ladder's order."""
    return [(rule.value, RULE_WORDS[rule]) for rule in LadderRule]
