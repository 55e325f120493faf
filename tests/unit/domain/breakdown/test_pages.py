"""Constructions of news pages and letters, each with a neighbour that must read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tracker.domain.breakdown import Breakdown, Proposal

Read = Callable[..., Breakdown]


def leads(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.lead] for one in found.proposals]


def coordinators(found: Breakdown) -> list[list[str]]:
    return [[party.name for party in one.coordinating] for one in found.proposals]


def titles(found: Breakdown) -> list[str]:
    return [one.title for one in found.proposals]


def only(found: Breakdown) -> Proposal:
    (one,) = found.proposals
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # preambles that end in a semicolon, and commas inside them
        (
            "Thực hiện Văn bản số 12/BNV-TH của Bộ Nội vụ về thi đua, khen thưởng; UBND tỉnh giao"
            " Sở Nội vụ lập danh sách.",
            ["Sở Nội vụ"],
        ),
        (
            "Sau khi xem báo “Chợ cóc tràn xuống đường”; UBND tỉnh giao Sở Xây dựng kiểm tra.",
            ["Sở Xây dựng"],
        ),
        ("Văn bản nêu rõ: Chủ tịch UBND tỉnh giao Sở Y tế lập phương án.", ["Sở Y tế"]),
        # aims and occasions before who is told
        (
            "Với mục tiêu giảm số vụ cháy, giảm thiệt hại so với năm trước, UBND tỉnh yêu cầu Công"
            " an tỉnh lập phương án.",
            ["Công an tỉnh"],
        ),
        (
            "Phát biểu tại buổi kiểm tra đồng chí Chủ tịch UBND tỉnh yêu cầu Sở Y tế bổ sung"
            " thuốc.",
            ["Sở Y tế"],
        ),
        ("(BHD) - UBND tỉnh vừa yêu cầu Sở Y tế bổ sung thuốc.", ["Sở Y tế"]),
        ("Ngoài việc trên, Sở Y tế lập phương án trực.", ["Sở Y tế"]),
        # who speaks
        ("Lãnh đạo thành phố cũng giao Sở Tài chính bố trí kinh phí.", ["Sở Tài chính"]),
        (
            "Chủ tịch Ủy ban nhân dân (UBND) tỉnh Trần Văn Bình yêu cầu Sở Y tế lập phương án.",
            ["Sở Y tế"],
        ),
        (
            "UBND tỉnh ngay lập tức ra văn bản chỉ đạo Sở Y tế kiểm tra vụ việc.",
            ["Sở Y tế"],
        ),
        (
            "UBND tỉnh có Công văn số 9/UBND-VX, do ông Trần Văn Bình ký truyền đạt ý kiến chỉ đạo"
            " của Chủ tịch với nội dung: Giao Sở Y tế kiểm tra vụ việc.",
            ["Sở Y tế"],
        ),
        (
            "Đồng chí Phó Chủ tịch UBND tỉnh thống nhất với các ý kiến tại cuộc họp; nhấn mạnh"
            " thời gian còn rất ngắn, vì vậy đề nghị Sở Y tế lập phương án.",
            ["Sở Y tế"],
        ),
        ("Sở Y tế được UBND tỉnh giao lập phương án trực cấp cứu.", ["Sở Y tế"]),
        (
            "Đối với các huyện ủy, thành ủy, đồng chí Phó Bí thư Tỉnh ủy yêu cầu: cử cán bộ đi"
            " học.",
            ["các huyện ủy, thành ủy"],
        ),
        # groups
        (
            "UBND tỉnh đề nghị chính quyền các địa phương rà soát hộ nghèo.",
            ["chính quyền các địa phương"],
        ),
        ("Yêu cầu các Ban quản lý dự án Thành phố lập hồ sơ.", None),
        (
            "Các đơn vị liên quan: Công an tỉnh, Sở Y tế tăng cường kiểm tra.",
            ["Công an tỉnh", "Sở Y tế"],
        ),
        (
            "UBND các huyện, thành, thị theo chức năng, nhiệm vụ được giao kiểm tra các chợ.",
            ["Ủy ban nhân dân các huyện, thành, thị"],
        ),
        # an office known by its kind only is the province's
        ("Giao Sở Y tế, Công an và Sở Tài chính lập phương án.", None),
    ],
)
def test_who_is_told(read: Read, text: str, expected: list[str] | None) -> None:
    wanted = (
        expected
        or {
            "Yêu cầu các": ["các Ban quản lý dự án Thành phố"],
            "Giao Sở Y t": ["Sở Y tế", "Công an tỉnh", "Sở Tài chính"],
        }[text[:11]]
    )
    assert leads(read(text)) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Lãnh đạo Sở Y tế cam kết bổ sung thuốc trước ngày 20/6.",
        "Hội đua thuyền huyện Nam Sách sẽ khai mạc vào ngày 20/6.",
        "Văn phòng UBND tỉnh truyền đạt ý kiến của đồng chí Chủ tịch UBND tỉnh.",
        "Chi Linh",
    ],
)
def test_what_orders_nothing(read: Read, text: str) -> None:
    assert leads(read("Giao Sở Nội vụ lập danh sách.\n" + text)) == [["Sở Nội vụ"]]


def test_an_order_without_addressee_waits_for_one(read: Read) -> None:
    found = read("Chủ tịch UBND tỉnh yêu cầu: Tăng cường tuần tra trong giờ cao điểm.")
    assert found.proposals == ()
    assert len(found.unassigned) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế phối hợp với cơ quan liên quan rà soát các trạm.", ["cơ quan liên quan"]),
        (
            "Sở Y tế phối hợp với các sở: Xây dựng, Tài chính, Tổng Công ty Cấp nước rà soát.",
            ["Sở Xây dựng", "Sở Tài chính", "Tổng Công ty Cấp nước"],
        ),
        (
            "Sở Y tế phối hợp với các Sở, Ban, ngành liên quan, UBND các huyện rà soát.",
            ["các Sở, Ban, ngành liên quan", "Ủy ban nhân dân các huyện"],
        ),
        (
            "Sở Y tế phối hợp với các cơ quan liên quan tổ chức tập huấn.",
            ["các cơ quan liên quan"],
        ),
    ],
)
def test_who_joins(read: Read, text: str, expected: list[str]) -> None:
    assert coordinators(read(text)) == [expected]


def test_who_joins_in_the_introducing_line_joins_in_its_items(read: Read) -> None:
    found = read("Sở Y tế chủ trì, phối hợp với Công an tỉnh:\n- Lập phương án.\n- Tập huấn.\n")
    assert coordinators(found) == [["Công an tỉnh"]] * 2
    found = read("Sở Y tế chủ trì:\n- Lập phương án.\nSở Nội vụ lập danh sách.\n")
    assert coordinators(found) == [[], []]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # documents, due dates and newspapers that are cited are no day of a meeting
        ("Sở Y tế kiểm tra theo Công văn số 12/SYT ngày 05/3/2020.", None),
        ("Cuộc họp giao Sở Y tế lập phương án trước ngày 05/3/2020.", None),
        ("Ngày 05/3/2020, UBND tỉnh họp. Giao Sở Y tế lập phương án.", date(2020, 3, 5)),
    ],
)
def test_the_day_of_the_meeting(read: Read, text: str, day: date | None) -> None:
    assert read(text, held_on=None).held_on == day


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sở Y tế sửa trạm, hoàn thành quý III/2020.", date(2020, 9, 30)),
        (
            "Ngày bầu cử (20/7) gần tới. Sở Y tế tập huấn trước ngày bầu cử 10 ngày.",
            date(2020, 7, 10),
        ),
        (
            "Lễ hội diễn ra từ ngày 05 đến ngày 07/10. Sở Y tế tập huấn trước lễ hội 5 ngày.",
            date(2020, 9, 30),
        ),
        ("Sở Y tế chạy thử máy bơm tiêu trong tuần này.", date(2020, 6, 12)),
        ("Sở Y tế lập chương trình chuyển đổi số đến năm 2025, định hướng đến năm 2030.", None),
        (
            "Thực hiện kết luận tại cuộc họp ngày 15/4/2020, UBND tỉnh yêu cầu Sở Y tế kiểm tra.",
            None,
        ),
    ],
)
def test_when_it_is_due(read: Read, text: str, due: date | None) -> None:
    assert only(read(text)).due_on == due


def test_a_term_finds_its_order_behind_another_agency(read: Read) -> None:
    found = read(
        "Giao Sở Xây dựng cắm mốc hành lang kênh. Sở Y tế lập phương án."
        " Thời hạn cắm mốc là trước ngày 31/10."
    )
    assert [one.due_on for one in found.proposals] == [date(2020, 10, 31), None]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Sở Y tế biên soạn tài liệu hỏi - đáp về tiêm chủng.", "tài liệu hỏi - đáp"),
        ("Báo Hải Dương mở chuyên mục “Vì cuộc sống” từ tháng 7.", "chuyên mục “Vì cuộc sống”"),
        (
            "Sở Y tế lập kế hoạch dự trữ thuốc, vật tư cho các trạm.",
            "kế hoạch dự trữ thuốc, vật tư",
        ),
        ("Sở Y tế lập phương án, trình UBND tỉnh.", "phương án"),
        ("Sở Y tế lập phương án bảo đảm an ninh.", "phương án bảo đảm an ninh"),
        ("Sở Y tế tổng hợp, báo cáo UBND tỉnh.", None),
        ("Sở Y tế tham mưu UBND tỉnh quyết định hỗ trợ.", None),
        ("Sở Y tế hoàn thiện Công văn số 12 về tiêm chủng.", None),
        ("Sở Y tế lấy ý kiến các hộ trước khi lập phương án.", None),
    ],
)
def test_what_is_to_be_delivered(read: Read, text: str, product: str | None) -> None:
    assert only(read(text)).product == product


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("Sở Xây dựng nộp bản vẽ hoàn công cho Sở Tài chính.", ("Sở Tài chính",)),
        ("Sở Y tế báo cáo tiến độ về UBND tỉnh hằng tuần.", ("Ủy ban nhân dân tỉnh",)),
        ("Sở Y tế tổng hợp, báo cáo Thủ tướng Chính phủ.", ("Thủ tướng Chính phủ",)),
        ("Sở Y tế dự thảo văn bản để Sở Nội vụ xin ý kiến UBND tỉnh.", ()),
        ("Sở Y tế kiểm tra vụ việc như Báo Hải Dương nêu.", ()),
    ],
)
def test_who_receives_the_result(read: Read, text: str, receiver: tuple[str, ...]) -> None:
    assert only(read(text)).report_to == receiver


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế phân công, bố trí cán bộ trực.", ["Phân công, bố trí cán bộ trực"]),
        ("Định kỳ hằng quý Sở Y tế báo cáo kết quả.", None),
        (
            "Sở Y tế rà soát nhiệm vụ tại Kế hoạch số 5/KH; Quyết định số 9/QĐ.",
            ["Rà soát nhiệm vụ tại Kế hoạch số 5/KH; Quyết định số 9/QĐ"],
        ),
    ],
)
def test_what_is_to_be_done(read: Read, text: str, expected: list[str] | None) -> None:
    assert titles(read(text)) == (expected or ["Báo cáo kết quả"])


def test_aims_of_a_plan_are_no_tasks(read: Read) -> None:
    found = read(
        "Giao Sở Nội vụ lập danh sách.\n"
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao chất lượng phục vụ người dân.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế tập huấn cán bộ.\n"
    )
    assert leads(found) == [["Sở Nội vụ"], ["Sở Y tế"]]


def test_an_assessment_of_work_is_not_ended_by_its_own_items(read: Read) -> None:
    found = read("Yêu cầu:\nSở Y tế lập phương án.\n")
    assert leads(found) == [["Sở Y tế"]]
