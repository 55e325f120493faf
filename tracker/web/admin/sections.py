"""The sections of the administration: one table for its index and the bar on its pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the administration: the endpoint it begins with, and what it is about."""

    endpoint: str
    label: LazyString
    about: LazyString
    paths: tuple[str, ...] = ()
    """What the addresses of its pages begin with, behind ``/admin/``."""


SECTIONS: tuple[Section, ...] = (
    Section(
        "admin.agencies",
        _l("Cơ quan"),
        _l("Tên gọi, hộp thư, điện thoại của các cơ quan được giao việc."),
        ("agencies",),
    ),
    Section(
        "admin.groups",
        _l("Nhóm cơ quan"),
        _l("Các cơ quan được gọi chung trong văn bản, như “các cơ quan báo chí”."),
        ("groups",),
    ),
    Section(
        "admin.committees",
        _l("Tiểu ban, ban chỉ đạo"),
        _l("Thành viên, sự kiện, các mức thời gian và thang nhắc việc của từng tiểu ban."),
        ("committees",),
    ),
    Section(
        "admin.people",
        _l("Người dùng"),
        _l("Tài khoản, vai trò, đường dẫn đặt mật khẩu."),
        ("people",),
    ),
    Section(
        "admin.calendar",
        _l("Ngày nghỉ"),
        _l("Ngày nghỉ lễ, ngày làm bù dùng khi tính ngày làm việc."),
        ("calendar",),
    ),
    Section(
        "admin.mail",
        _l("Thư"),
        _l("Máy chủ gửi thư, thư thử, thư không gửi được."),
        ("mail",),
    ),
)


@dataclass(frozen=True, slots=True)
class SectionItem:
    """An entry of the bar."""

    section: Section
    url: str
    active: bool


def section_items() -> list[SectionItem]:
    """The sections whose pages stand, the current one marked."""
    here = request.path.removeprefix("/admin/").partition("/")[0]
    return [
        SectionItem(one, url_for(one.endpoint), here in one.paths)
        for one in SECTIONS
        if one.endpoint in current_app.view_functions
    ]
