"""The mark of secrecy: found where it is a mark, not where it is a word."""

from __future__ import annotations

import unicodedata

import pytest

from tracker.domain.secrecy import find_marking

HEAD = "TỈNH ỦY HẢI DƯƠNG\n{}\nSố 12-TB/TU\nTHÔNG BÁO\n"


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("MẬT", "Mật"),
        ("  TỐI MẬT  ", "Tối mật"),
        ("Độ mật: TUYỆT MẬT".upper(), "Tuyệt mật"),
        ("* | MẬT", "Mật"),
        ("[TUYỆT  MẬT]", "Tuyệt mật"),
    ],
)
def test_a_mark_of_its_own_line_is_found(line: str, marking: str) -> None:
    text = HEAD.format(line)
    assert find_marking(text) == marking
    assert find_marking(unicodedata.normalize("NFD", text)) == marking


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format("*"),
        "Bảo vệ bí mật nhà nước",
        "Mật ong Hải Dương",
        "Văn bản MẬT phải được quản lý",
        "\n".join(["dòng"] * 40) + "\nMẬT",
        "",
    ],
)
def test_the_word_in_running_text_is_no_mark(text: str) -> None:
    assert find_marking(text) is None
