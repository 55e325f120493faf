"""Gathering: the ledger's loose rows become mails, one digest a day and address (DESIGN 6).

A digest goes out on working days from the committee's hour on; notices wait ten minutes for
others to the same address. Both keep to working hours, and after an outage they are late, not
many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from tracker.domain.calendar import WorkingCalendar
from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LedgerRow, Mail, MailKind
from tracker.queries import calendar as calendar_queries
from tracker.queries import committees as committee_queries
from tracker.queries import reminders as queries

GATHERED_FOR = timedelta(minutes=10)
DAY_BEGINS, DAY_ENDS = time(7, 30), time(17, 0)
"""Working hours, in the committee's zone."""


def gather(*, now: datetime, early: int | None = None) -> int:
    """Make mails of what may go out now; gives how many.

    ``early``: the committee whose digest a person sends before its hour.
    """
    calendar = calendar_queries.get_calendar()
    committees = committee_queries.list_all_committees()
    digest_days = {
        one.id: day
        for one in committees
        if (day := digest_day(one, calendar, now=now, is_early=one.id == early))
    }
    open_now = [one.id for one in committees if _in_hours(one, calendar, now, DAY_BEGINS)]
    return _gather_digests(digest_days, now) + _gather_notices(open_now, now)


def digest_day(
    committee: Committee, calendar: WorkingCalendar, *, now: datetime, is_early: bool = False
) -> date | None:
    """The day whose digest may go out now; None outside the hours of a working day."""
    begins = time.min if is_early else committee.digest_at
    here = now.astimezone(ZoneInfo(committee.time_zone))
    return here.date() if _in_hours(committee, calendar, now, begins) else None


def _in_hours(committee: Committee, calendar: WorkingCalendar, now: datetime, begins: time) -> bool:
    here = now.astimezone(ZoneInfo(committee.time_zone))
    return calendar.is_working_day(here.date()) and begins <= here.time() < DAY_ENDS


def _gather_digests(days: dict[int, date], now: datetime) -> int:
    rows = queries.list_loose(MailKind.DIGEST, days.keys())
    made = 0
    for day in sorted(set(days.values())):
        taken = queries.list_digest_addresses(day)
        todays = [row for row in rows if days[row.committee_id] == day]
        for address, group in _by_address(todays).items():
            if address not in taken:
                _make(MailKind.DIGEST, address, group, now, digest_on=day)
                made += 1
    return made


def _gather_notices(committee_ids: list[int], now: datetime) -> int:
    loose = queries.list_loose(MailKind.NOTICE, committee_ids)
    rows = [row for row in loose if row.held_until is None or row.held_until <= now]
    ripe = {
        address: group
        for address, group in _by_address(rows).items()
        if min(row.created_at for row in group) <= now - GATHERED_FOR
    }
    for address, group in ripe.items():
        _make(MailKind.NOTICE, address, group, now)
    return len(ripe)


def _by_address(rows: Iterable[LedgerRow]) -> dict[str, list[LedgerRow]]:
    found: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found[row.recipient].append(row)
    return found


def _make(
    kind: MailKind,
    address: str,
    rows: list[LedgerRow],
    now: datetime,
    digest_on: date | None = None,
) -> Mail:
    mail = Mail(
        kind=kind,
        address=address,
        digest_on=digest_on,
        not_before=now,
        message_id=f"<{uuid4().hex}@dondoc.local>",
        created_at=now,
    )
    db.session.add(mail)
    db.session.flush()
    for row in rows:
        row.mail_id = mail.id
    db.session.flush()
    return mail
