"""The administration's first page: its sections, and what is not set up yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.queries import accounts as account_queries
from tracker.queries import administration as queries
from tracker.queries import agencies as agency_queries
from tracker.queries import mails as mail_queries
from tracker.queries.accounts import PeopleFilter, PersonState
from tracker.queries.agencies import AgencyFilter, Missing
from tracker.queries.mail_server import find_mail_server
from tracker.web.admin.blueprint import pages
from tracker.web.admin.calendar import cover_warnings
from tracker.web.context import settings, today

LACKING: Mapping[Missing, LazyString] = {
    Missing.BOTH: _l("%(count)s cơ quan chưa có cả hộp thư lẫn cán bộ đầu mối: phải gọi điện."),
    Missing.MAILBOX: _l("%(count)s cơ quan chưa có hộp thư."),
    Missing.OFFICER: _l("%(count)s cơ quan chưa có cán bộ đầu mối."),
}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not set up yet, and the page where it is."""

    words: str
    url: str


@pages.get("/")
def index() -> str:
    """Every section with its open points."""
    return render_template("admin/index.html", points=_open_points())


def _open_points() -> Mapping[str, list[OpenPoint]]:
    """What is not set up, by the endpoint of the section that it belongs to."""
    return {
        "admin.agencies": list(_agency_points()),
        "admin.committees": list(_committee_points()),
        "admin.calendar": [
            OpenPoint(words, url_for("admin.calendar", year=year))
            for year, words in cover_warnings(today().year)
        ],
        "admin.mail": list(_mail_points()),
        "admin.people": list(_people_points()),
    }


def _agency_points() -> Iterator[OpenPoint]:
    if not queries.count_agencies():
        yield OpenPoint(_("Chưa có cơ quan nào."), url_for("admin.new_agency"))
        return
    for missing, words in LACKING.items():
        count = agency_queries.count_agencies(AgencyFilter(missing=missing), today())
        if count:
            address = url_for("admin.agencies", missing=missing.value)
            yield OpenPoint(str(words) % {"count": count}, address)


def _people_points() -> Iterator[OpenPoint]:
    count = account_queries.count_people(PeopleFilter(state=PersonState.WAITING))
    if count:
        words = _("%(count)s người chưa đặt mật khẩu.", count=count)
        yield OpenPoint(words, url_for("admin.people", state=PersonState.WAITING.value))


def _committee_points() -> Iterator[OpenPoint]:
    for committee in queries.list_committees_without_secretary():
        words = _("%(name)s chưa có thư ký.", name=committee.short_name or committee.name)
        yield OpenPoint(words, url_for("admin.committee", committee_id=committee.id))


def _mail_points() -> Iterator[OpenPoint]:
    if not settings().demo and find_mail_server(settings()) is None:
        yield OpenPoint(_("Chưa có máy chủ thư."), url_for("admin.mail"))
    if count := mail_queries.count_troubled():
        words = _("%(count)s thư không gửi được hoặc chưa rõ.", count=count)
        yield OpenPoint(words, url_for("admin.mail"))
