"""An earlier task beside a card, in a real browser: linked by a button, free of axe violations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from tests.browser.clerk import Clerk
from tests.browser.hands import press
from tests.conftest import make_app
from tests.factories.site import serve
from tests.factories.tasks import make_conclusion, make_task
from tracker.demo import seed
from tracker.extensions import db, only_reads
from tracker.models.agencies import Agency
from tracker.models.committees import Committee

pytestmark = pytest.mark.browser
LATER = "1. Sở Y tế khẩn trương hoàn thành phương án trực cấp cứu phục vụ Đại hội.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo with one task of an earlier conclusion, served; gives its address."""
    only_reads(False)
    app = make_app(tmp_path_factory.mktemp("site"), demo=True)
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        upgrade()
        seed.seed(password_cost=1)
        conclusion = make_conclusion(db.session.scalars(select(Committee)).one())
        health = db.session.scalars(select(Agency).where(Agency.name == "Sở Y tế")).one()
        make_task(conclusion, "Lập phương án trực cấp cứu phục vụ Đại hội", leads=[health])
        db.session.commit()
        db.session.remove()
    with serve(app) as address:
        yield address


def check(page: Page) -> None:
    """No violation, and nothing wider than the window."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_repetition_is_linked_on_the_card(browser: Browser, site: str, width: int) -> None:
    clerk = Clerk(browser, site, viewport={"width": width, "height": 900})
    clerk.take_in(LATER)
    page = clerk.page
    offer = page.get_by_role("group", name="Nhắc lại TBTT-1")
    assert "Có thể nhắc lại:" in offer.inner_text()
    check(page)
    press(offer.get_by_role("button", name="Ghi là nhắc lại"))
    assert offer.get_by_role("button").all_inner_texts() == ["Bỏ ghi nhắc lại"]
    check(page)
    page.goto(page.url.split("/review")[0] + "/publish")
    assert "Nhắc lại: TBTT-1" in page.locator(".checks").inner_text()
    check(page)
    clerk.context.close()
