"""The calendar of working days: a year's days off and swapped days.

A change never moves a due date by itself (DESIGN 3.8): the secretariat sees what would move and
ticks each one, on a page of its own.
"""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.access import CommitteeRole
from tracker.domain.calendar import SEED_SOURCE
from tracker.domain.errors import NotFound
from tracker.extensions import transaction
from tracker.queries import calendar as queries
from tracker.queries.calendar import Cover
from tracker.services import calendar as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.admin.undo import offer_undo
from tracker.web.context import now, today, viewer
from tracker.web.filters import day as show_day
from tracker.web.forms.base import number
from tracker.web.forms.calendar import CalendarDayForm


@pages.get("/calendar")
def calendar() -> str:
    """The days of the year that the address names, else of this year."""
    this_year = today().year
    year = request.args.get("year", this_year, type=number) or this_year
    year = min(max(year, services.FIRST_YEAR), services.LAST_YEAR)
    return render_template(
        "admin/calendar.html",
        year=year,
        rows=queries.list_days(year),
        is_filled=year in queries.list_filled_years(),
        years=sorted({*queries.list_covered_years(), this_year, this_year + 1, year}),
        seed=SEED_SOURCE,
        warnings=cover_warnings(this_year),
        sees_moved=bool(viewer().committees_as(CommitteeRole.SECRETARY)),
    )


@pages.route("/calendar/new", methods=["GET", "POST"])
def new_day() -> str | Response | tuple[str, int]:
    """Enter a day off or a swapped working day, with the decision that says so."""
    form = CalendarDayForm()
    if not form.is_submitted():
        return _form_page(form)
    refusal = save(
        form,
        lambda: services.add_day(
            day=form.day.day or date.min,
            kind=form.chosen_kind,
            name=form.name.data or "",
            source=form.source.data or "",
            actor=viewer(),
            now=now(),
        ),
    )
    if refusal:
        return _form_page(form, refusal), refusal.code
    flash(
        _(
            "Đã ghi ngày %(day)s vào lịch. Hạn của các nhiệm vụ không tự thay đổi.",
            day=form.day.data,
        ),
        "said",
    )
    return _to_year(form.day.day.year if form.day.day else today().year)


@pages.post("/calendar/<int:day_id>/strike")
def strike_day(day_id: int) -> Response:
    """Take an entry out; the next page offers to put it back."""
    try:
        with transaction():
            gone = services.strike_day(day_id=day_id, actor=viewer(), now=now())
            fields = {
                "day": show_day(gone.day),
                "kind": gone.kind.value,
                "name": gone.name,
                "source": gone.source,
            }
            year = gone.day.year
    except NotFound:  # a second click
        return redirect(url_for("admin.calendar"))
    offer_undo(url_for("admin.new_day"), fields)
    flash(
        _(
            "Đã bỏ ngày %(day)s khỏi lịch. Hạn của các nhiệm vụ không tự thay đổi.",
            day=fields["day"],
        ),
        "said",
    )
    return _to_year(year)


@pages.post("/calendar/fill")
def fill_calendar() -> Response:
    """Enter a year's public days off from the seed."""
    year = request.form.get("year", 0, type=number) or 0
    with transaction():
        count = services.fill_years(first=year, last=year, actor=viewer(), now=now())
    flash(_("Đã điền %(count)s ngày của năm %(year)s.", count=count, year=year), "said")
    return _to_year(year)


def cover_warnings(this_year: int) -> list[tuple[int, str]]:
    """The years whose calendar cannot be relied on, and why: this one and the next.

    Within a year nobody decides swaps any more, so only the next year is warned of for that.
    """
    none = _("chưa có ngày nghỉ nào; mọi hạn tính theo ngày làm việc của năm này sẽ sai.")
    law = _("mới có ngày nghỉ theo Bộ luật Lao động; chưa có ngày hoán đổi được quyết định.")
    found = []
    if queries.get_cover(this_year) is Cover.NONE:
        found.append((this_year, none))
    after = queries.get_cover(this_year + 1)
    if after is not Cover.DECIDED:
        found.append((this_year + 1, none if after is Cover.NONE else law))
    return [(year, _("Năm %(year)s %(why)s", year=year, why=why)) for year, why in found]


def _form_page(form: CalendarDayForm, refusal: Refusal | None = None) -> str:
    return render_template("admin/day.html", form=form, refusal=refusal)


def _to_year(year: int) -> Response:
    return redirect(url_for("admin.calendar", year=year))
