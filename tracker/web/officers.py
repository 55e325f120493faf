"""*Người của cơ quan*: who speaks for an agency, handing over, deputies for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.extensions import transaction
from tracker.queries import officers as queries
from tracker.queries import successions as succession_queries
from tracker.queries import tasks as task_queries
from tracker.queries.calendar import Horizons
from tracker.services import officers as services
from tracker.web.context import now, today, viewer
from tracker.web.filters import agency_role_word
from tracker.web.forms.officers import DeputyForm, HandOverForm
from tracker.web.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models.agencies import Agency
    from tracker.models.people import AgencyPost

pages = Blueprint("officers", __name__, url_prefix="/agencies")
Page = str | Response | tuple[str, int]


@pages.get("/<int:agency_id>/people")
def index(agency_id: int) -> str:
    """Who acts for the agency, and who stands in for whom."""
    return _page(queries.get_agency(agency_id, viewer()))


@pages.post("/<int:agency_id>/people/hand-over")
def hand_over(agency_id: int) -> Page:
    """Show what goes over to whom; then, from that page, do it."""
    agency = _decided_by_viewer(agency_id)
    form = _offering_hand_over(agency_id, HandOverForm(prefix="h-"))
    if not form.validate():
        return _page(agency, hand_over=form), 400
    confirmed = request.form.get("step") == "confirm"
    try:
        if not confirmed:
            return _confirm_page(agency, form)
        with transaction():
            leaver = services.hand_over(
                agency_id, form.values(), actor=viewer(), today=today(), now=now()
            )
            name = leaver.full_name
    except (InvalidInput, NotAllowed) as error:
        refusal = form.refuse(getattr(error, "field", None), sentence(error))
        return _page(agency, hand_over=form, refusal=refusal), 400
    flash(_("Đã ghi bàn giao của %(name)s.", name=name), "said")
    return _back(agency_id)


@pages.post("/<int:agency_id>/people/deputies")
def appoint(agency_id: int) -> Page:
    """Let somebody act in another one's place for some days."""
    agency = _decided_by_viewer(agency_id)
    form = _offering_deputy(agency_id, DeputyForm(prefix="d-"))
    if not form.validate():
        return _page(agency, deputy=form), 400
    try:
        with transaction():
            services.appoint_deputy(
                agency_id, form.values(), actor=viewer(), today=today(), now=now()
            )
    except InvalidInput as error:
        refusal = form.refuse(error.field, sentence(error))
        return _page(agency, deputy=form, refusal=refusal), 400
    flash(_("Đã cử người làm thay."), "said")
    return _back(agency_id)


@pages.post("/<int:agency_id>/people/deputies/<int:post_id>/end")
def end_deputy(agency_id: int, post_id: int) -> Response:
    """Let a deputy act no longer; appointing again takes it back."""
    _decided_by_viewer(agency_id)
    with transaction():
        services.end_deputy(agency_id, post_id, actor=viewer(), today=today(), now=now())
    flash(_("Đã kết thúc thời gian làm thay."), "said")
    return _back(agency_id)


def _decided_by_viewer(agency_id: int) -> Agency:
    agency = queries.get_agency(agency_id, viewer())
    if not services.may_decide(agency_id, viewer()):
        abort(403)
    return agency


def _back(agency_id: int) -> Response:
    return redirect(url_for("officers.index", agency_id=agency_id))


def _page(
    agency: Agency,
    *,
    hand_over: HandOverForm | None = None,
    deputy: DeputyForm | None = None,
    refusal: str = "",
) -> str:
    posts, decides = queries.list_posts(agency.id), services.may_decide(agency.id, viewer())
    return render_template(
        "officers/index.html",
        crumbs=_crumbs(agency),
        agency=agency,
        day=today(),
        posts=[one for one in posts if not one.is_over(today())],
        past=[one for one in posts if one.is_over(today())],
        decides=decides,
        has_posts=any(_is_own(one) for one in posts),
        hand_over=hand_over or _offering_hand_over(agency.id, HandOverForm(None, prefix="h-")),
        deputy=deputy or _offering_deputy(agency.id, DeputyForm(None, prefix="d-")),
        typed=hand_over or deputy,
        refusal=refusal,
    )


def _confirm_page(agency: Agency, form: HandOverForm) -> str:
    post, taker = services.check_handing_over(
        agency.id, form.values(), actor=viewer(), today=today()
    )
    lines = task_queries.list_of_agencies(viewer(), Horizons(now()))
    return render_template(
        "officers/confirm.html",
        crumbs=_crumbs(agency),
        agency=agency,
        post=post,
        taker=taker,
        form=form,
        kept=[(key, value) for key, value in request.form.items() if key.startswith("h-")],
        lines=[one for one in lines if _is_open(one, agency.id)],
        codes=[] if viewer().heads(agency.id) else _codes(agency.id),
    )


def _crumbs(agency: Agency) -> list[tuple[str, str]]:
    """Back to where the viewer came from: the agency's work, or its entry in the directory."""
    if agency.id in viewer().agency_ids:
        return [(_("Việc của cơ quan"), url_for("tasks.of_agency"))]
    return [(agency.name, url_for("admin.edit_agency", agency_id=agency.id))]


def _is_open(line: task_queries.AssignmentLine, agency_id: int) -> bool:
    part = line.assignment
    return part.agency_id == agency_id and part.state in succession_queries.MOVABLE


def _codes(agency_id: int) -> Sequence[succession_queries.OpenTasks]:
    """For an administrator, who sees no contents: codes by committee."""
    return succession_queries.list_open_codes([agency_id])


def _is_own(post: AgencyPost) -> bool:
    return post.role in services.OWN_ROLES and not post.is_over(today())


def _offering_hand_over(agency_id: int, form: HandOverForm) -> HandOverForm:
    return form.offer(_post_pairs(agency_id), _people_pairs(agency_id))


def _offering_deputy(agency_id: int, form: DeputyForm) -> DeputyForm:
    return form.offer(_post_pairs(agency_id), _people_pairs(agency_id))


def _post_pairs(agency_id: int) -> list[tuple[int, str]]:
    own = (one for one in queries.list_posts(agency_id) if _is_own(one))
    return [(one.id, f"{one.user.full_name} ({agency_role_word(one.role)})") for one in own]


def _people_pairs(agency_id: int) -> list[tuple[int, str]]:
    people = queries.list_candidates(agency_id, everybody=viewer().is_administrator)
    return [(one.id, _named(one.full_name, one.position)) for one in people]


def _named(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name
