"""The tasks of a world's published conclusions, and all that is said on them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.factories.tasks import make_task
from tests.world.content import Hand, Ids, conclude, write_text
from tests.world.extensions import ask_extension, ids_of, refuse_extension
from tests.world.people import House
from tests.world.suspensions import suspend_for_an_hour
from tracker.domain.access import Viewer
from tracker.domain.tasks import Move
from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.conclusions import Conclusion, ConclusionState, ConclusionText
from tracker.models.reminders import TaskHold
from tracker.models.repeats import RepeatChange
from tracker.models.tasks import Assignment, Task, TaskRepeat
from tracker.models.updates import Directive, Update
from tracker.queries.people import get_viewer
from tracker.queries.updates import list_of_task
from tracker.services import handovers, updates
from tracker.services.dated import note_task
from tracker.services.handovers import Reassigning
from tracker.services.updates import KeptEvidence, Said

NAMES = ("mine", "guest", "other", "moved")


def publish(house: House, hand: Hand) -> Conclusion:
    """A published conclusion of four tasks, and what was said on them since."""
    at = house.readers
    side = house.side
    assigned = {"mine": at.lead, "guest": at.guest, "other": frozenset(), "moved": at.lead}
    heads = {name: at.issued | assigned[name] for name in NAMES}
    heads["moved"] |= at.former
    title = hand.words.new(f"title of conclusion {side}", at.anybody)
    conclusion = conclude(house, hand, f"{title} kết luận", ConclusionState.PUBLISHED)
    opening = hand.words.new(f"opening of conclusion {side}", at.issued)
    lines = [f"{opening} mở đầu"]
    for name in NAMES:
        passage = hand.words.new(f"passage of {name} {side}", heads[name])
        lines.append(f"- Giao cơ quan {passage} việc {name}.")
    text = write_text(conclusion, "\n".join(lines), hand)
    tasks: dict[str, Task] = {}
    for number, name in enumerate(NAMES):
        task = _task(house, hand, conclusion, name, heads[name])
        _quote(task, text, lines, number + 1)
        _Talk(house, hand, task, name, at.committee | assigned[name]).go_on()
        tasks[name] = task
    _say_again(house, hand, tasks["other"], tasks["mine"])
    return conclusion


def _say_again(house: House, hand: Hand, task: Task, first: Task) -> None:
    """Another agency's task was said to repeat ours: why, only the committee's people read."""
    reason = hand.words.new(f"reason of a repetition {house.side}", house.readers.committee)
    own = {"committee_id": house.committee.id, "task_id": task.id, "first_id": first.id}
    db.session.add(TaskRepeat(**own))
    change = RepeatChange(**own, is_linked=True, reason=f"{reason} giao lại", recorded_at=hand.now)
    db.session.add(change)
    db.session.flush()


def _task(
    house: House, hand: Hand, conclusion: Conclusion, name: str, readers: frozenset[str]
) -> Task:
    leads = {"mine": "chutri", "guest": "khach", "other": "khac", "moved": "cu"}
    days = {"mine": -3, "guest": 2, "other": 20, "moved": 5}
    title = hand.words.new(f"title of {name} {house.side}", readers)
    return make_task(
        conclusion,
        f"{title} việc",
        leads=[house.agencies[leads[name]]],
        due_on=hand.now.date() + timedelta(days=days[name]),
        at=hand.now - timedelta(days=10),
    )


def _quote(task: Task, text: ConclusionText, lines: list[str], number: int) -> None:
    task.text_id, task.text = text.id, lines[number]
    task.span_start = sum(len(line) + 1 for line in lines[:number])
    task.span_end = task.span_start + len(lines[number])
    task.folded = fold(f"{task.title} {task.text}")


class _Talk:
    """Everything that is said on one task, in the order in which it happens."""

    def __init__(
        self, house: House, hand: Hand, task: Task, name: str, readers: frozenset[str]
    ) -> None:
        self.house, self.hand, self.task, self.name = house, hand, task, name
        self.after = readers
        self.before = readers | house.readers.former if name == "moved" else readers

    def word(self, what: str, readers: frozenset[str] | None = None) -> str:
        """A word about this task; by default for those who see what existed from the start."""
        name = f"{what} of {self.name} {self.house.side}"
        return self.hand.words.new(name, self.before if readers is None else readers)

    def go_on(self) -> None:
        """Say it all."""
        self._describe()
        suspend_for_an_hour(self)
        first = self.task.assignments[0]
        self._object(first)
        self._agency_says(first, self.before, day=8)
        directives = [self._direct(self.before, day=7)]
        waiting = ask_extension(self, first, self.before, day=7)
        if self.name == "moved":
            first = self._hand_over(first)
            refuse_extension(self, waiting, self.after, day=3)
            waiting = ask_extension(self, first, self.after, day=2)
            self._agency_says(first, self.after, day=3)
            directives.append(self._direct(self.after, day=2))
        self._report_and_return(first)
        self._hold()
        self._note_ids(directives)
        self.hand.things.append(ids_of(self.task, waiting))

    def _describe(self) -> None:
        self.task.product = f"{self.word('product')} phương án"
        self.task.report_to = f"{self.word('receiver')} thường trực"
        due = self.task.due_dates[0]
        due.due_text, due.reason = f"trước {self.word('due words')}", self.word("due reason")
        when = self.hand.now - timedelta(days=9)
        reason = self.word("reason of a change")
        note_task(self.task, actor=self.secretary, now=when, meant_on=when.date(), reason=reason)

    @property
    def secretary(self) -> Viewer:
        """The committee's secretary."""
        return self._viewer(f"thuky-{self.house.side}")

    def _viewer(self, login: str) -> Viewer:
        return get_viewer(self.house.people[login], today=self.hand.now.date())

    def speaker(self, part: Assignment) -> tuple[Viewer, bool]:
        """Who speaks for the agency; True: the secretariat does, for it has nobody."""
        names = {"chutri": "canbo", "khach": "khach", "cu": "cu"}
        for agency, login in names.items():
            if self.house.agencies[agency].id == part.agency_id:
                return self._viewer(f"{login}-{self.house.side}"), False
        return self.secretary, True

    def _agency_says(self, part: Assignment, readers: frozenset[str], *, day: int) -> None:
        speaker, on_behalf = self.speaker(part)
        source = f"điện thoại {self.word('source', readers)}" if on_behalf else ""
        digest, size = self.hand.keep(f"{self.word('evidence', readers)} minh chứng {day}")
        file = f"{self.word('evidence name', readers)}.txt"
        said = Said(
            words=f"{self.word('update', readers)} đã làm",
            document_number=f"{self.word('document', readers)}/BC",
            quantities=[(Decimal(12), f"{self.word('unit', readers)} tin")],
            evidence=[KeptEvidence(file, "text/plain", size, digest)],
            on_behalf_source=source,
        )
        self._move(part, Move.UPDATE, said, speaker, day)

    def _object(self, part: Assignment) -> None:
        """The agency says whose part it is instead; the secretariat keeps to its decision."""
        if self.name != "moved":
            return
        words = f"{self.word('objection')} không thuộc thẩm quyền"
        said = Said(words=words, proposed_owner=f"Ban {self.word('proposed owner')}")
        self._move(part, Move.OBJECT, said, self.speaker(part)[0], 9)
        words = f"{self.word('insistence')} vẫn giao"
        self._move(part, Move.INSIST, Said(words=words), self.secretary, 9)

    def _report_and_return(self, part: Assignment) -> None:
        if self.name != "mine":
            return
        words = f"{self.word('completion report')} đã xong"
        self._move(part, Move.REPORT, Said(words=words), self.speaker(part)[0], 6)
        words = f"{self.word('reason of a return')} bổ sung"
        self._move(part, Move.RETURN, Said(words=words), self.secretary, 5)

    def _move(self, part: Assignment, move: Move, said: Said, actor: Viewer, day: int) -> None:
        when = self.hand.now - timedelta(days=day)
        updates.make_move(part.id, move, said, actor=actor, now=when)

    def _direct(self, readers: frozenset[str], *, day: int) -> Directive:
        when = self.hand.now - timedelta(days=day)
        leader = self.house.people[f"lanhdao-{self.house.side}"]
        directive = Directive(
            task_id=self.task.id,
            committee_id=self.task.committee_id,
            text=f"{self.word('directive', readers)} khẩn trương",
            answer_by=_day(self.hand.now, 4),
            written_at=when,
            written_by_id=leader.id,
        )
        if self.name == "mine":
            directive.answer = f"{self.word('answer', readers)} đang làm"
            directive.answered_at = when + timedelta(hours=2)
            directive.answered_by_id = leader.id
        db.session.add(directive)
        db.session.flush()
        return directive

    def _hand_over(self, old: Assignment) -> Assignment:
        """The task goes to another agency; the reason is said to who loses it as well."""
        reason = f"{self.word('reason of the change of hands')} đúng thẩm quyền"
        values = Reassigning(self.house.agencies["chutri"].id, reason)
        return handovers.reassign(
            old.id,
            values,
            version=old.version,
            actor=self.secretary,
            now=self.hand.now - timedelta(days=4),
        )

    def _hold(self) -> None:
        """A word around the reminders, for the secretariat and for who gets them."""
        hold = TaskHold(
            task_id=self.task.id,
            note=f"{self.word('note around reminders', self.after)} lưu ý",
            set_at=self.hand.now,
            set_by_id=self.secretary.user_id,
        )
        db.session.add(hold)
        db.session.flush()

    def _note_ids(self, directives: list[Directive]) -> None:
        said: list[Update] = [one for one in list_of_task(self.task.id) if one.evidence]
        for update, directive in zip(said, reversed(directives), strict=True):
            ids: Ids = {
                "committee_id": self.task.committee_id,
                "conclusion_id": self.task.conclusion_id,
                "task_id": self.task.id,
                "assignment_id": update.assignment_id,
                "update_id": update.id,
                "evidence_id": update.evidence[0].id,
                "directive_id": directive.id,
            }
            self.hand.things.append(ids)


def _day(now: datetime, days: int) -> date:
    return (now + timedelta(days=days)).date()
