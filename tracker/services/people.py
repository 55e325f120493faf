"""Log-ins and passwords: writing. Roles and one-time links stand in ``administration``."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold, normalise
from tracker.extensions import db
from tracker.models.people import LoginFailure, LoginSession, User
from tracker.queries import people as people_queries
from tracker.services import journal
from tracker.services.dated import require_version

SHORTEST_PASSWORD = 10
FAILURE_WINDOW = timedelta(minutes=15)
SEEN_STEP = timedelta(minutes=5)


def digest(token: str) -> str:
    """What is stored of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str, *, cost: int) -> str:
    """Hash a password with Argon2; ``cost`` is the number of iterations."""
    return PasswordHasher(time_cost=cost).hash(password)


def password_fits(stored: str, password: str) -> bool:
    """Say whether ``password`` is the one behind ``stored``; an empty hash fits nothing."""
    try:
        return PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def log_in(
    login: str, password: str, *, address: str, attempts: int, now: datetime
) -> tuple[str, User] | None:
    """Check a password and open a session: the secret token and the user.

    None when name or password is wrong, or the person is no longer active: which of them is
    not told. The failure is recorded, so the caller commits in that case as well. Raises
    InvalidInput("too_many_attempts") when too many failed lately for the name or the address.
    """
    keys = (_name_key(login), f"address:{address}")
    require_patience(keys, attempts=attempts, now=now)
    user = people_queries.find_user_by_login(login)
    fits = password_fits(user.password_hash if user else _DUMMY, password)
    if user is None or not fits or not user.is_active:
        note_failure(keys, now=now)
        return None
    return open_session(user, address=address, now=now), user


def require_patience(keys: Iterable[str], *, attempts: int, now: datetime) -> None:
    """Raise InvalidInput("too_many_attempts") when too many failed lately under one key."""
    since = now - FAILURE_WINDOW
    if any(people_queries.count_failures(key, since) >= attempts for key in keys):
        raise InvalidInput("too_many_attempts", minutes=15)


def note_failure(keys: Iterable[str], *, now: datetime) -> None:
    """Remember that somebody guessed wrong; the caller commits."""
    db.session.add_all(LoginFailure(key=key, at=now) for key in keys)
    db.session.flush()


def open_session(user: User, *, address: str, now: datetime) -> str:
    """Begin a log-in and give its secret token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    row = LoginSession(
        token_digest=digest(token),
        user_id=user.id,
        created_at=now,
        last_seen_at=now,
        address=address,
    )
    db.session.add(row)
    db.session.flush()
    return token


def session_is_live(row: LoginSession, *, lifetime: timedelta, now: datetime) -> bool:
    """Say whether a log-in still holds: not revoked, used lately, its person active."""
    idle = now - row.last_seen_at
    return row.revoked_at is None and row.user.is_active and idle <= lifetime


def note_seen(row: LoginSession, *, now: datetime) -> None:
    """Remember that the log-in was used."""
    row.last_seen_at = now
    db.session.flush()


def end_sessions(user: User, *, now: datetime) -> int:
    """End every running log-in of a person and say how many there were."""
    running = people_queries.list_open_sessions(user.id)
    for row in running:
        row.revoked_at = now
    db.session.flush()
    return len(running)


def set_password(user: User, password: str, *, cost: int, now: datetime) -> None:
    """Set a password and end every running log-in. Raises InvalidInput("password_too_short")."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput("password_too_short", "password", minimum=SHORTEST_PASSWORD)
    user.password_hash = hash_password(password, cost=cost)
    end_sessions(user, now=now)


def change_password(
    user: User,
    *,
    current: str,
    password: str,
    cost: int,
    attempts: int,
    actor: Viewer,
    now: datetime,
) -> bool:
    """Let a person change the own password; every running log-in ends.

    False when ``current`` is wrong; the failure is recorded, so the caller commits in that case
    as well. Raises InvalidInput("password_too_short", "too_many_attempts").
    """
    keys = (_name_key(user.login),)
    require_patience(keys, attempts=attempts, now=now)
    if not password_fits(user.password_hash, current):
        note_failure(keys, now=now)
        return False
    set_password(user, password, cost=cost, now=now)
    journal.record("password_changed", "user", user.id, actor=actor, now=now)
    return True


def change_own(
    user: User, *, version: int, full_name: str, locale: str, actor: Viewer, now: datetime
) -> None:
    """Let a person correct the own name and choose a language. Raises StaleForm."""
    require_version(user, version)
    user.full_name, user.locale = normalise(full_name), locale
    user.folded = fold(f"{user.full_name} {user.login}")
    db.session.flush()
    journal.record("user_changed", "user", user.id, actor=actor, now=now)


def revoke_own_session(user: User, *, session_id: int, actor: Viewer, now: datetime) -> None:
    """End one of the own log-ins. Raises NotFound for anybody else's."""
    revoke_session(people_queries.get_session(session_id, user.id), now=now)
    data = {"count": 1}
    journal.record("sessions_revoked", "user", user.id, actor=actor, now=now, data=data)


def shift_sessions(step: timedelta) -> None:
    """Move the last use of every running log-in: the demo's clock jumps, people stay."""
    for row in people_queries.list_all_open_sessions():
        row.last_seen_at += step
    db.session.flush()


def revoke_session(row: LoginSession, *, now: datetime) -> None:
    """End a log-in."""
    row.revoked_at = now
    db.session.flush()


def choose_language(user: User, locale: str) -> None:
    """Remember in which language a person reads the screens."""
    user.locale = locale
    db.session.flush()


def _name_key(login: str) -> str:
    return f"name:{login.strip().lower()[:100]}"


# A hash that no password fits: an unknown name takes as long as a wrong password.
_DUMMY = PasswordHasher().hash(secrets.token_hex(16))
