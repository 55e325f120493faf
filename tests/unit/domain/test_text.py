from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.text import early_tones, fold, normalise, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đề nghị", "de nghi"),
        ("QÐ-UBND", "qd-ubnd"),
        ("Thuỷ lợi, hoà giải", "thuy loi, hoa giai"),
        (
            unicodedata.normalize("NFD", "Đường Nguyễn Lương Bằng"),
            "duong nguyen luong bang",
        ),
    ],
)
def test_fold_drops_every_mark(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("late", "early"),
    [
        ("hoà giải", "hòa giải"),
        ("thuỷ lợi", "thủy lợi"),
        ("uỷ ban", "ủy ban"),
        ("khoẻ", "khỏe"),
    ],
)
def test_both_habits_of_tone_placement_become_one(late: str, early: str) -> None:
    assert early_tones(late) == early


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "toán", "thuyền", "loét"])
def test_tones_that_have_one_place_stay(word: str) -> None:
    assert early_tones(word) == word


def test_normalise_joins_marks_and_drops_what_is_invisible() -> None:
    decomposed = unicodedata.normalize("NFD", "Ủy ban\u00a0 MTTQ")
    assert normalise(f" {decomposed}\u200b \u00d0\u00ad ") == "Ủy ban MTTQ Đ"


def test_sort_key_orders_as_a_vietnamese_dictionary() -> None:
    order = "an ăn ân ba bà bả bã bá bạ dân đan đáng em êm la lá lan nam on ôn ơn tu từ ư xã y"
    words = order.split(" ")
    turned = words[::-1]
    assert sorted(turned, key=sort_key) == words


def test_sort_key_puts_the_shorter_name_first() -> None:
    names = ["Sở Y tế", "Sở Y tế Hải Dương", "Sở Ý"]
    turned = names[::-1]
    assert sorted(turned, key=sort_key) == names


@given(st.text())
def test_functions_take_any_text(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert isinstance(sort_key(text), str)
    assert len(early_tones(text)) == len(text)
    fold(text)
