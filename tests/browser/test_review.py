"""The review of the demo's notice in a real browser: by keyboard, by selection, by two clerks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.clerk import TASKS, Clerk
from tests.browser.hands import press
from tests.factories.site import make_site, seed_demo

pytestmark = pytest.mark.browser
MOST_PRESSES = 60
"""DESIGN 1: for 14 tasks reviewed, dated and published, besides typed words."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served; gives its address."""
    with make_site(tmp_path_factory.mktemp("site"), seed_demo, demo=True) as address:
        yield address


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_the_notice_is_reviewed_dated_and_published_by_keyboard(
    browser: Browser, site: str, scripted: bool
) -> None:
    clerk = Clerk(browser, site, java_script_enabled=scripted)
    clerk.take_in()
    page = clerk.page
    assert page.locator("article.pcard").count() == TASKS
    for _card in range(TASKS):
        clerk.review_card(scripted=scripted)
    assert f"{TASKS} / {TASKS}" in page.locator(".rev-bar").inner_text()
    clerk.press("Enter")
    assert page.title().startswith("Công bố nhiệm vụ")
    clerk.press("Enter")
    assert f"Đã công bố {TASKS} nhiệm vụ" in page.locator(".said").inner_text()
    assert page.locator("text=02/07/2020").count() >= 9
    assert clerk.presses <= MOST_PRESSES
    assert clerk.errors == []
    clerk.context.close()


def test_text_and_cards_light_up_together_and_shortcuts_move(browser: Browser, site: str) -> None:
    clerk = Clerk(browser, site)
    clerk.take_in()
    page = clerk.page
    page.locator("a.mk").nth(3).hover()
    assert page.locator(".pcard--lit:not(.pcard--now)").get_attribute("id") == page.locator(
        "a.mk--lit:not(.mk--now)"
    ).get_attribute("data-card")
    clerk.tap("Escape")
    clerk.press("j")
    assert page.locator(".pcard--now .tag").inner_text() == "2"
    clerk.tap("Escape")
    clerk.press("k")
    assert page.locator(".pcard--now .tag").inner_text() == "1"
    clerk.tap("Escape")
    clerk.tap("?")
    assert page.locator("#keys").is_visible()
    page.locator("#keys-off").check()
    page.locator("#keys button").click()
    page.locator("body").press("j")
    assert page.locator(".pcard--now .tag").inner_text() == "1"
    assert clerk.errors == []
    clerk.context.close()


def test_a_card_saves_itself_and_warns_of_another_clerk(browser: Browser, site: str) -> None:
    first, second = Clerk(browser, site), Clerk(browser, site, "thuky2")
    address = first.take_in()
    second.page.goto(address)
    assert "cũng đang mở bản này" in second.page.locator("#others").inner_text()
    first.page.fill("[name=title]", "Bản của người thứ nhất")
    first.page.wait_for_selector("#saved:has-text('Đã lưu lúc')")
    second.page.fill("[name=title]", "Bản của người thứ hai")
    second.page.wait_for_selector("#saved.saved--wrong button")
    press(second.page.locator("#saved button"))
    both = second.page.locator(".both").inner_text()
    assert "Bản của người thứ nhất" in both
    assert "Bản của người thứ hai" in both
    assert Axe().run(second.page).response["violations"] == []
    second.page.check("[name=take-title][value=stored]")
    press(second.page.locator(".both button"))
    assert second.page.input_value("[name=title]") == "Bản của người thứ nhất"
    first.page.fill("[name=due_on]", "mai")
    first.page.wait_for_selector("#saved.saved--wrong:has-text('Không hiểu hạn')")
    for clerk in (first, second):
        assert clerk.errors == []
        clerk.context.close()


def test_a_selection_becomes_a_task_with_offsets_in_code_points(
    browser: Browser, site: str
) -> None:
    clerk = Clerk(browser, site)
    text = "😀 Kết luận 𠮷:\nSở Y tế lập phương án. Hoa\u0300n thành sớm 😀 việc này."
    clerk.take_in(text)
    page = clerk.page
    wanted = "Hoa\u0300n thành sớm 😀"
    page.evaluate(
        """words => {
            const nodes = [...document.querySelectorAll("#doc [data-at]")];
            const node = nodes.find(one => one.textContent.includes(words)).firstChild;
            const at = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }""",
        wanted,
    )
    page.wait_for_selector("#pick-button:not([hidden])")
    press(page.locator("#pick-button"))
    assert page.input_value("[name=title]") == wanted
    assert page.locator(".mk--now [data-at]").inner_text() == wanted
    assert clerk.errors == []
    clerk.context.close()


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_agencies_join_ticked_cards_by_keyboard_and_are_taken_back(
    browser: Browser, site: str, scripted: bool
) -> None:
    clerk = Clerk(browser, site, java_script_enabled=scripted)
    clerk.take_in()
    page = clerk.page
    for number in (0, 2):
        page.locator("[name=card]").nth(number).press("Space")
    if scripted:
        clerk.tap("Escape")
        page.locator("[name=card]").nth(2).press("g")
        assert clerk.focused() == "body-names"
        for name in ("Báo Hải Dương", "Công an tỉnh"):
            clerk.type(name)
            clerk.tap("Enter")
        expect(page.locator("[data-picks=body] .chip")).to_have_count(2)
        assert page.input_value("#body-names") == ""
        page.locator("#bulk button[value=bodies]").focus()
        clerk.press("Enter")
    else:
        page.locator("#bulk-bodies summary").press("Enter")
        page.focus("#body-names")
        clerk.type("Báo Hải Dương; Công an tỉnh")
        clerk.press("Enter")
    assert "Đã đổi phân công của 2 mục" in page.locator(".said").inner_text()
    joined = page.locator("article.pcard:has-text('Báo Hải Dương'):has-text('Công an tỉnh')")
    assert joined.count() >= 2
    before = joined.count()
    press(page.locator("form[action$='/undo'] button"))
    assert joined.count() < before
    assert clerk.errors == []
    clerk.context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_screens_are_clean(browser: Browser, site: str, width: int) -> None:
    clerk = Clerk(browser, site, viewport={"width": width, "height": 800})
    address = clerk.take_in()
    page = clerk.page
    draft = address.removesuffix("/review")
    wrong = []
    places = ("/review", "/review?show=blocked", "/review?show=rumour", "/publish", "/sentences")
    for place in places:
        page.goto(draft + place)
        wrong += _look(page, place)
    page.goto(address)
    page.fill("[name=title]", "")
    press(page.locator("#confirm"))
    wrong += _look(page, "error")
    page.goto(address)
    page.click("#bulk-due summary")
    press(page.locator("#bulk button[value=due]"))
    wrong += _look(page, "bulk error")
    page.goto(address)
    page.click("#bulk-bodies summary")
    wrong += _look(page, "bulk bodies")
    page.fill("#body-names", "Sở Lạ")
    press(page.locator("#bulk button[value=bodies]"))
    wrong += _look(page, "bulk bodies error")
    clerk.take_in("Sáng nay trời đẹp.")
    wrong += _look(page, "empty")
    clerk.context.close()
    assert wrong == []


def _look(page: Page, place: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    wrong = [f"{place}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if width > 0:
        wrong.append(f"{place}: {width} px wider than the screen")
    if len(page.locator("h1").all()) != 1:
        wrong.append(f"{place}: headings")
    return wrong
