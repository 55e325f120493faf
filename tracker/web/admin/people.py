"""People: list, new, edit, keep out and let in again, one-time links, log-ins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.extensions import transaction
from tracker.outbound.xlsx import Column, write_table
from tracker.queries import accounts as queries
from tracker.queries import agencies as agency_queries
from tracker.queries import committees as committee_queries
from tracker.queries import people as people_queries
from tracker.queries.accounts import PeopleFilter, PersonState
from tracker.services import administration as services
from tracker.web.admin.blueprint import pages
from tracker.web.admin.letters import letters_page
from tracker.web.admin.saving import Refusal, save
from tracker.web.context import now, today, viewer
from tracker.web.downloads import xlsx_answer
from tracker.web.filters import agency_role_word, committee_role_word
from tracker.web.forms.accounts import (
    AgencyPostForm,
    CommitteePostForm,
    PersonForm,
    read_people_filter,
)
from tracker.web.forms.base import number, options
from tracker.web.wording import sentence
from tracker.web.wording_states import AGENCY_ROLE_WORDS, COMMITTEE_ROLE_WORDS

if TYPE_CHECKING:
    from tracker.models.people import User

PAGE_SIZE = 50


@pages.get("/people")
def people() -> str:
    """The people, narrowed by what the address asks for."""
    asked = read_people_filter(request.args)
    page = max(1, request.args.get("page", 1, type=number) or 1)
    offset = min(page - 1, 10**6) * PAGE_SIZE
    count = queries.count_people(asked)
    return render_template(
        "admin/people.html",
        asked=asked,
        address=_address(asked),
        rows=queries.list_people(asked, limit=PAGE_SIZE, offset=offset),
        count=count,
        committees=committee_queries.list_all_committees(),
        agencies=agency_queries.list_agencies(),
        roles=_role_words(),
        states=_state_words(),
        page=page,
        page_count=-(-count // PAGE_SIZE),
    )


@pages.get("/people.xlsx")
def export_people() -> Response:
    """The same list, whole, as an Excel file."""
    rows = queries.list_people(read_people_filter(request.args))
    columns = [
        Column(_("STT"), 6),
        Column(_("Tên đăng nhập"), 20),
        Column(_("Họ và tên"), 28),
        Column(_("Chức vụ"), 30),
        Column(_("Thư điện tử"), 32),
        Column(_("Điện thoại"), 16),
        Column(_("Vai trò"), 60),
        Column(_("Trạng thái"), 20),
    ]
    cells = [_cells(number, user) for number, user in enumerate(rows, start=1)]
    content = write_table(_("Danh sách người dùng"), columns, cells)
    return xlsx_answer(content, f"nguoi-dung-{today():%Y-%m-%d}")


@pages.route("/people/new", methods=["GET", "POST"])
def new_person() -> str | Answer | tuple[str, int]:
    """Add a person; then on to his or her page, for roles and a link."""
    form = PersonForm()
    if not form.is_submitted():
        return render_template("admin/new_person.html", form=form, refusal=None)
    made: list[int] = []
    refusal = save(form, lambda: made.append(_create(form)))
    if refusal:
        return render_template("admin/new_person.html", form=form, refusal=refusal), refusal.code
    flash(
        _("Đã thêm “%(name)s”. Tiếp theo: giao vai trò và cấp liên kết.", name=form.full_name.data),
        "said",
    )
    return redirect(url_for("admin.edit_person", user_id=made[0]))


@pages.route("/people/<int:user_id>", methods=["GET", "POST"])
def edit_person(user_id: int) -> str | Answer | tuple[str, int]:
    """Change what is kept about a person; roles, link and log-ins stand beside the form."""
    people_queries.get_user(user_id)
    form = PersonForm()
    if not form.is_submitted():
        return person_page(user_id)
    version = form.version_number
    refusal = save(
        form,
        lambda: services.update_user(
            user_id=user_id, version=version, values=form.values(), actor=viewer(), now=now()
        ),
        lambda: _stored(user_id),
    )
    if refusal:
        return person_page(user_id, form, refusal=refusal), refusal.code
    flash(_("Đã lưu thông tin của “%(name)s”.", name=form.full_name.data), "said")
    return redirect(url_for("admin.edit_person", user_id=user_id))


@pages.post("/people/<int:user_id>/active")
def set_person_active(user_id: int) -> Answer:
    """Keep a person out, or let him or her in again."""
    is_active = request.form.get("active") == "1"
    said = (
        _("Đã mở lại tài khoản.") if is_active else _("Đã khóa tài khoản; người này bị đăng xuất.")
    )
    return do(
        user_id,
        said,
        lambda: services.set_active(
            user_id=user_id, is_active=is_active, actor=viewer(), now=now()
        ),
    )


@pages.post("/people/<int:user_id>/log-ins/end")
def revoke_log_ins(user_id: int) -> Answer:
    """End every running log-in of a person."""
    return do(
        user_id,
        _("Đã kết thúc mọi phiên đăng nhập của người này."),
        lambda: services.revoke_sessions(user_id=user_id, actor=viewer(), now=now()),
    )


@pages.post("/people/<int:user_id>/link")
def issue_link(user_id: int) -> str | Answer:
    """Make a one-time link and show it, this once, with a letter to print."""
    user = people_queries.get_user(user_id)
    try:
        with transaction():
            token = services.issue_link(user_id=user_id, actor=viewer(), now=now())
    except NotAllowed as error:
        flash(sentence(error), "error")
        return redirect(url_for("admin.edit_person", user_id=user_id))
    return letters_page([(user, token)])


def do(user_id: int, said: str, act: Callable[[], object]) -> Answer:
    """Run an act on a person in a transaction, and say on the person's page what came of it."""
    try:
        with transaction():
            act()
    except (NotAllowed, InvalidInput, NotFound) as error:
        flash(sentence(error), "error")
    else:
        flash(said, "said")
    return redirect(url_for("admin.edit_person", user_id=user_id))


def person_page(
    user_id: int,
    form: PersonForm | None = None,
    *,
    committee_form: CommitteePostForm | None = None,
    agency_form: AgencyPostForm | None = None,
    refusal: Refusal | None = None,
) -> str:
    """The page of a person, with the form that was refused, if any, as it was typed."""
    return render_template(
        "admin/person.html",
        user=people_queries.get_user(user_id),
        form=form or _stored(user_id),
        committee_form=committee_form
        or offer_committees(CommitteePostForm(formdata=None, prefix="c-")),
        agency_form=agency_form or offer_agencies(AgencyPostForm(formdata=None, prefix="a-")),
        refusal=refusal,
        log_ins=people_queries.list_open_sessions(user_id),
        days=services.LINK_LIFETIME.days,
    )


def offer_committees(form: CommitteePostForm) -> CommitteePostForm:
    """Fill the choices."""
    rows = committee_queries.list_all_committees()
    form.committee_id.choices = options((row.id, row.name) for row in rows)
    return form


def offer_agencies(form: AgencyPostForm) -> AgencyPostForm:
    """Fill the choices."""
    rows = agency_queries.list_choosable(today())
    form.agency_id.choices = options((row.id, row.name) for row in rows)
    return form


def _create(form: PersonForm) -> int:
    return services.create_user(values=form.values(), actor=viewer(), now=now()).id


def _stored(user_id: int) -> PersonForm:
    user = people_queries.get_user(user_id)
    form = PersonForm(formdata=None, obj=user)
    form.version.data = str(user.version)
    return form


def _address(asked: PeopleFilter) -> dict[str, object]:
    role = "administrator" if asked.is_administrator else asked.role and asked.role.value
    values: dict[str, object] = {
        "q": asked.search,
        "committee": asked.committee_id,
        "agency": asked.agency_id,
        "role": role,
        "state": asked.state and asked.state.value,
    }
    return {name: value for name, value in values.items() if value}


def _role_words() -> Mapping[str, str]:
    words = {role.value: str(name) for role, name in COMMITTEE_ROLE_WORDS.items()}
    words |= {role.value: str(name) for role, name in AGENCY_ROLE_WORDS.items()}
    return {**words, "administrator": _("Quản trị viên")}


def _state_words() -> Mapping[str, str]:
    return {
        PersonState.ACTIVE.value: _("Đang hoạt động"),
        PersonState.WAITING.value: _("Chưa đặt mật khẩu"),
        PersonState.INACTIVE.value: _("Đã khóa"),
    }


def _state_of(user: User) -> str:
    words = _state_words()
    if not user.is_active:
        return words["inactive"]
    return words["active"] if user.password_hash else words["waiting"]


def _cells(number: int, user: User) -> list[object]:
    posts = [
        f"{committee_role_word(one.role)}, {one.committee.name}" for one in user.committee_roles
    ]
    posts += [f"{agency_role_word(one.role)}, {one.agency.name}" for one in user.agency_roles]
    if user.is_administrator:
        posts.append(_("Quản trị viên"))
    return [
        number,
        user.login,
        user.full_name,
        user.position,
        user.email,
        user.telephone,
        "; ".join(posts),
        _state_of(user),
    ]
