"""Titles come from the text, files from anybody; no repetition of a cue makes the engine slow."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.goldens.scoring import HERE
from tests.unit.domain.breakdown.test_properties import DIRECTORY, LINES
from tracker.domain.breakdown import Proposal, break_down
from tracker.domain.breakdown.formulas import is_formula
from tracker.domain.breakdown.text import read_source
from tracker.domain.directory import Directory
from tracker.inbound import UnreadableFile, read_file

GOLD = Directory.from_json(json.loads((HERE / "directory.json").read_text("utf-8")))
TEXTS = sorted((HERE / "texts").iterdir())
FILES = [*sorted((HERE / "docx").iterdir())[:2], *sorted((HERE / "pdf").iterdir())[:2]]
DANGLING = ("và", "để", "của", "cho", "trước", "do", "tại", "theo", "với", "về", "từ", "các")
COMPOUNDS = ("tồn tại", "hiện tại", "tự do")
"""Words whose last syllable only looks like one that dangles."""
LENGTH = 20_000
SLOWER = 25
"""Times the processor's time of ordinary text of the same length; a square would be hundreds."""
CUES = (
    "Đồng chí ",
    "VH&",
    "VH,TT&DL",
    "Aa",
    "củaSở",
    "áb",
    "ngày 20/6",
    "ngày 20/6, ",
    "trước ngày ",
    "kể từ ngày, ",
    "chậm nhất ",
    "ngày thứ sáu ",
    "hằng tháng ",
    "trong vòng 15 ngày làm việc ",
    "phối hợp với ",
    "giao ",
    "đề nghị, ",
    "Sở Y tế, Công an tỉnh, ",
    "UBND ",
    "ủy ban nhân dân các huyện ",
    "các sở: A, B ",
    "các đơn vị trên ",
    "ngành ",
    "ba tỉnh E, F, ",
    "(",
    "1. ",
    "- ",
    "a) ",
    ": ",
    "; ",
    "|",
    "\t",
    "\n",
    "ộ, ",
    "\u0301",
    "Sở Y tế lập phương án. ",
)


def words(text: str) -> list[str]:
    """The words as they are compared: composed, without case and marks."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())


def stands_in_order(one: Proposal) -> bool:
    """Say whether the title's words stand in the passage in this order, also in glued words."""
    passage, at = "".join(words(one.text)), 0
    for word in words(one.title):
        at = passage.find(word, at) + len(word)
        if at < len(word):
            return False
    return True


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_titles_of_real_texts_are_the_texts_own_words(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    for one in break_down(text, GOLD).proposals:
        assert stands_in_order(one), one.title
        last = words(one.title)[-2:]
        assert last[-1] not in DANGLING or " ".join(last) in COMPOUNDS, one.title
        tokens = read_source(one.title).tokens
        assert not is_formula(tokens, 0, len(tokens)), one.title
        starts = [party.name.casefold() for party in one.lead]
        assert not one.title.casefold().startswith(tuple(starts)), one.title


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.sampled_from(CUES), min_size=1, max_size=8))
def test_titles_of_any_lines_are_the_texts_own_words(lines: list[str]) -> None:
    for one in break_down("\n".join(lines), DIRECTORY).proposals:
        assert stands_in_order(one), one.title


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(CUES) | st.text(max_size=8), max_size=30).map("".join))
def test_any_mixture_of_cues_is_read_without_harm(text: str) -> None:
    assert break_down(text, DIRECTORY) == break_down(text, DIRECTORY)


@pytest.mark.parametrize("count", ["99", "9999", "10000", "99999"])
@pytest.mark.parametrize("unit", ["ngày", "ngày làm việc", "tuần", "tháng", "năm"])
def test_a_span_beyond_the_calendar_gives_no_day_and_no_error(count: str, unit: str) -> None:
    text = f"Thông báo ngày 11/6/2020.\nGiao Sở Y tế lập phương án trong vòng {count} {unit}."
    break_down(text, DIRECTORY)


def test_a_day_that_begins_a_line_of_a_block_dates_no_text() -> None:
    found = break_down("đề nghị, \nngày 08/6/2022; tháo dỡ, làm vệ sinh ngay.", Directory(()))
    assert found.issued_on is None


@pytest.mark.long
@pytest.mark.parametrize("cue", CUES)
def test_no_repetition_of_a_cue_is_slow(cue: str) -> None:
    ordinary = ("\n".join(LINES) * 2)[:LENGTH]
    assert len(ordinary) == LENGTH
    repeated = (cue * LENGTH)[:LENGTH]
    assert _seconds(repeated) < SLOWER * _seconds(ordinary)


def _seconds(text: str) -> float:
    begun = process_time()
    break_down(text, DIRECTORY)
    return process_time() - begun


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_bytes_as_a_file_are_read_or_refused_by_name(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    content = bytearray(file.read_bytes())
    for _number in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    try:
        assert read_file(bytes(content[:cut]), file.name).text.strip()
    except UnreadableFile as refused:
        assert refused.code.startswith("file_")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.docx", "a.pdf", "a.txt", "a"]))
def test_bytes_that_are_no_file_are_refused_by_name(content: bytes, name: str) -> None:
    try:
        assert read_file(content, name).text.strip()
    except UnreadableFile as refused:
        assert refused.code.startswith("file_")
