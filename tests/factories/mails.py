"""Mails with their ledger rows, as gathering makes them."""

from __future__ import annotations

from datetime import datetime

from tracker.extensions import db
from tracker.models.committees import Committee
from tracker.models.reminders import LedgerRow, Mail, MailKind


def make_mail(
    committee: Committee,
    address: str = "canbo@haiduong.example",
    *,
    now: datetime,
    **values: object,
) -> Mail:
    """A stored mail that is due at ``now``, written already, with one row."""
    number = 1 + db.session.query(Mail).count()
    texts = {"subject": f"Nhắc việc {number}", "text": "Kính gửi", "html": "<p>Kính gửi</p>"}
    mail = Mail(
        kind=MailKind.NOTICE,
        address=address,
        not_before=now,
        message_id=f"<mail-{number}@dondoc>",
        created_at=now,
        **(texts | values),
    )
    row = LedgerRow(
        key=f"row-{number}",
        kind=mail.kind,
        committee_id=committee.id,
        rule="task_published",
        recipient=address,
        step_on=now.date(),
        created_at=now,
    )
    mail.rows.append(row)
    db.session.add(mail)
    db.session.flush()
    return mail
