"""The reform of 2025 in texts from before it and after it."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.breakdown import Proposal, break_down
from tracker.domain.directory import Directory

REFORM = "2025-02-28"
DIRECTORY = Directory.from_json(
    [
        {"name": "Sở Thông tin và Truyền thông", "exists_to": REFORM,
         "short_name": "Sở TT&TT", "successors": ["Sở Khoa học và Công nghệ"]},
        {"name": "Sở Kế hoạch và Đầu tư", "exists_to": REFORM, "successors": ["Sở Tài chính"]},
        {"name": "Ủy ban nhân dân huyện Nam Sách", "exists_to": "2025-06-30",
         "successors": ["Ủy ban nhân dân xã Nam Sách", "Ủy ban nhân dân xã Thái Tân"]},
        {"name": "Ban Cán sự đảng", "exists_to": REFORM},
        {"name": "Sở Khoa học và Công nghệ"},
        {"name": "Sở Tài chính"},
        {"name": "Ủy ban nhân dân xã Nam Sách", "exists_from": "2025-07-01"},
        {"name": "Ủy ban nhân dân xã Thái Tân", "exists_from": "2025-07-01"},
    ]
)  # fmt: skip


def read(body: str, held_on: date) -> Proposal:
    """The one task of an order to a body, or to several."""
    text = f"Giao {body} lập kế hoạch trước ngày 20/12/{held_on.year}."
    [found] = break_down(text, DIRECTORY, held_on=held_on).proposals
    return found


def leads(found: Proposal) -> list[str | None]:
    """Who leads, by the directory's keys."""
    return [party.key for party in found.lead]


def doubts(found: Proposal) -> list[str]:
    """What is said about successors."""
    return [one.text for one in found.doubts if one.code == "succeeded_body"]


@pytest.mark.parametrize("name", ["Sở Thông tin và Truyền thông", "Sở TT&TT"])
def test_a_text_from_before_the_change_means_the_old_body(name: str) -> None:
    for day in (date(2020, 6, 11), date(2025, 2, 28)):
        found = read(name, day)
        assert leads(found) == ["Sở Thông tin và Truyền thông"]
        assert doubts(found) == []


@pytest.mark.parametrize("name", ["Sở Thông tin và Truyền thông", "Sở TT&TT"])
def test_a_text_from_after_it_means_the_successor_and_says_so(name: str) -> None:
    found = read(name, date(2025, 3, 1))
    assert leads(found) == ["Sở Khoa học và Công nghệ"]
    [words] = doubts(found)
    assert "“Sở Thông tin và Truyền thông” đã kết thúc hoạt động" in words
    assert "hiểu là Sở Khoa học và Công nghệ" in words


def test_of_several_successors_none_is_chosen() -> None:
    found = read("Ủy ban nhân dân huyện Nam Sách", date(2025, 8, 1))
    assert leads(found) == ["Ủy ban nhân dân huyện Nam Sách"]
    assert "cần chọn trong: Ủy ban nhân dân xã Nam Sách; Ủy ban nhân dân xã Thái Tân" in str(
        doubts(found)
    )


def test_an_end_without_successor_is_said() -> None:
    found = read("Ban Cán sự đảng", date(2025, 8, 1))
    assert leads(found) == ["Ban Cán sự đảng"]
    assert "cần chọn cơ quan khác" in str(doubts(found))


def test_old_and_new_name_of_one_body_lead_once() -> None:
    found = read("Sở Kế hoạch và Đầu tư, Sở Tài chính", date(2025, 8, 1))
    assert leads(found) == ["Sở Tài chính"]
    assert len(doubts(found)) == 1
