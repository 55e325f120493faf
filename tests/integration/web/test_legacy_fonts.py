"""A text in an 8-bit font: refused with its converted form, and taken in once agreed to."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories.drafts import Desk, SignIn
from tests.unit.domain.breakdown.test_legacy_fonts import typed
from tracker.domain.breakdown.legacy_fonts import FONTS, TCVN3
from tracker.extensions import db
from tracker.models.conclusions import Conclusion
from tracker.models.proposals import Proposal

TEXT = (
    "Đồng chí Trưởng tiểu ban kết luận:\n"
    "1. Giao Sở Y tế phối hợp với Công an tỉnh lập phương án trực trước ngày 20/6/2020."
)
SECRET = "MẬT\nTHÔNG BÁO KẾT LUẬN CUỘC HỌP"


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    return Desk(sign_in)


def count() -> int:
    """How many conclusions are stored."""
    return db.session.scalar(select(func.count()).select_from(Conclusion)) or 0


def stored() -> Conclusion:
    """The one conclusion that is stored."""
    db.session.expire_all()
    return db.session.scalars(select(Conclusion)).one()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found
    return unescape(found.group(1))


def file_of(text: str, suffix: str) -> tuple[bytes, str]:
    """A file of this text, typed for a TCVN3 font."""
    said = typed(text, TCVN3)
    if suffix == "txt":
        return said.encode("cp1252"), "ket-luan.txt"
    document, out = docx.Document(), BytesIO()
    for line in said.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue(), "ket-luan.docx"


@pytest.mark.parametrize("font", FONTS)
def test_a_pasted_text_is_shown_in_both_forms_and_taken_in_once_agreed_to(
    desk: Desk, font: str
) -> None:
    said = typed(TEXT, font)
    refused: Any = desk.send(said, number="12-TB/TBTT")
    page = unescape(refused.text)
    assert refused.status_code == 400
    assert count() == 0
    assert said in page
    assert TEXT in page
    assert font in page
    assert 'value="12-TB/TBTT"' in page
    assert 'name="convert"' in page
    agreed: Any = desk.send(said, number="12-TB/TBTT", convert="y")
    assert agreed.status_code == 302
    conclusion = stored()
    assert conclusion.text
    assert conclusion.text.body == TEXT
    assert db.session.scalars(select(Proposal)).one().due_on


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_a_file_needs_to_be_chosen_once_only(desk: Desk, suffix: str) -> None:
    refused: Any = desk.send("", file=file_of(TEXT, suffix))
    assert refused.status_code == 400
    assert TEXT in unescape(refused.text)
    seal = hidden(refused.text, "kept")
    agreed: Any = desk.send(typed(TEXT, TCVN3), kept=seal, convert="y")
    assert agreed.status_code == 302
    conclusion = stored()
    assert conclusion.text
    assert conclusion.text.body == TEXT
    assert [one.name for one in conclusion.files] == [f"ket-luan.{suffix}"]


def test_a_seal_goes_with_its_own_text_and_cannot_be_made_up(desk: Desk) -> None:
    refused: Any = desk.send("", file=file_of(TEXT, "txt"))
    other: Any = desk.send("Giao Sở Y tế lập báo cáo.", kept=hidden(refused.text, "kept"))
    assert other.status_code == 302
    assert stored().files == []
    forged: Any = desk.send(typed(TEXT, TCVN3), kept="W1tdXQ.x.y", convert="y")
    assert forged.status_code == 302
    assert not any(one.files for one in db.session.scalars(select(Conclusion)))


@pytest.mark.parametrize("more", [{}, {"convert": "y"}])
def test_a_mark_of_secrecy_is_seen_through_the_font(desk: Desk, more: dict[str, str]) -> None:
    refused: Any = desk.send("", file=file_of(f"{SECRET}\n{TEXT}", "docx"), **more)
    assert refused.status_code == 400
    assert "mức độ mật" in refused.text
    assert count() == 0


def test_agreeing_leaves_a_text_in_unicode_alone(desk: Desk) -> None:
    sent: Any = desk.send(TEXT, convert="y")
    assert sent.status_code == 302
    text = stored().text
    assert text
    assert text.body == TEXT


def test_the_text_of_a_draft_is_replaced_the_same_way(desk: Desk) -> None:
    draft = desk.draft()
    address = f"/conclusions/{draft.id}/text"
    page = desk.browser.get(address).text
    fields = {"version": hidden(page, "version"), "seen": hidden(page, "seen"), "sure": "y"}
    said = {**fields, "text": typed(TEXT, TCVN3)}
    refused = desk.browser.post(address, data=said)
    assert refused.status_code == 400
    assert TEXT in unescape(refused.text)
    assert desk.browser.post(address, data={**said, "convert": "y"}).status_code == 302
    text = stored().text
    assert text
    assert (text.number, text.body) == (2, TEXT)
