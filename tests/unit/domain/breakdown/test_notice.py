"""The demo's notice: fourteen tasks, every lead and coordinator right."""

from collections.abc import Callable
from importlib.resources import files

from tracker.domain.breakdown import Breakdown
from tracker.domain.tasks import Kind

BTG = "Ban Tuyên giáo Tỉnh ủy"
TTTT = "Sở Thông tin và Truyền thông"
VHTTDL = "Sở Văn hóa, Thể thao và Du lịch"
MTTQ = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
ONCE, GOES_ON = Kind.ONE_OFF, Kind.STANDING
EXPECTED = [
    (["các thành viên Tiểu ban"], [], ONCE),
    (["Văn phòng Tỉnh ủy"], [], ONCE),
    ([BTG], [], GOES_ON),
    ([BTG], [], ONCE),
    ([TTTT], [BTG, "các lực lượng chức năng"], GOES_ON),
    ([TTTT], ["Văn phòng Ủy ban nhân dân tỉnh"], ONCE),
    ([TTTT], [], GOES_ON),
    (["Báo Hải Dương", "Đài Phát thanh và Truyền hình tỉnh"], [], ONCE),
    ([VHTTDL], [], ONCE),
    ([VHTTDL], [], ONCE),
    (["Ủy ban nhân dân thành phố Hải Dương"], [], ONCE),
    (["Ban Dân vận Tỉnh ủy"], [MTTQ], ONCE),
    ([MTTQ, "các tổ chức chính trị, đoàn thể"], [], GOES_ON),
    (
        ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Sở Y tế", "các thành viên khác của Tiểu ban"],
        [],
        GOES_ON,
    ),
]


def test_the_notice_gives_its_tasks(read: Callable[..., Breakdown]) -> None:
    text = files("tracker.demo").joinpath("notice.txt").read_text("utf-8")
    found = read(text, held_on=None)
    assert found.held_on is not None
    assert found.held_on.isoformat() == "2020-06-11"
    assert [
        ([party.name for party in one.lead], [party.name for party in one.coordinating], one.kind)
        for one in found.proposals
    ] == EXPECTED
    assert all(one.due_on is None for one in found.proposals)
