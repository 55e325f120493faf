"""The red banner: reminders do not run, or no mail goes out. For who can do something about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tracker.domain.access import CommitteeRole
from tracker.jobs.delivery import Outcome
from tracker.jobs.schedule import list_silent
from tracker.queries import scheduler as queries
from tracker.queries.mail_server import find_mail_server
from tracker.services import clock
from tracker.web.context import find_viewer, settings


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is wrong, and what to do about it; ``url`` leads to where it is done."""

    words: str
    remedy: str
    url: str = ""


def list_alarms() -> list[Alarm]:
    """What is wrong now; empty for people who are neither secretary nor administrator."""
    found = find_viewer()
    if found is None:
        return []
    if not (found.is_administrator or found.committees_as(CommitteeRole.SECRETARY)):
        return []
    return list(_alarms(found.is_administrator))


def _alarms(is_administrator: bool) -> Iterator[Alarm]:
    pulses = queries.get_heartbeats()
    heard = {name: row.at for name, row in pulses.items()}
    if list_silent(heard, now=clock.now()):
        yield _silence(is_administrator)
    elif (last := pulses.get("deliver")) and Outcome.UNREACHABLE.value in last.result:
        yield _no_way_out(
            is_administrator, _("Máy chủ thư không nhận thư: thư đang chờ, sẽ gửi lại.")
        )
    if not settings().demo and find_mail_server(settings()) is None:
        yield _no_way_out(is_administrator, _("Chưa có máy chủ thư: thư nhắc việc đang chờ gửi."))


def _silence(is_administrator: bool) -> Alarm:
    words = _("Việc nhắc tự động đang dừng: hơn 15 phút nay chưa tính và gửi thư nhắc.")
    if is_administrator:
        return Alarm(
            words,
            _("Khởi động lại “tracker run” hoặc “tracker worker”, xem nhật ký của tiến trình."),
        )
    return Alarm(words, _ask_administrator())


def _no_way_out(is_administrator: bool, words: str) -> Alarm:
    if is_administrator:
        return Alarm(words, _("Xem và sửa cài đặt thư"), url_for("admin.mail"))
    return Alarm(words, _ask_administrator())


def _ask_administrator() -> str:
    return str(_("Đề nghị báo quản trị hệ thống; việc gấp thì gọi điện cho cơ quan."))
