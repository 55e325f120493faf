"""A standing task of a world: its periods, a report on one that was returned, one that waits."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.factories.tasks import make_task
from tests.world.content import Hand, Ids
from tests.world.people import House
from tracker.domain.access import Viewer
from tracker.domain.periods import PeriodMove
from tracker.domain.tasks import Kind
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.tasks import Task
from tracker.queries import periods as queries
from tracker.queries.people import get_viewer
from tracker.services import period_opening, periods
from tracker.services.updates import Said


def publish_standing(house: House, hand: Hand, conclusion: Conclusion) -> Task:
    """A weekly task of the agency *chutri*, four weeks old, with what was said on its periods."""
    readers = house.readers

    def word(what: str, more: frozenset[str] = frozenset()) -> str:
        seen = readers.committee | readers.lead | more
        return hand.words.new(f"{what} of standing {house.side}", seen)

    task = make_task(
        conclusion,
        f"{word('title', readers.issued)} việc",
        leads=[house.agencies["chutri"]],
        kind=Kind.STANDING,
        due_on=hand.now.date() + timedelta(days=60),
        at=hand.now - timedelta(days=28),
    )
    task.cycle = "weekly:5"
    secretary, officer = (_viewer(house, hand, name) for name in ("thuky", "canbo"))
    period_opening.arrange(task, actor=secretary, now=hand.now)
    first, second, *_later = queries.list_of_task(task.id)
    for period in (first, second):
        said = Said(
            words=f"{word('period report')} đã đăng",
            quantities=[(Decimal(12), f"{word('unit of a period')} tin")],
        )
        periods.report(period.id, said, actor=officer, now=hand.now - timedelta(days=3))
    reason = f"{word('reason of a returned period')} thiếu"
    at = hand.now - timedelta(days=2)
    periods.answer(first.id, PeriodMove.RETURN, reason, actor=secretary, now=at)
    for period in (first, second):
        ids: Ids = {
            "committee_id": task.committee_id,
            "conclusion_id": task.conclusion_id,
            "task_id": task.id,
            "assignment_id": period.assignment_id,
            "period_id": period.id,
        }
        hand.things.append(ids)
    db.session.flush()
    return task


def _viewer(house: House, hand: Hand, name: str) -> Viewer:
    return get_viewer(house.people[f"{name}-{house.side}"], today=hand.now.date())
