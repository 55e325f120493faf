"""Constructions of the administrative language, each with a neighbour that must read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tracker.domain.breakdown import Breakdown

Read = Callable[..., Breakdown]
BEFORE = "Giao Sở Nội vụ lập danh sách. "
SPEAKER = "Đồng chí Trưởng Tiểu ban kết luận: "


def leads(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.lead] for one in found.proposals]


def coordinators(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.coordinating] for one in found.proposals]


def days(found: Breakdown) -> list[date | None]:
    return [one.due_on for one in found.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb and its object are no part of a name
        ("Sở Công Thương chỉ đạo Chi cục Quản lý thị trường kiểm tra giá.", "Sở Công Thương"),
        ("Ban Chỉ đạo Phòng thủ dân sự lập phương án.", "Ban Chỉ đạo Phòng thủ dân sự"),
        # the title behind a name belongs to the same person
        (
            "Giao đồng chí Trần Văn Bình, Phó Giám đốc Sở Y tế trực tiếp theo dõi việc này.",
            "Phó Giám đốc Sở Y tế Trần Văn Bình",
        ),
        # glued words with a one-letter syllable
        ("Chi cục Chăn nuôi và Thú yphát tờ rơi.", "Chi cục Chăn nuôi và Thú y"),
        ("UBND tỉnh cũng yêu cầu Sở Tài chính thẩm định dự toán.", "Sở Tài chính"),
    ],
)
def test_who_is_told(read: Read, text: str, expected: str) -> None:
    assert leads(read(BEFORE + text))[1:] == [[expected]]


def test_a_committee_joined_by_and_is_a_second_coordinator(read: Read) -> None:
    found = read("Sở Y tế phối hợp với Sở Xây dựng và UBND các huyện kiểm tra các trạm.")
    assert coordinators(found) == [["Sở Xây dựng", "Ủy ban nhân dân các huyện"]]


def test_two_syllables_behind_a_unit_name_a_place_not_a_person(read: Read) -> None:
    found = read("Giao Chủ tịch UBND huyện Thái Thụy sửa chữa kè; thay ba cống.")
    assert leads(found) == [["Ủy ban nhân dân huyện Thái Thụy"]] * 2


def test_a_name_may_bring_its_unit_into_a_list(read: Read) -> None:
    found = read("UBND các huyện, thị xã: Nam Sách, Kinh Môn rà soát hộ nghèo.")
    assert leads(found) == [
        ["Ủy ban nhân dân huyện Nam Sách", "Ủy ban nhân dân thị xã Kinh Môn"],
    ]


def test_these_bodies_are_the_joint_leads_named_last(read: Read) -> None:
    found = read(
        "Giao Sở Tài chính thẩm định giá. Sở Y tế và Công an tỉnh kiểm tra các bếp ăn. "
        "Các cơ quan này lập biên bản từng lần."
    )
    assert leads(found)[-1] == ["Sở Y tế", "Công an tỉnh"]


def test_two_localities_may_be_party_committees(read: Read) -> None:
    found = read(
        "Huyện ủy Nam Sách và Huyện ủy Thanh Hà chỉ đạo đại hội điểm. "
        "Đề nghị hai địa phương trên rút kinh nghiệm."
    )
    assert leads(found)[-1] == ["Huyện ủy Nam Sách", "Huyện ủy Thanh Hà"]


def test_an_item_without_subject_shares_its_coordinators(read: Read) -> None:
    found = read(
        SPEAKER + "\n1. Sở Y tế:\n- Chủ trì, phối hợp với Công an tỉnh lập chốt; đo thân nhiệt.\n"
    )
    assert coordinators(found) == [["Công an tỉnh"], ["Công an tỉnh"]]


def test_two_agencies_of_a_heading_may_be_divided_by_a_semicolon(read: Read) -> None:
    found = read(SPEAKER + "\n1. Sở Y tế; Sở Tài chính\na) Lập dự toán mua vắc xin.\n")
    assert leads(found) == [["Sở Y tế", "Sở Tài chính"]]


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu các cơ quan nghiêm túc thực hiện.",
        "Giao các đơn vị thực hiện nhiệm vụ theo Phụ lục kèm theo.",
        "Phân công nhiệm vụ cụ thể tại Phụ lục.",
        "Nhận được Thông báo này, đề nghị các đơn vị triển khai thực hiện.",
        "Tại Công văn số 45/UBND ngày 20/02/2020, UBND tỉnh đã giao Sở Nội vụ lập danh sách.",
        "Mọi trường hợp vi phạm phải được xử lý.",
        "Huyện Nam Sách đề nghị tỉnh hỗ trợ kinh phí.",
    ],
)
def test_what_gives_no_work(read: Read, text: str) -> None:
    found = read(SPEAKER + "Giao Sở Y tế lập kế hoạch. " + text)
    assert leads(found) == [["Sở Y tế"]]


def test_a_verb_with_a_remark_is_no_order_but_a_noun_like_one_is(read: Read) -> None:
    found = read("Giao Sở Y tế lập kế hoạch. Kiểm tra còn nể nang. Công bố chỉ tiêu của từng trạm.")
    assert len(found.proposals) == 2


def test_a_letterhead_leads_nothing(read: Read) -> None:
    found = read(
        "ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG\nTHÔNG BÁO\n\nThống nhất phương án do đại biểu trình bày."
    )
    assert not found.proposals


@pytest.mark.parametrize(
    ("closer", "expected"),
    [
        ("Báo cáo kết quả về Tiểu ban (qua Tổ Giúp việc) trước ngày 10/9/2020.", [10, 10]),
        ("Trình UBND tỉnh ban hành trước ngày 10/9/2020.", [10, 10]),
        ("Thời hạn lập danh sách là trước ngày 10/9/2020.", [10, None]),
    ],
)
def test_sentences_that_only_date(read: Read, closer: str, expected: list[int | None]) -> None:
    found = read("Giao Sở Y tế lập danh sách; mua hai xe cứu thương. " + closer)
    assert [day and day.day for day in days(found)] == expected


def test_a_dated_thing_that_nobody_was_told_of_is_a_task(read: Read) -> None:
    found = read("Giao Sở Y tế mua hai xe. Danh sách bác sĩ gửi Sở Nội vụ trước ngày 10/9/2020.")
    assert days(found) == [None, date(2020, 9, 10)]


def test_the_middle_of_a_month_is_its_fifteenth(read: Read) -> None:
    assert days(read("Sở Y tế mở lớp tập huấn vào giữa tháng 9/2020.")) == [date(2020, 9, 15)]


def test_tabs_divide_the_cells_of_a_pasted_table(read: Read) -> None:
    found = read(
        "STT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n"
        "1\tSửa trạm y tế\tSở Y tế\t\t15 - 20/9/2020\n"
        "2\tMua xe\tSở Tài chính\tSở Y tế\tQuý IV/2020\n"
    )
    assert leads(found) == [["Sở Y tế"], ["Sở Tài chính"]]
    assert coordinators(found) == [[], ["Sở Y tế"]]
    assert days(found) == [date(2020, 9, 20), date(2020, 12, 31)]


def test_a_tab_behind_a_label_makes_no_table(read: Read) -> None:
    assert leads(read("1.\tGiao Sở Y tế lập kế hoạch.\n")) == [["Sở Y tế"]]
