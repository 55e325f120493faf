"""How dates, instants, numbers and time states are shown: each exactly once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import LazyString, format_decimal, format_percent, gettext
from flask_babel import lazy_gettext as _l

from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.domain.extensions import ExtensionState
from tracker.domain.proposals import Block
from tracker.domain.reports import Figures
from tracker.domain.tasks import (
    AssignmentState,
    Kind,
    Move,
    Part,
    TaskState,
    TimeFacts,
    TimeState,
    time_state,
)
from tracker.queries.calendar import Horizon
from tracker.queries.repeats import Told
from tracker.web.agency_names import as_told, succession_word
from tracker.web.context import settings
from tracker.web.due_words import WEEKDAYS, cycle_word, due_rule_word, is_known_cycle
from tracker.web.forms.base import show_day
from tracker.web.handover_chain import handover_words
from tracker.web.ladder_words import step_word, told_word
from tracker.web.wording_mail import mail_kind_word, mail_state_word
from tracker.web.wording_packs import decision_word, group_word
from tracker.web.wording_periods import period_face, period_move_word, period_word, said_word
from tracker.web.wording_reminders import audience_word, level_word, row_word, rule_word
from tracker.web.wording_states import (
    AGENCY_KIND_WORDS,
    AGENCY_ROLE_WORDS,
    APPROVAL_WORDS,
    ASSIGNMENT_WORDS,
    BLOCK_WORDS,
    COMMITTEE_ROLE_WORDS,
    CONCLUSION_WORDS,
    DAY_KIND_WORDS,
    EXTENSION_WORDS,
    GROUP_RULE_WORDS,
    KIND_WORDS,
    MOVE_WORDS,
    PART_WORDS,
    PRESENCE_WORDS,
    RECOMMENDATION_STATE_WORDS,
    RECOMMENDATION_WORDS,
    SOURCE_WORDS,
    TASK_WORDS,
    UPDATE_WORDS,
)
from tracker.web.wording_task_moves import task_move_word


@dataclass(frozen=True, slots=True)
class Face:
    """How a time state looks: class, icon and word go together."""

    css: str
    icon: str
    word: LazyString
    short: LazyString
    """Where a heading above says that it is about what is done."""


STATE_FACES: Mapping[TimeState, Face] = {
    TimeState.WITHIN: Face("within", "clock", _l("Trong hạn"), _l("Trong hạn")),
    TimeState.SOON: Face("soon", "soon", _l("Sắp đến hạn"), _l("Sắp đến hạn")),
    TimeState.OVERDUE: Face("overdue", "alert", _l("Quá hạn"), _l("Quá hạn")),
    TimeState.NODATE: Face("nodate", "nodate", _l("Chưa có hạn"), _l("Chưa có hạn")),
    TimeState.DONE: Face("done", "check", _l("Hoàn thành đúng hạn"), _l("Đúng hạn")),
    TimeState.LATE: Face("late", "late", _l("Hoàn thành trễ hạn"), _l("Trễ hạn")),
    TimeState.DONENODATE: Face(
        "donenodate", "donenodate", _l("Hoàn thành, không có hạn"), _l("Không có hạn")
    ),
    TimeState.PAUSED: Face("paused", "pause", _l("Tạm dừng"), _l("Tạm dừng")),
    TimeState.CANCELLED: Face("cancelled", "x", _l("Đã hủy"), _l("Đã hủy")),
}

SHORT_WEEKDAYS = (_l("T2"), _l("T3"), _l("T4"), _l("T5"), _l("T6"), _l("T7"), _l("CN"))


def repeat_word(told: Told) -> str:
    """How often a task was said again; of a repetition, which one it is."""
    if told.place:
        return str(gettext("nhắc lại lần %(place)s", place=told.place))
    return str(gettext("đã nhắc lại %(count)s lần", count=told.again))


def state_face(state: TimeState) -> Face:
    """Class, icon and word of a time state."""
    return STATE_FACES[state]


def state_word(state: TimeState, days: int = 0) -> str:
    """The word of a time state; overdue and late say by how many days when it is known."""
    if days and state is TimeState.OVERDUE:
        return str(gettext("Quá hạn %(days)s ngày", days=days))
    return str(STATE_FACES[state].word)


def time_state_named(name: str) -> TimeState:
    """The time state of this name, for templates that list them in an order of their own."""
    return TimeState(name)


def figures_words(figures: Figures) -> str:
    """Figures as words, for who cannot see the bar: 1 quá hạn, 2 trong hạn."""
    counted = (
        (figures.count(state), str(face.word).lower()) for state, face in STATE_FACES.items()
    )
    return ", ".join(f"{number} {word}" for number, word in counted if number)


def day(value: date | None) -> str:
    """dd/mm/yyyy."""
    return show_day(value)


def weekday_day(value: date) -> str:
    """Thứ Sáu 10/07/2020."""
    return f"{WEEKDAYS[value.weekday()]} {show_day(value)}"


def weekday_short(value: date) -> str:
    """T2 … T7, CN, as calendars head their columns."""
    return str(SHORT_WEEKDAYS[value.weekday()])


def moment(value: datetime) -> str:
    """dd/mm/yyyy HH:MM in the installation's zone; ``value`` is aware."""
    return value.astimezone(settings().zone).strftime("%d/%m/%Y %H:%M")


def weekday_moment(value: datetime) -> str:
    """Thứ Sáu 10/07/2020, 08:00 in the installation's zone; ``value`` is aware."""
    local = value.astimezone(settings().zone)
    return f"{weekday_day(local.date())}, {local:%H:%M}"


def distance(value: date, today: date) -> str:
    """How far away a day is: còn 2 ngày, hôm nay, quá 3 ngày."""
    days = (value - today).days
    if days == 0:
        return str(gettext("hôm nay"))
    if days > 0:
        return str(gettext("còn %(days)s ngày", days=days))
    return str(gettext("quá %(days)s ngày", days=-days))


def percent(value: float | None) -> str:
    """21,4% in the reader's own notation; a dash when there is nothing to divide by."""
    return "—" if value is None else str(format_percent(value, "#,##0.0%"))


def time_state_of(facts: TimeFacts, horizon: Horizon) -> TimeState:
    """The time state of a task or assignment on the horizon's day."""
    return time_state(facts, today=horizon.today, soon_until=horizon.soon_until)


def plain_number(value: Decimal) -> str:
    """A number in the reader's own notation, without needless zeros: 1.250,5."""
    return str(format_decimal(value))


def part_word(part: Part) -> str:
    """Chủ trì, phối hợp."""
    return str(PART_WORDS[part])


def kind_word(kind: Kind) -> str:
    """Một lần, thường xuyên."""
    return str(KIND_WORDS[kind])


def task_word(state: TaskState) -> str:
    """The word of a task's stored state."""
    return str(TASK_WORDS[state])


def assignment_word(state: AssignmentState) -> str:
    """The word of an assignment's stored state."""
    return str(ASSIGNMENT_WORDS[state])


def move_word(move: Move) -> str:
    """The words on a move's button."""
    return str(MOVE_WORDS[move])


def update_word(kind: str) -> str:
    """The words of an entry in a task's course."""
    return str(UPDATE_WORDS[kind])


def extension_word(state: ExtensionState) -> str:
    """Where a request for a new date stands."""
    return str(EXTENSION_WORDS[state])


def block_word(block: Block) -> str:
    """Why a proposal cannot be published yet."""
    return str(BLOCK_WORDS[block])


def agency_kind_word(kind: str) -> str:
    """What sort of agency it is; nothing when nobody said."""
    return str(AGENCY_KIND_WORDS.get(kind, kind))


def agency_role_word(role: AgencyRole) -> str:
    """Lãnh đạo cơ quan, cán bộ đầu mối, người làm thay."""
    return str(AGENCY_ROLE_WORDS[role])


def committee_role_word(role: CommitteeRole) -> str:
    """Thư ký, lãnh đạo, người theo dõi."""
    return str(COMMITTEE_ROLE_WORDS[role])


def conclusion_word(state: str) -> str:
    """How far a conclusion has come."""
    return str(CONCLUSION_WORDS[state])


def approval_word(act: str) -> str:
    """What somebody did about a draft's approval."""
    return str(APPROVAL_WORDS[act])


def source_word(source: str) -> str:
    """What kind of writing a conclusion is."""
    return str(dict(SOURCE_WORDS)[source])


def presence_word(presence: str) -> str:
    """Có mặt, vắng."""
    return str(dict(PRESENCE_WORDS)[presence])


def recommendation_word(kind: str) -> str:
    """What a recommendation is about."""
    return str(dict(RECOMMENDATION_WORDS)[kind])


def recommendation_state_word(state: str) -> str:
    """How far a recommendation has come."""
    return str(dict(RECOMMENDATION_STATE_WORDS)[state])


def group_rule_word(rule: str) -> str:
    """Whom a group stands for."""
    return str(GROUP_RULE_WORDS[rule])


def day_kind_word(kind: str) -> str:
    """Ngày nghỉ, ngày làm bù."""
    return str(DAY_KIND_WORDS[kind])


FILTERS = (
    group_word,
    decision_word,
    period_face,
    period_move_word,
    period_word,
    said_word,
    as_told,
    succession_word,
    rule_word,
    level_word,
    audience_word,
    row_word,
    day_kind_word,
    step_word,
    told_word,
    repeat_word,
    group_rule_word,
    agency_kind_word,
    agency_role_word,
    committee_role_word,
    conclusion_word,
    approval_word,
    extension_word,
    source_word,
    presence_word,
    recommendation_word,
    recommendation_state_word,
    block_word,
    cycle_word,
    is_known_cycle,
    due_rule_word,
    time_state_of,
    plain_number,
    part_word,
    kind_word,
    task_word,
    task_move_word,
    assignment_word,
    move_word,
    update_word,
    handover_words,
    state_face,
    state_word,
    time_state_named,
    figures_words,
    day,
    weekday_day,
    weekday_short,
    moment,
    weekday_moment,
    mail_kind_word,
    mail_state_word,
    distance,
    percent,
)


def register(app: Flask) -> None:
    """Make the filters known to the templates."""
    for one in FILTERS:
        app.add_template_filter(one)
