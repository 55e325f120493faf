"""The journal: one unbroken chain per committee, which nobody can change."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tracker.domain.access import viewer_of_system
from tracker.extensions import db
from tracker.queries import journal as journal_queries
from tracker.services import journal


def write(number: int, now: datetime) -> None:
    """Append one made-up act."""
    journal.record(
        "agency_changed", "agency", number, actor=viewer_of_system(), now=now, data={"n": number}
    )


def test_a_chain_is_unbroken_after_reading_it_back(app: Flask, now: datetime) -> None:
    for number in range(5):
        write(number, now)
    db.session.commit()
    db.session.expire_all()
    entries = journal_queries.list_chain(journal.INSTALLATION)
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert journal.first_break(entries) is None


def test_a_changed_entry_breaks_the_chain(app: Flask, now: datetime) -> None:
    for number in range(3):
        write(number, now)
    entries = journal_queries.list_chain(journal.INSTALLATION)
    entries[1].data = {"n": 99}
    with db.session.no_autoflush:
        assert journal.first_break(entries) == 2
    db.session.rollback()


@pytest.mark.parametrize("statement", ["UPDATE journal SET act = 'x'", "DELETE FROM journal"])
def test_the_database_refuses_to_change_the_journal(
    app: Flask, now: datetime, statement: str
) -> None:
    write(1, now)
    db.session.commit()
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()
