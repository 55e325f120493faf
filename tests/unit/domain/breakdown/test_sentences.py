"""Rules of the language, one sentence each; the numbers are those of the annotation rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from tracker.domain.breakdown import Breakdown, Event
from tracker.domain.tasks import Kind

Read = Callable[..., Breakdown]
SPEAKER = "Đồng chí Trưởng Tiểu ban kết luận: "


def leads(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.lead] for one in found.proposals]


def coordinators(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.coordinating] for one in found.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Y tế lập phương án trực cấp cứu.", ["Sở Y tế"]),
        ("Yêu cầu Giám đốc Sở Tài chính thẩm định dự toán.", ["Sở Tài chính"]),
        ("Sở Nội vụ có trách nhiệm tổng hợp danh sách.", ["Sở Nội vụ"]),
        ("Đối với Công an tỉnh, đề nghị xây dựng phương án bảo vệ.", ["Công an tỉnh"]),
        (
            "UBND tỉnh yêu cầu Sở GD&ĐT, Sở Y tế rà soát trường học.",
            ["Sở Giáo dục và Đào tạo", "Sở Y tế"],
        ),
        ("Ngành y tế tiếp tục phòng, chống dịch.", ["Sở Y tế"]),
        (
            "Thành phố Hải Dương chỉnh trang các tuyến phố.",
            ["Ủy ban nhân dân thành phố Hải Dương"],
        ),
        ("Trung tâm Xúc tiến đầu tư lập danh mục dự án.", ["Trung tâm Xúc tiến đầu tư"]),
        ("Công ty Cổ phần Minh Phát lắp đặt đèn trang trí.", ["Công ty Cổ phần Minh Phát"]),
    ],
)
def test_who_leads(read: Read, text: str, expected: list[str]) -> None:
    assert leads(read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế phối hợp với Công an tỉnh lập phương án.", ["Công an tỉnh"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ lập đề án.", None),
        ("Sở Y tế cùng với Công an tỉnh kiểm tra các cơ sở.", ["Công an tỉnh"]),
        ("Sở Y tế làm việc với Công an tỉnh về phương án bảo vệ.", []),
    ],
)
def test_who_joins(read: Read, text: str, expected: list[str] | None) -> None:
    found = read(text)
    assert leads(found) == [["Sở Y tế"]]
    assert coordinators(found) == [
        expected if expected is not None else ["Sở Tài chính", "Sở Nội vụ"]
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 20/6", date(2020, 6, 20)),
        ("chậm nhất ngày 05/01", date(2021, 1, 5)),
        ("trong tháng 9/2020", date(2020, 9, 30)),
        ("trong quý IV năm 2020", date(2020, 12, 31)),
        ("trong tuần này", date(2020, 6, 12)),
        ("từ ngày 15/6 đến ngày 20/6/2020", date(2020, 6, 20)),
        ("trước ngày khai mạc Đại hội 15 ngày", date(2020, 10, 10)),
    ],
)
def test_by_when(read: Read, words: str, day: date) -> None:
    congress = Event("Đại hội đại biểu Đảng bộ tỉnh", date(2020, 10, 25), date(2020, 10, 27))
    found = read(f"Giao Sở Y tế hoàn thành phương án y tế {words}.", events=[congress])
    (one,) = found.proposals
    assert one.due_on == day
    assert one.due_text == words
    assert one.kind is Kind.ONE_OFF
    assert words not in one.title


def test_working_days_count_from_the_day_after_issue(read: Read) -> None:
    text = "Giao Sở Y tế báo cáo cụ thể trong thời hạn 5 ngày làm việc kể từ ngày ban hành."
    (one,) = read(text, issued_on=date(2020, 6, 12)).proposals
    assert one.due_on == date(2020, 6, 19)
    (open_ended,) = read(text, held_on=None).proposals
    assert open_ended.due_on is None
    assert [gap.code for gap in open_ended.gaps] == ["undated"]


def test_an_hour_is_kept(read: Read) -> None:
    (one,) = read("Giao Sở Y tế gửi danh sách trước 11h00 ngày 21/10.").proposals
    assert (one.due_on, one.due_time) == (date(2020, 10, 21), time(11))


@pytest.mark.parametrize(
    "words",
    ["theo Kế hoạch số 12/KH-UBND ngày 05/3/2020", "kỷ niệm ngày 27/7", "nhiệm kỳ 2020 - 2025"],
)
def test_other_dates_are_no_due_dates(read: Read, words: str) -> None:
    (one,) = read(f"Giao Sở Y tế tổng hợp số liệu {words}.").proposals
    assert one.due_on is None


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế đã hoàn thành phương án.",
        "Trước đó, Chủ tịch UBND tỉnh đã yêu cầu Sở Y tế báo cáo.",
        "Đại diện Sở Tài chính đề nghị bổ sung kinh phí.",
        "Nếu có vướng mắc, các cơ quan báo cáo Tiểu ban.",
        "Cơ quan nào chậm trễ phải chịu trách nhiệm.",
        "Dự họp có lãnh đạo Sở Y tế, Công an tỉnh.",
        "Sáng 11/6, Tiểu ban Tuyên truyền tổ chức họp.",
    ],
)
def test_no_tasks(read: Read, text: str) -> None:
    assert read(text).proposals == ()


def test_a_second_agency_with_its_own_verb_divides(read: Read) -> None:
    found = read("Sở Y tế lập phương án, Sở Tài chính bố trí kinh phí.")
    assert leads(found) == [["Sở Y tế"], ["Sở Tài chính"]]


def test_the_subject_is_carried_and_says_so(read: Read) -> None:
    found = read("Sở Y tế lập phương án trực. Tổ chức tập huấn cho cán bộ y tế cơ sở.")
    assert leads(found) == [["Sở Y tế"], ["Sở Y tế"]]
    assert found.proposals[1].doubts == ()
    assert found.proposals[1].lead[0].start is None


def test_a_closing_sentence_dates_the_tasks_before_it(read: Read) -> None:
    found = read("Giao Sở Y tế lập phương án; rà soát vật tư. Hoàn thành trước ngày 20/6.")
    assert [one.due_on for one in found.proposals] == [date(2020, 6, 20)] * 2


def test_items_stand_under_their_heading(read: Read) -> None:
    found = read("Giao Sở Y tế:\n- Lập phương án trực cấp cứu.\n- Kiểm tra vệ sinh nơi ăn nghỉ.\n")
    assert leads(found) == [["Sở Y tế"]] * 2


def test_a_row_of_a_table_is_a_task(read: Read) -> None:
    found = read(
        "STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn\n"
        "I | Công tác chung\n"
        "1 | Lập kế hoạch tuyên truyền | Báo Hải Dương | Sở TT&TT | 30/9/2020\n"
    )
    (one,) = found.proposals
    assert leads(found) == [["Báo Hải Dương"]]
    assert coordinators(found) == [["Sở Thông tin và Truyền thông"]]
    assert one.due_on == date(2020, 9, 30)


def test_a_cycle_makes_a_standing_task(read: Read) -> None:
    (one,) = read("Sở Y tế báo cáo UBND tỉnh trước ngày 25 hằng tháng.").proposals
    assert one.kind is Kind.STANDING
    assert one.due_on is None
    assert one.cycle
    assert one.report_to == ("Ủy ban nhân dân tỉnh",)


def test_doubts_are_said(read: Read) -> None:
    found = read("Giao Sở Y tế và các đơn vị liên quan hoàn thành việc này trước ngày 01/01/2020.")
    assert {doubt.code for doubt in found.proposals[0].doubts} == {"before_meeting"}
    assert "open_group" in {gap.code for gap in found.proposals[0].gaps}


def test_a_lead_from_another_paragraph_is_doubted(read: Read) -> None:
    found = read("Sở Y tế lập phương án trực.\nTổ chức tập huấn cho cán bộ y tế cơ sở.")
    assert [doubt.code for doubt in found.proposals[1].doubts] == ["carried_lead"]


def test_a_year_is_doubted_when_it_makes_a_long_limit(read: Read) -> None:
    near, far = read("Sở Y tế lập phương án trước 22/7; tập huấn trước 21/5.").proposals
    assert near.doubts == ()
    assert [doubt.code for doubt in far.doubts] == ["guessed_year"]


def test_what_the_directory_lacks_is_a_gap(read: Read) -> None:
    (one,) = read("Giao Trạm Khuyến nông Đồng Bằng lập phương án.").proposals
    assert one.doubts == ()
    assert [gap.code for gap in one.gaps] == ["no_due_date", "unknown_body"]


def test_tcvn3_is_named_and_not_read(read: Read) -> None:
    found = read("Giao Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh x©y dùng ph­¬ng ¸n b¶o ®¶m " * 3)
    assert found.legacy_font == "TCVN3"
    assert found.proposals == ()
