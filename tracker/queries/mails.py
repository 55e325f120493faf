"""The ledger's mails: states for administrators, whole letters for the demo's mailbox.

An administrator sees addresses, states and errors, and no contents (DESIGN 3.12): what these
queries give to the administration holds neither subject nor text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import load_only, selectinload

from tracker.domain.errors import NotFound
from tracker.extensions import db
from tracker.models.reminders import LedgerRow, Mail, MailState

TROUBLED = (MailState.UNCERTAIN, MailState.FAILED)
_ENVELOPE = (
    Mail.address,
    Mail.kind,
    Mail.state,
    Mail.attempts,
    Mail.last_error,
    Mail.created_at,
    Mail.not_before,
    Mail.claimed_until,
)


@dataclass(frozen=True, slots=True)
class DayOfMails:
    """How many mails of one day are in which state."""

    day: date
    counts: dict[MailState, int]

    def count(self, *states: str) -> int:
        """The number in any of these states."""
        return sum(self.counts.get(MailState(state), 0) for state in states)


def get_mail(mail_id: int) -> Mail:
    """The mail with this key, with its ledger rows. Raises NotFound."""
    mail = db.session.get(Mail, mail_id, options=[selectinload(Mail.rows)])
    if mail is None:
        raise NotFound("mail")
    return mail


def list_committees_of_mail(mail_id: int) -> Sequence[int]:
    """The keys of the committees that a mail speaks of, ascending."""
    rows = select(LedgerRow.committee_id).where(LedgerRow.mail_id == mail_id).distinct()
    return db.session.scalars(rows.order_by(LedgerRow.committee_id)).all()


def list_troubled(*, limit: int) -> Sequence[Mail]:
    """Mails that failed or are uncertain, the newest first; without subject and text."""
    rows = select(Mail).where(Mail.state.in_(TROUBLED)).options(load_only(*_ENVELOPE))
    in_order = rows.order_by(Mail.created_at.desc(), Mail.id.desc())
    return db.session.scalars(in_order.limit(limit)).all()


def count_troubled() -> int:
    """How many mails failed or are uncertain."""
    troubled = select(func.count(Mail.id)).where(Mail.state.in_(TROUBLED))
    return db.session.scalar(troubled) or 0


def list_days(*, now: datetime, zone: ZoneInfo, days: int) -> list[DayOfMails]:
    """Counts per state of the last ``days`` days in ``zone``, the newest day first.

    A mail counts on the day on which it was to go out; days without any are left out.
    """
    since = now - timedelta(days=days)
    rows = select(Mail.not_before, Mail.state, func.count(Mail.id)).where(Mail.not_before >= since)
    counted: dict[date, dict[MailState, int]] = {}
    for moment, state, number in db.session.execute(rows.group_by(Mail.not_before, Mail.state)):
        of_day = counted.setdefault(moment.astimezone(zone).date(), {})
        of_day[state] = of_day.get(state, 0) + number
    return [DayOfMails(day, counted[day]) for day in sorted(counted, reverse=True)]


def count_letters(address: str = "") -> int:
    """How many mails the demo's mailbox holds, to one address or to all."""
    return db.session.scalar(select(func.count()).select_from(_letters(address).subquery())) or 0


def list_letters(*, address: str = "", page: int, per_page: int) -> Sequence[Mail]:
    """A page of the demo's mailbox, the newest first."""
    rows = _letters(address).order_by(Mail.sent_at.desc(), Mail.id.desc())
    return db.session.scalars(rows.limit(per_page).offset((page - 1) * per_page)).all()


def list_addresses() -> Sequence[str]:
    """The addresses in the demo's mailbox, in order."""
    rows = select(Mail.address).where(Mail.state == MailState.SENT).distinct()
    return db.session.scalars(rows.order_by(Mail.address)).all()


def get_letter(mail_id: int) -> Mail:
    """A mail of the demo's mailbox. Raises NotFound."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or mail.state is not MailState.SENT:
        raise NotFound("mail")
    return mail


def _letters(address: str) -> Select[Mail]:
    rows = select(Mail).where(Mail.state == MailState.SENT)
    return rows.where(Mail.address == address) if address else rows
