"""What holds for every text, however strange."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.goldens.scoring import HERE
from tracker.domain.breakdown import Breakdown, break_down
from tracker.domain.directory import Directory

LINES = [
    line
    for file in sorted((HERE / "texts").iterdir())
    for line in file.read_bytes().decode("utf-8").splitlines()
    if line.strip()
]
DIRECTORY = Directory.from_json(
    [{"name": "Sở Y tế"}, {"name": "Công an tỉnh", "aliases": ["CA tỉnh"], "kind": "police"}]
)
texts = st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=12).map("\n".join)
forms = st.sampled_from(["NFC", "NFD"])


def check(text: str, found: Breakdown) -> None:
    assert found.text == text
    starts = [one.start for one in found.proposals]
    assert starts == sorted(starts)
    for one in found.proposals:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == " ".join(text[one.start : one.end].split())
        assert one.title
        assert len(one.title) <= 140
        assert one.lead
        assert not {party.name for party in one.lead} & {party.name for party in one.coordinating}
        for party in (*one.lead, *one.coordinating):
            assert party.start is None or 0 <= party.start < (party.end or 0) <= len(text)
    for span in found.unassigned:
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(texts, forms)
def test_any_text_is_read_without_harm(text: str, form: str) -> None:
    given_text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    found = break_down(given_text, DIRECTORY)
    check(given_text, found)
    assert break_down(given_text, DIRECTORY) == found


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_cut_text_is_read_without_harm(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(LINES))
    begin = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(begin, len(line)))
    check(line[begin:end], break_down(line[begin:end], DIRECTORY))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LINES))
def test_both_forms_of_unicode_mean_the_same(line: str) -> None:
    composed = break_down(unicodedata.normalize("NFC", line), DIRECTORY)
    apart = break_down(unicodedata.normalize("NFD", line), DIRECTORY)
    assert [one.lead[0].name for one in composed.proposals] == [
        one.lead[0].name for one in apart.proposals
    ]
    assert [one.due_on for one in composed.proposals] == [one.due_on for one in apart.proposals]
