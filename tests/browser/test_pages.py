"""What people do step by step in a real browser; every page is looked at in test_every_page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.hands import log_in, press, wrong_ids
from tests.factories.people import make_user
from tests.factories.site import make_site
from tests.factories.tasks import make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, CommitteeRole
from tracker.extensions import db
from tracker.models.people import AgencyPost, CommitteePost, LinkPurpose, OneTimeLink, User
from tracker.models.tasks import DueDate
from tracker.models.updates import Directive
from tracker.services.people import digest

pytestmark = pytest.mark.browser
PASSWORD = "một mật khẩu đủ dài"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with tasks in several states; gives its address."""
    with make_site(tmp_path_factory.mktemp("site"), _fill) as address:
        yield address


def _fill() -> None:
    committee = make_committee()
    conclusion = make_conclusion(committee, "Kết luận họp ngày 11/6/2020")
    lead, helper = make_agency("Sở Thông tin và Truyền thông"), make_agency("Báo Hải Dương")
    today = date.today()
    for days in (-5, 2, 40, None):
        due = today + timedelta(days=days) if days else None
        task = make_task(
            conclusion, f"Việc {days}", leads=[lead], coordinating=[helper], due_on=due
        )
        task.due_dates[0].rule = {"rule": "days", "base": "meeting", "count": 9}
    people = {"lanhdao": CommitteeRole.LEADER, "thuky": CommitteeRole.SECRETARY}
    for login, role in people.items():
        user = make_user(login, "Trần Thu Hằng", password=PASSWORD, position="Thư ký")
        user.committee_roles.append(CommitteePost(committee_id=committee.id, role=role))
    _fill_course(committee.id, user.id)
    make_user("quantri", "Đoàn Minh Đức", password=PASSWORD, is_administrator=True)
    officer = make_user("canbo", "Vũ Minh Đức", password=PASSWORD)
    officer.agency_roles.append(AgencyPost(agency_id=lead.id, role=AgencyRole.OFFICER))
    nobody = make_user("khongvai", "Lê Thị Mai", password=PASSWORD)
    db.session.add_all(_link(nobody, f"lien-ket-{width}") for width in (1280, 360))
    db.session.commit()


def _fill_course(committee_id: int, writer_id: int) -> None:
    """Two directives on the first task, one answered, and a second due date."""
    now = datetime.now(UTC)
    for answer in ("", "Đã có máy phát"):
        directive = Directive(
            task_id=1,
            committee_id=committee_id,
            text="Cần nêu rõ nguồn điện dự phòng",
            answer_by=now.date() - timedelta(days=1),
            written_at=now,
            written_by_id=writer_id,
            answer=answer,
            answered_at=now if answer else None,
            answered_by_id=writer_id if answer else None,
        )
        db.session.add(directive)
    db.session.add(DueDate(task_id=1, due_on=now.date(), reason="Dời lịch", recorded_at=now))


def _link(user: User, token: str) -> OneTimeLink:
    now = datetime.now(UTC)
    return OneTimeLink(
        token_digest=digest(token),
        user_id=user.id,
        purpose=LinkPurpose.JOIN,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )


def look_at(page: Page, address: str, site: str) -> list[str]:
    """Open a page and tell what is wrong with it."""
    wrong: list[str] = []
    page.on(
        "console",
        lambda said: (
            wrong.append(f"console: {said.text}")
            if said.type == "error" and "404" not in said.text
            else None
        ),
    )
    page.on(
        "request",
        lambda sent: (
            None
            if sent.url.startswith((site, "data:"))
            else wrong.append(f"outside request: {sent.url}")
        ),
    )
    page.goto(site + address)
    return [f"{address}: {one}" for one in wrong + check(page)]


def check(page: Page) -> list[str]:
    """What is wrong with the page as it stands now: axe, width, title, ids."""
    wrong = wrong_ids(page)
    for found in Axe().run(page).response["violations"]:
        wrong.append(f"axe: {found['id']}: {found['nodes'][0]['html'][:120]}")
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if width > 0:
        wrong.append(f"{width} px wider than the screen")
    title, heading = page.title(), page.locator("h1").all_inner_texts()
    if len(heading) != 1 or not title.startswith(heading[0]):
        wrong.append(f"title {title!r} and headings {heading!r} differ")
    return wrong


@pytest.mark.parametrize("width", [1280, 360])
def test_a_person_joins_by_a_link(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    wrong = look_at(context.new_page(), "/join/khong-co", site)
    page = context.new_page()
    wrong += look_at(page, f"/join/lien-ket-{width}", site)
    page.fill("[name=password]", "ngắn")
    press(page.locator("main button[type=submit]"))
    wrong += check(page)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    press(page.locator("main button[type=submit]"))
    assert page.locator(".said").inner_text().strip().startswith("Đã đặt mật khẩu")
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [1280, 360])
def test_an_administrator_adds_people(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/log-in")
    log_in(page, "quantri", PASSWORD)
    wrong = []
    for address in ("", "?q=khong", "/new", "/2"):
        wrong += look_at(context.new_page(), f"/admin/people{address}", site)
    page.goto(f"{site}/admin/people/new")
    press(page.locator("main form.panel button[type=submit]"))
    wrong += check(page)
    page.goto(f"{site}/admin/people/paste")
    for table in ("có dấu\tA", f"moi{width}\tVũ Thành Long\t\t\tBáo Hải Dương\tcán bộ"):
        page.fill("[name=table]", table)
        press(page.locator("button:has-text('Xem trước')"))
        wrong += check(page)
    press(page.locator("button[value=links]"))
    assert page.locator(".letter").count() == 1
    wrong += check(page)
    press(page.locator("text=Xong"))
    page.click("summary:has-text('tiểu ban')")
    press(page.locator("button:has-text('Giao vai trò ở tiểu ban')"))
    assert page.locator("text=Đã giao vai trò").count() == 1
    wrong += check(page)
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [1280, 360])
def test_refused_forms_are_clean(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/admin/agencies/1")
    log_in(page, "quantri", PASSWORD)
    other = context.new_page()
    other.goto(f"{site}/admin/agencies/1")
    for shown, telephone in ((other, f"0220 {width}"), (page, "0220 1")):
        shown.fill("[name=telephone]", telephone)
        press(shown.locator("main form button[type=submit]"))
    assert page.locator(".versions").inner_text().count("0220") == 2
    assert Axe().run(page).response["violations"] == []
    for address in ("agencies/new", "groups/new", "committees/new", "calendar/new"):
        page.goto(f"{site}/admin/{address}")
        press(page.locator("main form button[type=submit]"))
        assert page.locator(".err a").count() > 0
        assert Axe().run(page).response["violations"] == []
    context.close()


def test_an_agency_reports_without_javascript(browser: Browser, site: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/my-agency")
    log_in(page, "canbo", PASSWORD)
    page.locator("#line-1 summary").click()
    page.fill("#words-1", "Đã khảo sát hai điểm")
    press(page.locator("#line-1 button[value=update]"))
    assert page.locator(".said").inner_text().strip().startswith("Đã ghi")
    press(page.locator("a.tline__title >> text=Việc -5"))
    assert page.locator(".tlog >> text=Đã khảo sát hai điểm").count() == 1
    context.close()


def test_a_mails_link_lands_on_the_form_also_after_the_log_in(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/tasks/2#part-3")
    log_in(page, "canbo", PASSWORD)
    assert page.url == f"{site}/tasks/2#part-3"
    page.fill("#words-3", "Từ lời nhắc đến cập nhật")
    press(page.locator("button[value=update]"))
    assert page.locator(".tlog >> text=Từ lời nhắc đến cập nhật").count() == 1
    context.close()


REFUSED = {
    "thuky": {"due_on": "31/02/2020", "due_time": "99"},
    "lanhdao": {"answer_by": "31/02/2020"},
    "canbo": {"words-1": "", "document_date-1": "31/02/2020"},
}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("login", REFUSED)
def test_refused_forms_are_clean_and_keep_what_was_typed(
    browser: Browser, site: str, login: str, width: int
) -> None:
    typed = REFUSED[login]
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/tasks/1")
    log_in(page, login, PASSWORD)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    for name, value in typed.items():
        page.fill(f"#{name}", value)
    form = page.locator(f"form:has(#{next(iter(typed))})")
    press(form.locator("button[type=submit]:not([value=object])"))
    assert page.locator(".field-err, .err").count() > 0
    for name, value in typed.items():
        assert page.input_value(f"#{name}") == value
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert wrong_ids(page) == []
    context.close()
