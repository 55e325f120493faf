"""Letters: what a mail says, checked once more against what is owed at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from tracker.domain.ladder import Audience
from tracker.domain.recommendations import Outcome
from tracker.domain.tasks import AssignmentState, Part, TaskState
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.conclusions import Conclusion, ConclusionState
from tracker.models.extensions import Extension
from tracker.models.periods import Period
from tracker.models.recommendations import RecommendationAnswer
from tracker.models.reminders import LedgerRow, Mail, MailKind, MailState, RowState
from tracker.models.tasks import Assignment, Task
from tracker.outbound.letters import Content, Item, NamedPeriod, build
from tracker.queries import calendar as calendar_queries
from tracker.queries import extensions as extension_queries
from tracker.queries import period_reminders as period_queries
from tracker.queries import reminders as queries
from tracker.queries.recipients import Recipients
from tracker.services import notices, planning

LONGEST_TITLE = 300
REDOING = frozenset({"move_return", "move_reopen"})
NO_POST = "no_post"
"""Why a row is void: its receiver holds the post no longer."""


@dataclass(frozen=True, slots=True)
class _Subjects:
    """What the rows of a mail speak of."""

    tasks: Mapping[int, Task]
    drafts: Mapping[int, Conclusion]
    answers: Mapping[int, RecommendationAnswer]
    pending: Mapping[int, Extension]
    """By task: the request for a new date that waits."""
    periods: Mapping[int, Period]

    def task_of(self, row: LedgerRow) -> Task | None:
        return self.tasks.get(row.task_id or 0)

    def draft_of(self, row: LedgerRow) -> Conclusion | None:
        return self.drafts.get(row.data.get("conclusion") or 0)

    def answer_of(self, row: LedgerRow) -> RecommendationAnswer | None:
        return self.answers.get(row.data.get("recommendation_answer") or 0)

    def committee_of(self, row: LedgerRow) -> Committee | None:
        subject = self.task_of(row) or self.draft_of(row) or self.answer_of(row)
        return subject.committee if subject else None


def prepare(mail: Mail, *, now: datetime) -> bool:
    """Check a mail's rows again, void what is no longer due, and write what is left.

    False when nothing is left to say: the mail is void then.
    """
    tasks = queries.list_tasks_of_rows(mail.rows)
    about = _Subjects(
        tasks,
        queries.list_conclusions_of_rows(mail.rows),
        queries.list_answers_of_rows(mail.rows),
        extension_queries.list_pending(tasks.keys()),
        period_queries.list_periods_of_rows(mail.rows),
    )
    rows = _void_stale(mail, about, now)
    if not rows:
        mail.state = MailState.VOID
        db.session.flush()
        return False
    letter = build(mail.kind.value, _content(rows, about, now))
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    db.session.flush()
    return True


def _void_stale(mail: Mail, about: _Subjects, now: datetime) -> list[LedgerRow]:
    planned = [row for row in mail.rows if row.state is RowState.PLANNED]
    kept = _kept_digest_rows(planned, now)
    gone = _rows_of_the_gone(planned, now)
    left = []
    for row in planned:
        if row.id in gone:
            row.state, row.void_reason = RowState.VOID, NO_POST
        elif row.id in kept or (row.kind is MailKind.NOTICE and _still_news(row, about)):
            left.append(row)
        else:
            row.state, row.void_reason = RowState.VOID, planning.SUPERSEDED
    return left


def _kept_digest_rows(rows: Sequence[LedgerRow], now: datetime) -> set[int]:
    calendar = calendar_queries.get_calendar()
    by_committee: dict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.kind is MailKind.DIGEST:
            by_committee[row.committee_id].append(row)
    kept: set[int] = set()
    for committee_id, group in by_committee.items():
        committee = db.session.get_one(Committee, committee_id)
        kept |= planning.still_due(committee, group, calendar, now=now)
    return kept


def _rows_of_the_gone(rows: Sequence[LedgerRow], now: datetime) -> set[int]:
    """The rows for people who have left since: they may not read it any more (DESIGN 3.12)."""
    by_committee: dict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.user_id is not None:
            by_committee[row.committee_id].append(row)
    gone: set[int] = set()
    for committee_id, group in by_committee.items():
        zone = ZoneInfo(db.session.get_one(Committee, committee_id).time_zone)
        agency_ids = {row.agency_id for row in group if row.agency_id}
        book = Recipients(committee_id, agency_ids, now.astimezone(zone).date())
        for row in group:
            audience = Audience(row.data["audience"])
            if row.data.get("instead"):
                audience = Audience.SECRETARIAT
            found, _instead = book.find(audience, row.agency_id or 0)
            if row.user_id not in {one.user_id for one in found}:
                gone.add(row.id)
    return gone


def _still_news(row: LedgerRow, about: _Subjects) -> bool:
    """A cancelled task, a part that went to another agency, a decided draft are no news.

    Nor is an answer that was taken back, or a request for a date that was decided.
    """
    task, draft, answer = about.task_of(row), about.draft_of(row), about.answer_of(row)
    if answer is not None:
        return answer.ended_at is None
    if draft is not None:
        return row.rule != notices.SUBMITTED or draft.state is ConclusionState.SUBMITTED
    if row.rule == notices.EXTENSION_ASKED and (row.task_id or 0) not in about.pending:
        return False
    if task is not None and row.rule == notices.HANDED_OVER:
        return True
    part = _part(task, row) if task else None
    if task is None or part is None:
        return False
    return task.state is not TaskState.CANCELLED or row.rule in notices.TASK_MOVED.values()


def _content(rows: Sequence[LedgerRow], about: _Subjects, now: datetime) -> Content:
    first = rows[0]
    words = queries.list_words(rows)
    notes = queries.list_notes(about.tasks.keys())
    committees = {found for row in rows if (found := about.committee_of(row))}
    zone = min(one.time_zone for one in committees)
    return Content(
        name=first.recipient_name,
        is_person=first.user_id is not None,
        committees=sorted(one.name for one in committees),
        today=now.astimezone(ZoneInfo(zone)).date(),
        items=_merged([_item(row, about, words, notes) for row in rows]),
    )


def _item(
    row: LedgerRow, about: _Subjects, words: Mapping[int, str], notes: Mapping[int, str]
) -> Item:
    task, draft, answer = about.task_of(row), about.draft_of(row), about.answer_of(row)
    if task is not None:
        item = _task_item(row, task, words.get(row.id, ""), notes.get(task.id, ""))
        period = about.periods.get(row.data.get("period") or 0)
        if period is not None:
            return _about_period(item, period)
        return _about_extension(item, about.pending.get(task.id))
    if answer is not None:
        return _answer_item(row, answer)
    if draft is not None:
        return _draft_item(row, draft)
    raise LookupError(f"ledger row {row.id} speaks of nothing")


def _task_item(row: LedgerRow, task: Task, words: str, note: str) -> Item:
    part = _part(task, row)
    is_over = row.rule == notices.HANDED_OVER
    about = next((one for one in task.assignments if one.id == row.data.get("about")), part)
    return Item(
        rule=row.rule,
        level=row.level,
        audience=Audience(row.data["audience"]),
        title=task.title,
        code=task.code,
        part=part.part if part else Part.LEAD,
        agencies=[about.agency_name] if about else [],
        partners=[] if is_over else _partners(task, part),
        deadline_on=None if is_over else _deadline(part or task, row),
        redo_on=part.redo_on if part and row.rule in REDOING else None,
        is_redo=_is_redo(row, task, part),
        step_on=row.step_on,
        path=f"/tasks/{task.id}",
        anchor=f"#part-{row.assignment_id}",
        words=words,
        source=task.conclusion.title,
        note="" if is_over else note,
        is_instead=bool(row.data.get("instead")),
        is_objection=part is not None and part.state is AssignmentState.OBJECTED,
        is_over=is_over,
    )


def _about_period(item: Item, period: Period) -> Item:
    """What speaks of a period names it, and leads to the form that it is chosen in."""
    anchor = f"#report-{period.assignment_id}" if item.is_for_agency else "#periods"
    return replace(
        item,
        period=NamedPeriod(period.cycle, period.starts_on, period.due_on),
        deadline_on=period.due_on,
        is_redo=False,
        path=f"{item.path}?period={period.id}",
        anchor=anchor,
    )


def _about_extension(item: Item, pending: Extension | None) -> Item:
    """What speaks of an extension leads to it, and names the date that is asked for."""
    if not item.is_extension:
        return item
    return replace(item, anchor="#extension", wanted_on=pending.wanted_on if pending else None)


def _deadline(about: Task | Assignment, row: LedgerRow) -> date | None:
    """The date that a reminder counts from: after a return it may be later than the task's."""
    return row.due_on if row.kind is MailKind.DIGEST else about.deadline_on


def _is_redo(row: LedgerRow, task: Task, part: Assignment | None) -> bool:
    """Say whether a reminder counts from the day by which a part is to be reported again."""
    is_contributions = part is not None and part.wanted_on is not None
    is_other = row.kind is MailKind.DIGEST and row.due_on != task.deadline_on
    return is_other and not is_contributions


def _partners(task: Task, part: Assignment | None) -> list[str]:
    return [one.agency_name for one in task.assignments if one.is_current and one != part]


def _draft_item(row: LedgerRow, draft: Conclusion) -> Item:
    is_decision = row.rule != notices.SUBMITTED
    return Item(
        rule=row.rule,
        level=row.level,
        audience=Audience(row.data["audience"]),
        title=draft.title,
        code=draft.number,
        part=Part.LEAD,
        agencies=[],
        partners=[],
        deadline_on=None,
        step_on=row.step_on,
        path=f"/conclusions/{draft.id}/{'review' if is_decision else 'approval'}",
        anchor="",
        words=draft.approval_note if is_decision else "",
        is_instead=bool(row.data.get("instead")),
        is_draft=True,
    )


def _answer_item(row: LedgerRow, answer: RecommendationAnswer) -> Item:
    asked = answer.recommendation
    return Item(
        rule=row.rule,
        level=row.level,
        audience=Audience(row.data["audience"]),
        title=shorten(asked.text, LONGEST_TITLE, placeholder=" …"),
        code="",
        part=Part.LEAD,
        agencies=[asked.agency.name],
        partners=[],
        deadline_on=None,
        step_on=row.step_on,
        path=f"/recommendations/{asked.id}",
        anchor="",
        words=answer.text,
        source=answer.answered_by,
        is_instead=bool(row.data.get("instead")),
        is_recommendation=True,
        is_refusal=answer.outcome is Outcome.DECLINED,
    )


def _part(task: Task, row: LedgerRow) -> Assignment | None:
    """The part that a row speaks of; one that ended only where the row tells of that."""
    is_over = row.rule == notices.HANDED_OVER
    parts = (one for one in task.assignments if one.is_current or is_over)
    return next((one for one in parts if one.id == row.assignment_id), None)


def _merged(items: Sequence[Item]) -> list[Item]:
    """One item a matter, the most urgent first.

    For an agency a matter is its part of a task: other rules that speak of it are named beside
    the most urgent one. Who stands above the agencies reads a task once a rule, with all of
    them. Directives and notices each say something of their own and stay apart.
    """
    found: dict[object, Item] = {}
    for number, item in enumerate(sorted(items, key=lambda one: one.urgency)):
        key: object = (item.path, item.rule)
        if item.kind in ("directive", "news"):
            key = number
        elif item.is_for_agency:
            key = (item.path, item.anchor)
        found[key] = _joined(found[key], item) if key in found else item
    return list(found.values())


def _joined(first: Item, more: Item) -> Item:
    if first.rule != more.rule:
        return replace(first, also=(*first.also, more.rule))
    return replace(first, agencies=list(dict.fromkeys([*first.agencies, *more.agencies])))
