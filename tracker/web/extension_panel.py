"""What a task's page shows of extensions: the request that waits, its forms, the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from tracker.domain.access import Viewer
from tracker.domain.extensions import Limits
from tracker.queries import extensions as queries
from tracker.services import asking, extensions
from tracker.web.forms.extensions import AskForm, DecideForm, WithdrawForm

if TYPE_CHECKING:
    from tracker.models.extensions import Extension
    from tracker.models.tasks import Task


@dataclass(frozen=True, slots=True)
class TypedExtension:
    """The form of the panel that was refused, with what was typed into it."""

    ask: AskForm | None = None
    decide: DecideForm | None = None
    withdraw: WithdrawForm | None = None


NOTHING = TypedExtension()


def extension_panel(task: Task, typed: TypedExtension, who: Viewer) -> dict[str, Any]:
    """What the panel and the facts of a task need, for who sees its details."""
    found = queries.list_of_task(task.id)
    pending = next((one for one in found if one.is_pending), None)
    askers = [] if pending else asking.askers(task, who)
    withdraws_itself = pending is not None and _speaks(pending, who)
    return {
        "extensions": found,
        "pending": pending,
        "extended": queries.list_extended([task.id]).get(task.id),
        "askers": askers,
        "ask_form": typed.ask or (AskForm.fresh(task, askers) if askers else None),
        "ask_on_behalf": bool(askers) and not extensions.speaks_for(askers[0], who),
        "limit_words": limit_words(extensions.limits_of(task.committee)),
        "may_decide": pending is not None and extensions.may_decide(pending, who),
        "decide_form": typed.decide or DecideForm(formdata=None),
        "may_withdraw": pending is not None and asking.may_withdraw(pending, who),
        "withdraws_itself": withdraws_itself,
        "withdraw_form": typed.withdraw or WithdrawForm(formdata=None),
        "decided_by_leaders": task.committee.extensions_by_leaders,
    }


def kept_extensions(task_id: int, until: datetime) -> Sequence[Extension]:
    """What a former owner keeps: the requests up to the change (DESIGN 3.12)."""
    return queries.list_of_task(task_id, until=until)


def limit_words(limits: Limits) -> list[str]:
    """A committee's limits, each in words; none: an empty list."""
    said = (
        (limits.most, _("tối đa %(most)s lần một nhiệm vụ", most=limits.most)),
        (limits.days_each, _("mỗi lần không quá %(most)s ngày", most=limits.days_each)),
        (
            limits.days_total,
            _("tổng cộng không quá %(most)s ngày so với hạn gốc", most=limits.days_total),
        ),
    )
    return [str(words) for most, words in said if most is not None]


def _speaks(pending: Extension, who: Viewer) -> bool:
    return extensions.speaks_for(pending.request.assignment, who)
