"""Hands one mail to a mail server, and knows afterwards what became of it.

The conversation is held command by command, because three things must be told apart (DESIGN 6):
what failed before DATA was surely not delivered; what the server answered after DATA is known;
what ended in between is uncertain.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.errors import MessageError
from typing import Protocol

from tracker.outbound.messages import Letter, UnfitAddress, address_of, build
from tracker.settings import MailServer

TIMEOUT = 45
"""Seconds that one answer may take; shorter than a claim lasts."""
GO_AHEAD = 354


class NotSent(Exception):
    """The mail was surely not delivered; the message is the server's answer."""


class Unreachable(NotSent):
    """No mail at all can be sent at the moment: no connection, log-in or sender refused."""


class Refused(NotSent):
    """The server refused this mail for good."""


class TryLater(NotSent):
    """The server refused this mail for now."""


class AnswerLost(Exception):
    """The content was on its way when the connection ended: delivered once or not at all."""


class Transport(Protocol):
    """What delivers letters."""

    def send(self, letter: Letter, *, at: datetime, before_data: Callable[[], None]) -> str:
        """Deliver one letter and give the server's answer.

        ``before_data`` is called when everything but the content was accepted; what it raises
        ends the conversation with nothing delivered. Raises NotSent, AnswerLost.
        """


class SmtpTransport:
    """Delivers through a mail server, one connection per letter."""

    def __init__(self, server: MailServer, *, timeout: float = TIMEOUT) -> None:
        """Remember the server; nothing is opened yet."""
        self._server = server
        self._timeout = timeout

    def send(self, letter: Letter, *, at: datetime, before_data: Callable[[], None]) -> str:
        """Deliver one letter. Raises NotSent, AnswerLost."""
        sender, content = self._write(letter, at)
        with self._connected() as connection:
            with _as_unreachable():
                _require(connection.mail(sender), Unreachable)
            with _as_later():
                _require(connection.rcpt(address_of(letter.recipient)), Refused)
            before_data()
            with _as_later():
                _require(connection.docmd("DATA"), Refused, expected=GO_AHEAD)
            return _hand_over(connection, content)

    def _write(self, letter: Letter, at: datetime) -> tuple[str, bytes]:
        try:
            sender = address_of(self._server.sender)
        except UnfitAddress as error:
            raise Unreachable(f"sender: {error}") from error
        try:
            return sender, build(letter, sender=self._server.sender, at=at)
        except (UnfitAddress, UnicodeError, MessageError) as error:
            raise Refused(f"message: {error}") from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with _as_unreachable():
            connection = self._open()
        try:
            with _as_unreachable():
                self._introduce(connection)
            yield connection
        finally:
            _leave(connection)

    def _open(self) -> smtplib.SMTP:
        server, host = self._server, self._server.sender.rpartition("@")[2].strip("> ")
        # Named by the sender's domain: looking the own name up may hang without a name server.
        if server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                server.host, server.port, host, timeout=self._timeout, context=context
            )
        return smtplib.SMTP(server.host, server.port, host, self._timeout)

    def _introduce(self, connection: smtplib.SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        if self._server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        if self._server.user:
            connection.login(self._server.user, self._server.password)


def _hand_over(connection: smtplib.SMTP, content: bytes) -> str:
    """Send the content and wait for the answer; from the first byte on, silence is uncertain."""
    dotted = re.sub(rb"(?m)^\.", b"..", content)
    end = b".\r\n" if dotted.endswith(b"\r\n") else b"\r\n.\r\n"
    try:
        connection.send(dotted + end)
        answer = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise AnswerLost(_words(error)) from error
    if answer[0] == -1:  # smtplib's word for a line that is no answer
        raise AnswerLost(_show(answer))
    _require(answer, Refused)
    return _show(answer)


def _require(answer: tuple[int, bytes], refusal: type[NotSent], *, expected: int = 200) -> None:
    """Raise unless the answer is a yes: TryLater for 4xx, else ``refusal``."""
    code = answer[0]
    if code == expected or (expected == 200 and 200 <= code < 300):
        return
    if refusal is Refused and not 500 <= code < 600:
        raise TryLater(_show(answer))
    raise refusal(_show(answer))


@contextmanager
def _as_unreachable() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise Unreachable(_words(error)) from error


@contextmanager
def _as_later() -> Iterator[None]:
    """The line broke before the content: nothing was delivered, whoever's fault it was."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(_words(error)) from error


def _leave(connection: smtplib.SMTP) -> None:
    """End the conversation; what was accepted stays accepted whatever happens here."""
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()


def _show(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode('utf-8', 'replace')}"[:500]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return _show((error.smtp_code, raw if isinstance(raw, bytes) else str(raw).encode()))
    return (str(error) or type(error).__name__)[:500]
