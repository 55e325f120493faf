"""A mail as bytes: Vietnamese in every header, nothing smuggled in, the same bytes every time."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.generator import BytesGenerator
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from io import BytesIO

_BARE = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_MAILBOX = re.compile(rf"(?P<name>[^<>]*)<(?P<inside>{_BARE})>|(?P<bare>{_BARE})")


class UnfitAddress(ValueError):
    """No mail can go to, or come from, this address; the message is the address."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail says, apart from who sends it."""

    message_id: str
    """Stays the same at every attempt, so that a second copy can be recognised."""
    recipient: str
    subject: str
    text: str
    html: str = ""


def address_of(mailbox: str) -> str:
    """The bare address of ``Name <address>``. Raises UnfitAddress unless it is one plain one."""
    return _parts(mailbox)[1]


def build(letter: Letter, *, sender: str, at: datetime) -> bytes:
    """The message with CRLF line ends; ``at`` (aware) becomes its date.

    Raises UnfitAddress for a sender or recipient that is no plain address.
    """
    body = _body(letter)
    subject = Header(_one_line(letter.subject), "utf-8", header_name="Subject")
    body["Subject"] = subject  # type: ignore[assignment]  # a str would be folded wrongly
    body["From"] = _mailbox(sender)
    body["To"] = address_of(letter.recipient)
    body["Date"] = format_datetime(at)
    body["Message-ID"] = message_id(letter, sender=sender)
    body["Auto-Submitted"] = "auto-generated"
    body["X-Auto-Response-Suppress"] = "All"  # Exchange answers with absence notes otherwise
    written = BytesIO()
    BytesGenerator(written, policy=body.policy.clone(linesep="\r\n")).flatten(body)
    return written.getvalue()


def message_id(letter: Letter, *, sender: str) -> str:
    """The letter's own identity in angle brackets, completed by the sender's domain."""
    bare = re.sub(r"[^A-Za-z0-9.@_-]", "-", letter.message_id.strip("<> "))
    return f"<{bare}>" if "@" in bare else f"<{bare}@{address_of(sender).partition('@')[2]}>"


def _body(letter: Letter) -> MIMEBase:
    """Plain text, with HTML as its alternative when there is any."""
    plain = MIMEText(letter.text, "plain", "utf-8")
    if not letter.html:
        return plain
    boundary = hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]
    both = MIMEMultipart("alternative", boundary=f"={boundary}")
    both.attach(plain)
    both.attach(MIMEText(letter.html, "html", "utf-8"))
    return both


def _mailbox(value: str) -> str:
    name, address = _parts(value)
    return formataddr((name, address), "utf-8") if name else address


def _parts(mailbox: str) -> tuple[str, str]:
    found = _MAILBOX.fullmatch(mailbox)
    if found is None or mailbox != _one_line(mailbox):
        raise UnfitAddress(mailbox)
    return (found["name"] or "").strip(' "'), found["inside"] or found["bare"]


def _one_line(value: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", value).split())
