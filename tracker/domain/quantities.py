"""Units of what is counted in updates: one way of writing each, so that sums come together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.domain.text import fold

UNITS: tuple[str, ...] = (
    "tin bài",
    "phóng sự",
    "chuyên trang",
    "chuyên mục",
    "bản tin",
    "ảnh",
    "video",
    "panô",
    "áp phích",
    "băng rôn",
    "cờ",
    "tờ rơi",
    "khẩu hiệu",
    "buổi",
    "cuộc",
    "lượt người",
    "lượt xe",
    "km",
    "công trình",
    "văn bản",
    "triệu đồng",
)
"""What the forms offer; any other unit may be typed."""
_OTHERS: Mapping[str, str] = {
    "tin": "tin bài",
    "bai": "tin bài",
    "tin va bai": "tin bài",
    "bai viet": "tin bài",
    "pa no": "panô",
    "bang zon": "băng rôn",
    "bang ron": "băng rôn",
    "apphich": "áp phích",
    "ap phic": "áp phích",
    "poster": "áp phích",
    "to gap": "tờ rơi",
    "anh chup": "ảnh",
    "clip": "video",
    "cay so": "km",
    "trieu": "triệu đồng",
}
"""Other ways of writing an offered unit, without marks."""


def _key(unit: str) -> str:
    """Letters and digits only: *tin, bài*, *Tin-bài* and *tin bai* are one."""
    return " ".join(re.findall(r"\w+", fold(unit)))


_KNOWN: Mapping[str, str] = {**{_key(unit): unit for unit in UNITS}, **_OTHERS}


def normalise_unit(typed: str) -> str:
    """The unit as it is kept: the offered one that is meant, else the words, trimmed and small."""
    words = " ".join(typed.split())
    return _KNOWN.get(_key(words), words.casefold())
