"""The mail server that an administrator enters, and a mail to try it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import uuid4

from tracker.domain.access import Viewer
from tracker.domain.errors import InvalidInput, StaleForm
from tracker.outbound.messages import Letter, UnfitAddress, address_of
from tracker.outbound.smtp import SmtpTransport
from tracker.queries import mail_server as queries
from tracker.services import installation, journal
from tracker.services.administration import require_administrator
from tracker.settings import MailServer

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServerValues:
    """What an administrator enters; an empty password keeps the one that is stored."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str


def save(*, values: MailServerValues, version: int, actor: Viewer, now: datetime) -> None:
    """Store the server that mails go to.

    Raises StaleForm, InvalidInput("smtp_host_unfit", "sender_unfit", "smtp_password_again").
    """
    require_administrator(actor)
    current = queries.get_version()
    if version != current:
        raise StaleForm(current=current)
    server = _checked(MailServer(**asdict(values)), queries.find_entered())
    stored = json.dumps(asdict(server), ensure_ascii=False, sort_keys=True)
    installation.set_value(queries.NAME, stored)
    data = {"digest": hashlib.sha256(f"{server.host}:{server.port}".encode()).hexdigest()}
    journal.record("mail_server_changed", "installation", 0, actor=actor, now=now, data=data)


def send_test(server: MailServer, *, recipient: str, actor: Viewer, now: datetime) -> str:
    """Send a mail that says it is a trial, at once, and give the server's answer.

    Takes no part in the ledger and opens no transaction. Raises
    InvalidInput("recipient_unfit"), and what the transport raises: NotSent, AnswerLost.
    """
    require_administrator(actor)
    try:
        address = address_of(recipient)
    except UnfitAddress as error:
        raise InvalidInput("recipient_unfit", "recipient") from error
    letter = Letter(
        message_id=f"<test-{uuid4().hex}@dondoc>",
        recipient=address,
        subject="Đôn Đốc: thư thử",
        text="Đây là thư thử do quản trị hệ thống gửi từ trang cài đặt thư.\n"
        "Nhận được thư này nghĩa là máy chủ thư đã được cài đặt đúng.\n",
    )
    return SmtpTransport(server).send(letter, at=now, before_data=lambda: None)


def _checked(server: MailServer, before: MailServer | None) -> MailServer:
    if not _HOST.fullmatch(server.host):
        raise InvalidInput("smtp_host_unfit", "host")
    try:
        address_of(server.sender)
    except UnfitAddress as error:
        raise InvalidInput("sender_unfit", "sender") from error
    if not server.user:
        return replace(server, password="")
    return server if server.password else replace(server, password=_kept(server, before))


def _kept(server: MailServer, before: MailServer | None) -> str:
    """The stored password, for the same name at the same server: no other one may get it."""
    if before is None or (before.host, before.user) != (server.host, server.user):
        raise InvalidInput("smtp_password_again", "password")
    return before.password
