"""People, as tests need them."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.domain.text import fold
from tracker.extensions import db
from tracker.models.people import User
from tracker.services.people import hash_password


def make_user(login: str, full_name: str = "", *, password: str = "", **values: object) -> User:
    """A stored user; with a password when one is given."""
    user = User(
        login=login,
        full_name=full_name or login.title(),
        password_hash=hash_password(password, cost=1) if password else "",
        created_at=datetime(2020, 6, 1, tzinfo=UTC),
        folded=fold(f"{full_name or login} {login}"),
        **values,
    )
    db.session.add(user)
    db.session.commit()
    return user
