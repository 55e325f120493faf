"""Conclusions of any length, the same each time: what the benchmarks read."""

from __future__ import annotations

import json
import random

from tracker.domain.directory import Directory
from tracker.paths import PACKAGE

PAGE = 2_000
"""Characters of a page as offices print it, with spaces."""
_FORMS = (
    "{number}. {lead} {verb} {thing} {place} trước ngày {day}/{month}/2021.",
    "{number}. Giao {lead} chủ trì, phối hợp với {joined} {verb} {thing} {place}; báo cáo kết quả"
    " về Văn phòng Tỉnh ủy chậm nhất ngày {day}/{month}/2021.",
    "{number}. Đề nghị {lead}, {joined} {verb} {thing} {place}, {verb2} {thing2}.",
    "{number}. Thời gian qua, {lead} đã {verb} {thing} {place}; tuy nhiên tiến độ còn chậm so với"
    " Kế hoạch số {count}-KH/TU ngày {day}/{month}/2020.",
)
_VERBS = (
    "lập",
    "rà soát",
    "hoàn thiện",
    "tổng hợp",
    "kiểm tra",
    "xây dựng",
    "thống kê",
    "sửa chữa",
)
_THINGS = (
    "phương án trực cấp cứu",
    "danh sách phóng viên tác nghiệp",
    "kế hoạch tuyên truyền trực quan",
    "hồ sơ cấp giấy phép xây dựng",
    "các tuyến đường trục chính",
    "hệ thống một cửa điện tử",
    "kịch bản chương trình nghệ thuật",
    "dự toán kinh phí tổ chức hội nghị",
)
_PLACES = ("tại điểm số {0}", "ở khu dân cư số {0}", "cho đoàn thứ {0}", "của đợt {0}")


def directory() -> Directory:
    """The demo's agencies, as a directory file holds them."""
    content = (PACKAGE / "demo" / "agencies.json").read_text("utf-8")
    return Directory.from_json(json.loads(content))


def conclusion(pages: int) -> str:
    """A notice of this many pages whose sentences all differ; deterministic."""
    pick = random.Random(pages)
    names = [body.name for body in directory().bodies]
    lines = ["THÔNG BÁO", "kết luận cuộc họp ngày 11/6/2020", "", "Đồng chí Trưởng ban kết luận:"]
    size, number = 0, 0
    while size < pages * PAGE:
        number += 1
        lines.append(_sentence(pick, number, names))
        size += len(lines[-1]) + 1
    return "\n".join(lines)[: pages * PAGE]


def _sentence(pick: random.Random, number: int, names: list[str]) -> str:
    lead, joined = pick.sample(names, 2)
    verb, verb2 = pick.sample(_VERBS, 2)
    thing, thing2 = pick.sample(_THINGS, 2)
    return pick.choice(_FORMS).format(
        number=number,
        lead=lead,
        joined=joined,
        verb=verb,
        verb2=verb2,
        thing=thing,
        thing2=thing2,
        place=pick.choice(_PLACES).format(number),
        day=pick.randint(1, 28),
        month=pick.randint(1, 12),
        count=number,
    )
