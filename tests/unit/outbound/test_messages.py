"""Mails as bytes, read back by Python's own parser."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.outbound.messages import Letter, UnfitAddress, address_of, build

SENDER = "Đôn Đốc – Tiểu ban Tuyên truyền <nhacviec@haiduong.example>"
AT = datetime(2020, 6, 15, 0, 30, tzinfo=UTC)
LONG = (
    "Nhắc việc ngày 15/06/2020: 3 nhiệm vụ quá hạn, 5 nhiệm vụ sắp đến hạn, trong đó có "
    "“Xây dựng kế hoạch tuyên truyền Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ "
    "2020–2025” – đề nghị đồng chí cập nhật kết quả thực hiện"
)


def letter(**changes: str) -> Letter:
    """A letter like the real ones."""
    values = {
        "message_id": "<digest-12@dondoc>",
        "recipient": "canbo@haiduong.example",
        "subject": LONG,
        "text": "Kính gửi đồng chí,\n.một dòng bắt đầu bằng dấu chấm\n",
        "html": "<p>Kính gửi đồng chí,</p>",
    }
    return Letter(**(values | changes))


def read(one: Letter, sender: str = SENDER) -> Message:
    """The message as its reader parses it."""
    return message_from_bytes(build(one, sender=sender, at=AT))


def decoded(message: Message, name: str) -> str:
    """A header as people read it."""
    return str(make_header(decode_header(message[name])))


def test_a_long_vietnamese_subject_arrives_letter_by_letter() -> None:
    content = build(letter(), sender=SENDER, at=AT)
    assert decoded(message_from_bytes(content), "Subject") == LONG
    head = content.partition(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 78
    assert content.isascii()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_whatever_the_subject_holds_there_is_one_of_it(subject: str) -> None:
    message = read(letter(subject=subject))
    assert len(message.get_all("Subject", [])) == 1
    assert set(message.keys()) == set(read(letter()).keys())
    assert "".join(decoded(message, "Subject").split()) == "".join(
        "".join(c if c >= " " and c not in "\x7f\x85\u2028\u2029" else " " for c in subject).split()
    )


def test_text_and_html_are_alternatives() -> None:
    plain, rich = read(letter()).get_payload()
    assert plain.get_content_type() == "text/plain"
    assert plain.get_payload(decode=True).decode() == letter().text
    assert rich.get_payload(decode=True).decode() == letter().html
    assert read(letter(html="")).get_content_type() == "text/plain"


def test_it_says_that_a_machine_wrote_it_and_when() -> None:
    message = read(letter())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Mon, 15 Jun 2020 00:30:00 +0000"
    assert decoded(message, "From") == SENDER


def test_every_attempt_sends_the_same_bytes() -> None:
    assert build(letter(), sender=SENDER, at=AT) == build(letter(), sender=SENDER, at=AT)
    assert read(letter())["Message-ID"] == "<digest-12@dondoc>"
    assert read(letter(message_id="mail 12"))["Message-ID"] == "<mail-12@haiduong.example>"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "không phải địa chỉ",
        "a@b\r\nBcc: c@d",
        "a@b, c@d",
        "đồng@haiduong.example",
        "a@b>\nRCPT TO:<c@d",
        "a b@c.example",
    ],
)
def test_no_address_smuggles_anything_in(address: str) -> None:
    with pytest.raises(UnfitAddress):
        build(letter(recipient=address), sender=SENDER, at=AT)
    with pytest.raises(UnfitAddress):
        address_of(address)


def test_no_sender_smuggles_anything_in() -> None:
    with pytest.raises(UnfitAddress):
        build(letter(), sender="X\r\nBcc: c@d.example <a@b.example>", at=AT)
