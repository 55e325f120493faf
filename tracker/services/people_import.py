"""Several people at once, from a table that somebody pasted out of a spreadsheet.

Rows are read and checked first, so that a preview can say what is wrong with each; they are
stored together or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.domain.access import AgencyRole, Viewer
from tracker.domain.errors import InvalidInput
from tracker.domain.text import fold, is_mail_address, normalise
from tracker.models.people import User
from tracker.queries import administration as queries
from tracker.queries import agencies as agency_queries
from tracker.services import administration
from tracker.services.administration import UserValues, login_fits

MOST_ROWS = 500
COLUMNS = 6
HEADINGS = ("ten dang nhap", "dang nhap", "login", "log-in", "tai khoan")
ROLES: Mapping[str, AgencyRole] = {
    "": AgencyRole.OFFICER,
    "can bo": AgencyRole.OFFICER,
    "can bo dau moi": AgencyRole.OFFICER,
    "dau moi": AgencyRole.OFFICER,
    "officer": AgencyRole.OFFICER,
    "lanh dao": AgencyRole.HEAD,
    "lanh dao co quan": AgencyRole.HEAD,
    "thu truong": AgencyRole.HEAD,
    "head": AgencyRole.HEAD,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table as it was pasted, with what is wrong with it."""

    number: int
    login: str = ""
    full_name: str = ""
    position: str = ""
    email: str = ""
    agency: str = ""
    role: str = ""
    agency_id: int | None = None
    errors: tuple[InvalidInput, ...] = ()

    @property
    def agency_role(self) -> AgencyRole:
        """The role that the words mean; only for a row without errors."""
        return ROLES[fold(self.role)]


def read_rows(text: str) -> list[Row]:
    """Read lines with cells between tabs (or semicolons), skipping a line of headings.

    Raises InvalidInput("rows_missing", "rows_many").
    """
    lines = [line for line in text.splitlines() if line.strip(" \t;")]
    separator = "\t" if "\t" in text else ";"
    cells = [[normalise(cell) for cell in line.split(separator)] for line in lines]
    if cells and fold(cells[0][0]) in HEADINGS:
        cells = cells[1:]
    if not cells:
        raise InvalidInput("rows_missing", "table")
    if len(cells) > MOST_ROWS:
        raise InvalidInput("rows_many", "table", most=MOST_ROWS)
    return [_row(number, one) for number, one in enumerate(cells, start=1)]


def check_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows with the agencies found by name, and with what is wrong with each."""
    named = _agencies_by_name()
    logins = [row.login for row in rows]
    taken, count = queries.list_taken_logins(logins), Counter(logins)
    return [_checked(row, named, taken, count[row.login] > 1) for row in rows]


def add_people(rows: Sequence[Row], *, actor: Viewer, now: datetime) -> list[User]:
    """Store checked rows: people and their posts.

    Raises InvalidInput of the first row that is unfit; the caller rolls back.
    """
    administration.require_administrator(actor)
    unfit = next((row for row in rows if row.errors), None)
    if unfit is not None:
        raise unfit.errors[0]
    return [_add(row, actor, now) for row in rows]


def _add(row: Row, actor: Viewer, now: datetime) -> User:
    values = UserValues(
        login=row.login, full_name=row.full_name, position=row.position, email=row.email
    )
    user = administration.create_user(values=values, actor=actor, now=now)
    if row.agency_id is not None:
        administration.give_agency_post(
            user_id=user.id,
            agency_id=row.agency_id,
            role=row.agency_role,
            actor=actor,
            now=now,
        )
    return user


def _row(number: int, cells: Sequence[str]) -> Row:
    padded = [*cells, *[""] * COLUMNS]
    login, full_name, position, email, agency, role = padded[:COLUMNS]
    row = Row(number, login.lower(), full_name, position, email, agency, role)
    if any(cells[COLUMNS:]):
        return replace(row, errors=(InvalidInput("columns_many"),))
    return row


def _checked(row: Row, named: Mapping[str, int], taken: frozenset[str], twice: bool) -> Row:
    agency_id = named.get(fold(row.agency))
    role = ROLES.get(fold(row.role))
    found = {
        "login_unfit": not login_fits(row.login),
        "login_taken": row.login in taken,
        "login_twice": bool(row.login) and twice,
        "name_needed": not row.full_name,
        "name_long": max(map(len, (row.full_name, row.position, row.email))) > 200,
        "email_unfit": bool(row.email) and not is_mail_address(row.email),
        "agency_unknown": bool(row.agency) and agency_id is None,
        "role_unknown": role is None,
        "role_without_agency": bool(row.role) and not row.agency,
    }
    errors = tuple(InvalidInput(code) for code, is_wrong in found.items() if is_wrong)
    return replace(row, agency_id=agency_id, errors=(*row.errors, *errors))


def _agencies_by_name() -> dict[str, int]:
    """Names, short names and aliases, folded, to keys; a full name wins over the others."""
    agencies = agency_queries.list_agencies()
    named: dict[str, int] = {}
    for agency in agencies:
        for name in (agency.short_name, *(alias.name for alias in agency.aliases)):
            named[fold(normalise(name))] = agency.id
    named |= {fold(normalise(agency.name)): agency.id for agency in agencies}
    named.pop("", None)
    return named
