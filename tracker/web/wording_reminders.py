"""The words for the ladder and the ledger: rules, levels, audiences, states."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.domain.ladder import ON_THE_DAY, UNITS, Audience, LadderRule, Unit

RULE_WORDS: Mapping[LadderRule, LazyString] = {
    LadderRule.BEFORE_DUE: _l("Trước hạn"),
    LadderRule.ON_DUE_DAY: _l("Đúng ngày đến hạn"),
    LadderRule.OVERDUE: _l("Quá hạn"),
    LadderRule.RECEIPT_MISSING: _l("Chưa xác nhận tiếp nhận"),
    LadderRule.SILENCE: _l("Lâu chưa cập nhật"),
    LadderRule.DIRECTIVE_UNANSWERED: _l("Chưa trả lời ý kiến chỉ đạo"),
    LadderRule.ACCEPTANCE_WAITING: _l("Báo cáo chờ thư ký trả lời"),
    LadderRule.PERIOD_BEFORE: _l("Trước hạn kỳ báo cáo"),
    LadderRule.PERIOD_DUE: _l("Đúng hạn kỳ báo cáo"),
    LadderRule.PERIOD_LATE: _l("Trễ kỳ báo cáo"),
    LadderRule.EXTENSION_UNDECIDED: _l("Đề nghị gia hạn chưa quyết định"),
    LadderRule.DUE_DATE_MISSING: _l("Nhiệm vụ chưa có hạn"),
    LadderRule.SUSPENSION_REVIEW: _l("Đến ngày xem lại việc tạm dừng"),
    LadderRule.ESCALATION_YELLOW: _l("Báo lãnh đạo cơ quan"),
    LadderRule.ESCALATION_RED: _l("Báo lãnh đạo và thư ký tiểu ban"),
}
NOTICE_WORDS: Mapping[str, LazyString] = {
    "task_published": _l("Thông báo nhiệm vụ mới"),
    "due_date_changed": _l("Thông báo hạn mới"),
    "part_handed_over": _l("Thông báo không còn giao phần việc"),
    "task_suspend": _l("Thông báo tạm dừng"),
    "task_prolong": _l("Thông báo tiếp tục tạm dừng"),
    "task_resume": _l("Thông báo thực hiện lại"),
    "task_cancel": _l("Thông báo hủy nhiệm vụ"),
    "task_reinstate": _l("Thông báo khôi phục nhiệm vụ đã hủy"),
    "directive_written": _l("Thông báo ý kiến chỉ đạo"),
    "directive_answered": _l("Thông báo trả lời ý kiến chỉ đạo"),
    "recommendation_answered": _l("Thông báo trả lời kiến nghị"),
    "draft_submitted": _l("Thông báo bản thảo trình duyệt"),
    "draft_approved": _l("Thông báo bản thảo đã được duyệt"),
    "draft_sent_back": _l("Thông báo bản thảo được trả lại"),
    "move_object": _l("Thông báo ý kiến không tiếp nhận"),
    "move_insist": _l("Thông báo đề nghị tiếp nhận"),
    "cycle_changed": _l("Thông báo kỳ báo cáo mới"),
    "standing_ended": _l("Thông báo kết thúc nhiệm vụ thường xuyên"),
    "period_report": _l("Thông báo có báo cáo kỳ"),
    "period_accept": _l("Thông báo xác nhận báo cáo kỳ"),
    "period_return": _l("Thông báo trả lại báo cáo kỳ"),
    "move_report": _l("Thông báo có báo cáo hoàn thành"),
    "move_accept": _l("Thông báo xác nhận hoàn thành"),
    "move_reopen": _l("Thông báo mở lại"),
    "move_return": _l("Thông báo trả lại"),
    "move_deliver": _l("Thông báo có phần phối hợp"),
    "move_confirm": _l("Thông báo chủ trì xác nhận"),
    "move_ask_again": _l("Thông báo đề nghị bổ sung"),
    "move_ask_for": _l("Thông báo đề nghị gửi phần phối hợp"),
    "contribution_dated": _l("Thông báo ngày gửi phần phối hợp"),
    "extension_ask": _l("Thông báo xin gia hạn"),
    "extension_grant": _l("Thông báo đồng ý gia hạn"),
    "extension_change": _l("Thông báo gia hạn đến ngày khác"),
    "extension_refuse": _l("Thông báo không đồng ý gia hạn"),
    "extension_withdraw": _l("Thông báo rút đề nghị gia hạn"),
    "extension_lapse": _l("Thông báo đề nghị gia hạn không còn hiệu lực"),
}
LEVEL_WORDS: Mapping[str, LazyString] = {
    "blue": _l("Cán bộ đầu mối"),
    "yellow": _l("Lãnh đạo cơ quan"),
    "red": _l("Lãnh đạo tiểu ban"),
}
AUDIENCE_WORDS: Mapping[Audience, LazyString] = {
    Audience.AGENCY: _l("Hộp thư và cán bộ đầu mối"),
    Audience.AGENCY_HEAD: _l("Lãnh đạo cơ quan"),
    Audience.COMMITTEE_HEAD: _l("Lãnh đạo tiểu ban"),
    Audience.SECRETARIAT: _l("Tổ giúp việc"),
}
ROW_WORDS: Mapping[str, LazyString] = {
    "planned": _l("Chờ gửi"),
    "sent": _l("Đã gửi"),
    "uncertain": _l("Chưa rõ đã đến hay chưa"),
    "void": _l("Không gửi nữa"),
    "held": _l("Đang giữ lại"),
    "failed": _l("Không gửi được"),
}


def rule_word(rule: str) -> str:
    """What a row of the ledger is about: a rule of the ladder, or a notice of an act."""
    if rule in NOTICE_WORDS:
        return str(NOTICE_WORDS[rule])
    return str(RULE_WORDS[LadderRule(rule)])


def level_word(level: str) -> str:
    """How far up a reminder goes."""
    return str(LEVEL_WORDS[level])


def audience_word(audience: str) -> str:
    """Whom a row addresses."""
    return str(AUDIENCE_WORDS[Audience(audience)])


def row_word(state: str) -> str:
    """What became of a row."""
    return str(ROW_WORDS[state])


def step_words(rule: LadderRule, days: int, repeat_every: int = 0) -> str:
    """A step of the ladder: Quá hạn: sau 1 ngày làm việc, rồi cứ 3 ngày làm việc nhắc lại."""
    said = str(RULE_WORDS[rule])
    if rule not in ON_THE_DAY:
        before = rule in (LadderRule.BEFORE_DUE, LadderRule.PERIOD_BEFORE)
        said += f" {_days(rule, days)}" if before else f": {_after(rule, days)}"
    if repeat_every:
        said += gettext(", rồi cứ %(days)s nhắc lại", days=_days(rule, repeat_every))
    return said


def _after(rule: LadderRule, days: int) -> str:
    return str(gettext("sau %(days)s", days=_days(rule, days)))


def _days(rule: LadderRule, days: int) -> str:
    if UNITS[rule] is Unit.WORKING:
        return str(gettext("%(days)s ngày làm việc", days=days))
    return str(gettext("%(days)s ngày", days=days))
