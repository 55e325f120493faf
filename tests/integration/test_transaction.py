"""What two people at the same moment meet at the edge's commit."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.factories.tasks import make_agency
from tracker.domain.errors import StaleForm
from tracker.extensions import db, transaction
from tracker.models.agencies import Agency, Alias
from tracker.models.committees import CalendarDay, DayKind


def test_a_row_that_changed_in_between_is_a_stale_form(app: Flask) -> None:
    agency = make_agency("Sở Y tế")
    db.session.commit()
    elsewhere = update(Agency).values(version=7).execution_options(synchronize_session=False)
    with pytest.raises(StaleForm), transaction():
        assert agency.version == 1
        db.session.execute(elsewhere)
        agency.telephone = "111"
    assert agency.telephone == ""


def test_a_row_that_somebody_else_entered_is_a_stale_form(app: Flask) -> None:
    with pytest.raises(StaleForm), transaction():
        for _click in range(2):
            day = date(2020, 9, 4)
            db.session.add(CalendarDay(day=day, kind=DayKind.OFF, name="Nghỉ"))
    assert db.session.query(CalendarDay).count() == 0


def test_any_other_refusal_of_the_database_stays_an_error(app: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Alias(name="của không ai"))
    db.session.rollback()
