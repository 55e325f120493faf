"""The directory of agencies: list, new, edit, and the same list as .xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.domain.errors import NotAllowed
from tracker.extensions import transaction
from tracker.outbound.xlsx import Column, write_table
from tracker.queries import administration as administration_queries
from tracker.queries import agencies as queries
from tracker.queries import successions as succession_queries
from tracker.queries.agencies import AgencyFilter, AgencyLine, Missing
from tracker.services import agencies as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.filters import agency_kind_word
from tracker.web.forms.base import number
from tracker.web.forms.directory import AgencyForm, joined, read_filter
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from tracker.models.agencies import Agency

PAGE_SIZE = 50


@pages.get("/agencies")
def agencies() -> str:
    """The agencies, narrowed by what the address asks for."""
    asked = read_filter(request.args)
    page = max(1, request.args.get("page", 1, type=number) or 1)
    offset = min(page - 1, 10**6) * PAGE_SIZE
    count = queries.count_agencies(asked, today())
    return render_template(
        "admin/agencies.html",
        asked=asked,
        address=_address(asked),
        rows=queries.list_lines(asked, today(), limit=PAGE_SIZE, offset=offset),
        count=count,
        kinds=queries.list_kinds(),
        missing=_missing_words(),
        page=page,
        page_count=-(-count // PAGE_SIZE),
        day=today(),
    )


@pages.get("/agencies.xlsx")
def export_agencies() -> Response:
    """The same list, whole, as an Excel file."""
    rows = queries.list_lines(read_filter(request.args), today())
    columns = [
        Column(_("STT"), 6),
        Column(_("Tên đầy đủ"), 44),
        Column(_("Tên viết tắt"), 16),
        Column(_("Loại cơ quan"), 24),
        Column(_("Hộp thư"), 32),
        Column(_("Điện thoại"), 16),
        Column(_("Số người dùng"), 10),
        Column(_("Thành lập ngày"), 13),
        Column(_("Kết thúc hoạt động ngày"), 13),
        Column(_("Tên gọi khác trong văn bản"), 40),
    ]
    cells = [_cells(number, line) for number, line in enumerate(rows, start=1)]
    content = write_table(_("Danh mục cơ quan"), columns, cells)
    return xlsx_answer(content, f"co-quan-{today():%Y-%m-%d}")


@pages.route("/agencies/new", methods=["GET", "POST"])
def new_agency() -> str | Answer | tuple[str, int]:
    """Add an agency."""
    form = AgencyForm()
    form.offer_kinds()
    if not form.is_submitted():
        return _form_page(form)
    refusal = save(
        form,
        lambda: services.create_agency(values=form.values(), actor=viewer(), now=now()),
    )
    if refusal:
        return _form_page(form, refusal=refusal), refusal.code
    flash(_("Đã thêm cơ quan “%(name)s”.", name=form.name.data), "said")
    return redirect(url_for("admin.agencies"))


@pages.route("/agencies/<int:agency_id>", methods=["GET", "POST"])
def edit_agency(agency_id: int) -> str | Answer | tuple[str, int]:
    """Change an agency; who its people are stands beside the form."""
    agency = queries.get_agency(agency_id)
    form = AgencyForm()
    form.offer_kinds(agency.kind)
    if not form.is_submitted():
        return _form_page(_stored(agency_id), agency)
    version = form.version_number
    refusal = save(
        form,
        lambda: services.update_agency(
            agency_id=agency_id,
            version=version,
            values=form.values(),
            actor=viewer(),
            now=now(),
        ),
        lambda: _stored(agency_id),
    )
    if refusal:
        return _form_page(form, queries.get_agency(agency_id), refusal), refusal.code
    flash(_("Đã lưu cơ quan “%(name)s”.", name=form.name.data), "said")
    return redirect(url_for("admin.agencies"))


@pages.route("/agencies/<int:agency_id>/remove", methods=["GET", "POST"])
def remove_agency(agency_id: int) -> str | Answer | tuple[str, int]:
    """Ask, then take out an agency that was entered by mistake; a used one is refused."""
    agency = queries.get_agency(agency_id)
    name, back = agency.name, url_for("admin.edit_agency", agency_id=agency_id)
    if request.method != "POST":
        return render_template(
            "admin/confirm.html",
            heading=_("Xóa cơ quan “%(name)s”?", name=name),
            words=_("Chỉ xóa được cơ quan nhập nhầm, chưa từng được dùng ở đâu."),
            yes=_("Xóa cơ quan"),
            back=back,
        )
    try:
        with transaction():
            services.remove_agency(agency_id=agency_id, actor=viewer(), now=now())
    except NotAllowed as error:
        refusal = Refusal(sentence=sentence(error))
        return _form_page(_stored(agency_id), queries.get_agency(agency_id), refusal), 400
    flash(_("Đã xóa cơ quan “%(name)s”.", name=name), "said")
    return redirect(url_for("admin.agencies"))


def _form_page(
    form: AgencyForm, agency: Agency | None = None, refusal: Refusal | None = None
) -> str:
    return render_template(
        "admin/agency.html",
        form=form,
        agency=agency,
        changes=succession_queries.list_of_agency(agency.id) if agency else [],
        posts=administration_queries.list_users_of_agency(agency.id) if agency else [],
        is_over=agency is not None and agency.is_over(today()),
        refusal=refusal,
    )


def _stored(agency_id: int) -> AgencyForm:
    agency = queries.get_agency(agency_id)
    form = AgencyForm(formdata=None, obj=agency)
    form.offer_kinds(agency.kind)
    form.version.data = str(agency.version)
    form.aliases.data = joined(alias.name for alias in agency.aliases)
    return form


def _address(asked: AgencyFilter) -> dict[str, str | None]:
    return {
        "q": asked.search or None,
        "kind": asked.kind or None,
        "missing": asked.missing.value if asked.missing else None,
        "sort": "kind" if asked.by_kind else None,
    }


def _missing_words() -> dict[str, str]:
    return {
        Missing.BOTH.value: _("Chưa có cả hộp thư lẫn cán bộ"),
        Missing.MAILBOX.value: _("Chưa có hộp thư"),
        Missing.OFFICER.value: _("Chưa có cán bộ đầu mối"),
    }


def _cells(number: int, line: AgencyLine) -> list[object]:
    agency = line.agency
    return [
        number,
        agency.name,
        agency.short_name,
        agency_kind_word(agency.kind),
        agency.mailbox,
        agency.telephone,
        line.people,
        agency.exists_from,
        agency.exists_to,
        "; ".join(alias.name for alias in agency.aliases),
    ]
