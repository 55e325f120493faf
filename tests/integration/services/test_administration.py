"""Users, posts and one-time links."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import make_user
from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.extensions import db
from tracker.queries import people as people_queries
from tracker.services import administration, people
from tracker.services.administration import UserValues, installer

NEW = "một mật khẩu mới"


def create(now: datetime, login: str = "an", **values: object):
    """Add a person as the installation does."""
    entered = UserValues(login=login, full_name="Nguyễn Văn An", **values)
    return administration.create_user(values=entered, actor=installer(), now=now)


def test_a_person_joins_by_a_link_that_works_once(app: Flask, now: datetime) -> None:
    user = create(now)
    token = administration.issue_link(user_id=user.id, actor=installer(), now=now)
    administration.use_link(token=token, password=NEW, cost=1, now=now)
    assert people.log_in("an", NEW, address="", attempts=5, now=now) is not None
    with pytest.raises(NotFound):
        administration.use_link(token=token, password=NEW, cost=1, now=now)


def test_a_link_dies_after_a_week(app: Flask, now: datetime) -> None:
    user = create(now)
    token = administration.issue_link(user_id=user.id, actor=installer(), now=now)
    later = now + timedelta(days=7, seconds=1)
    with pytest.raises(NotFound):
        administration.use_link(token=token, password=NEW, cost=1, now=later)


def test_a_log_in_name_is_used_once(app: Flask, now: datetime) -> None:
    create(now)
    with pytest.raises(InvalidInput) as caught:
        create(now, login=" AN ")
    assert caught.value.code == "login_taken"


def test_the_last_administrator_stays(app: Flask, now: datetime) -> None:
    user = create(now, is_administrator=True)
    with pytest.raises(NotAllowed):
        administration.set_active(user_id=user.id, is_active=False, actor=installer(), now=now)
    create(now, login="binh", is_administrator=True)
    administration.set_active(user_id=user.id, is_active=False, actor=installer(), now=now)
    assert not people_queries.get_user(user.id).is_active


def test_nobody_else_administers(app: Flask, now: datetime) -> None:
    stranger = Viewer(make_user("khach").id, "")
    with pytest.raises(NotAllowed):
        administration.create_user(
            values=UserValues(login="x", full_name="X"), actor=stranger, now=now
        )
    db.session.rollback()
