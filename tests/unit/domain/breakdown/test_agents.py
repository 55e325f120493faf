"""Who does it when the sentence says so late, briefly or not at all; days without figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tracker.domain.breakdown import Breakdown, Proposal

Read = Callable[..., Breakdown]


def leads(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.lead] for one in found.proposals]


def only(found: Breakdown) -> Proposal:
    (one,) = found.proposals
    return one


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("Việc bảo dưỡng máy bơm do Sở Xây dựng thực hiện.", "Sở Xây dựng", "Bảo dưỡng máy bơm"),
        (
            "Trách nhiệm bảo đảm điện thuộc về Công ty Điện lực Hải Dương.",
            "Công ty TNHH MTV Điện lực Hải Dương",
            "Bảo đảm điện",
        ),
        (
            "Đối với các trạm bơm, việc sửa máy do Sở Xây dựng thực hiện.",
            "Sở Xây dựng",
            "Sửa máy",
        ),
        ("Kinh phí thì Sở Tài chính cân đối trong dự toán.", "Sở Tài chính", None),
    ],
)
def test_the_deed_before_who_does_it(read: Read, text: str, lead: str, title: str | None) -> None:
    one = only(read(text))
    assert [party.name for party in one.lead] == [lead]
    assert title is None or one.title == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giao Sở Y tế, Sở Nội vụ lập danh sách. Hai cơ quan cử cán bộ thường trực.",
            [["Sở Y tế", "Sở Nội vụ"]] * 2,
        ),
        (
            "Sở Y tế phối hợp với Công an tỉnh kiểm tra. Yêu cầu hai cơ quan này báo cáo.",
            [["Sở Y tế"], ["Sở Y tế", "Công an tỉnh"]],
        ),
        ("Sở Y tế lập phương án. Đơn vị này phải tập huấn.", [["Sở Y tế"]] * 2),
        (
            "Sở Y tế, Sở Nội vụ cập nhật báo cáo, riêng Sở Nội vụ gửi lại dự thảo.",
            [["Sở Y tế", "Sở Nội vụ"], ["Sở Nội vụ"]],
        ),
        (
            "Sở Y tế dự trữ thuốc; phân công các bệnh viện tuyến tỉnh trực.",
            [["Sở Y tế"]] * 2,
        ),
        (
            "Các công ty thủy điện Sông Lô, Sông Gâm xả nước.",
            [["Công ty thủy điện Sông Lô", "Công ty thủy điện Sông Gâm"]],
        ),
        ("Các tổ dân phố số 3, số 7 kẻ vạch.", [["Tổ dân phố số 3", "Tổ dân phố số 7"]]),
        ("Giao công chức tư pháp - hộ tịch lập hồ sơ.", [["công chức tư pháp - hộ tịch"]]),
        (
            "Giao bà Phùng Thị Hoa, công chức văn hóa - xã hội lập danh sách.",
            [["công chức văn hóa - xã hội Phùng Thị Hoa"]],
        ),
        (
            "Giao Sở Nội vụ lập danh sách. Sở TT&TT chỉ đạo các doanh nghiệp nhắn tin.",
            [["Sở Nội vụ"], ["Sở Thông tin và Truyền thông"]],
        ),
    ],
)
def test_who_is_meant(read: Read, text: str, expected: list[list[str]]) -> None:
    assert leads(read(text)) == expected


def test_cung_behind_a_semicolon_is_a_deed_of_its_own(read: Read) -> None:
    found = read("Sở Y tế công bố giá; cùng Sở Nội vụ kiểm tra các trạm.")
    assert leads(found) == [["Sở Y tế"]] * 2
    assert [party.name for party in found.proposals[1].coordinating] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 20/5/2020, UBND tỉnh đã yêu cầu Sở Y tế lập phương án trước ngày 01/6/2020.",
        "Đ/c Trần Văn Tú (Sở Y tế): đề nghị Công an tỉnh hỗ trợ phân luồng.",
        "Bà Trần Thị Hoa, Chủ tịch Hiệp hội Du lịch tỉnh, đề nghị thành phố tăng chuyến xe.",
        "Sở Y tế đề nghị được cấp thêm máy phun.",
        "Đồng chí Trưởng Tiểu ban chủ trì; dự họp có các thành viên Tiểu ban.",
        "Thứ trưởng giao các đơn vị một số nhiệm vụ cụ thể.",
        "Đồng chí cũng nhắc lại, các cơ quan báo chí phải mở đợt cao điểm.",
        "Tuyệt đối không được chủ quan, lơ là.",
    ],
)
def test_what_gives_no_work(read: Read, text: str) -> None:
    assert leads(read("Giao Sở Nội vụ lập danh sách.\n" + text)) == [["Sở Nội vụ"]]


def test_an_exhortation_to_nobody_waits_for_one(read: Read) -> None:
    found = read("Giao Sở Nội vụ lập danh sách.\nCần thu hút thêm doanh nghiệp chế biến sâu.")
    assert leads(found) == [["Sở Nội vụ"]]
    assert len(found.unassigned) == 1


def test_an_item_under_an_agency_is_a_deed_whatever_its_verb(read: Read) -> None:
    found = read("Giao Sở Y tế:\n- Giặt giũ toàn bộ màn tuyn ở trạm.\n- Tình hình đã khá hơn.\n")
    assert [doubt.code for doubt in only(found).doubts] == ["unsure_verb"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sở Y tế tập huấn trong hai ngày 29 và 30/6/2020.", date(2020, 6, 30)),
        ("Sở Y tế ký cam kết với các hộ, xong trong 6 tháng đầu năm 2021.", date(2021, 6, 30)),
        ("Sở Y tế khám sức khỏe trong tháng 7 và tháng 8/2020.", date(2020, 8, 31)),
        ("Sở Y tế ban hành điều lệ chậm nhất thứ Sáu này.", date(2020, 6, 12)),
        ("Sở Y tế ban hành điều lệ chậm nhất thứ Sáu tuần sau.", date(2020, 6, 19)),
        ("Sở Y tế quán triệt trong kỳ sinh hoạt tháng 7.", date(2020, 7, 31)),
        (
            "Ngày thi đầu tiên là 07/7/2020. Sở Y tế tập huấn trước ngày thi 10 ngày.",
            date(2020, 6, 27),
        ),
        (
            "Sở Y tế thẩm định kinh phí trong 05 ngày làm việc kể từ ngày 16/6/2020.",
            date(2020, 6, 23),
        ),
    ],
)
def test_the_last_day_that_is_meant(read: Read, text: str, due: date) -> None:
    assert only(read(text)).due_on == due


def test_a_result_dates_the_deed_it_is_of(read: Read) -> None:
    found = read(
        "Sở Y tế xác minh vụ việc; xử lý người vi phạm; báo cáo UBND tỉnh kết quả xác minh"
        " trước ngày 30/6."
    )
    assert [one.due_on for one in found.proposals] == [date(2020, 6, 30), None]


def test_a_closing_sentence_leaves_cycles_alone(read: Read) -> None:
    found = read("Sở Y tế hằng ngày kiểm tra các chợ; lập hồ sơ. Hoàn thành trước ngày 30/6.")
    assert [one.due_on for one in found.proposals] == [None, date(2020, 6, 30)]


def test_a_title_does_not_end_in_the_air(read: Read) -> None:
    one = only(read("Sở Y tế phát động ngày hội vào thứ Bảy cuối cùng của tháng 7."))
    assert one.title.split()[-1] != "của"
