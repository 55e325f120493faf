"""The conversation with a real mail server, and what is known after each way it can end."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.factories.sink import Sink, running
from tracker.outbound.messages import Letter
from tracker.outbound.smtp import AnswerLost, NotSent, Refused, SmtpTransport, TryLater, Unreachable

AT = datetime(2020, 6, 15, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    """A mail server."""
    with running(tmp_path_factory.mktemp("sink") / "taken.jsonl") as one:
        yield one


def send(sink: Sink, name: str, *, log: list[str] | None = None, **changes: object) -> str:
    """Send a letter to ``name``; ``log`` notes that the content was about to go out."""
    letter = Letter(f"<{name}@dondoc>", f"{name}@haiduong.example", "Nhắc việc", ".một\n..hai\n")
    server = replace(sink.server, **changes)  # type: ignore[arg-type]
    opened = [] if log is None else log
    transport = SmtpTransport(server, timeout=5)
    return transport.send(letter, at=AT, before_data=lambda: opened.append("data"))


def test_a_letter_arrives_as_it_was_written(sink: Sink) -> None:
    assert send(sink, "canbo").startswith("250")
    message = sink.messages()[-1]
    assert message["Message-ID"] == "<canbo@dondoc>"
    assert message.get_payload(decode=True).decode() == ".một\n..hai\n"


@pytest.mark.parametrize(
    ("name", "kind", "opened"),
    [
        ("rcpt4", TryLater, []),
        ("rcpt5", Refused, []),
        ("data4", TryLater, ["data"]),
        ("data5", Refused, ["data"]),
        ("lost", AnswerLost, ["data"]),
    ],
)
def test_refusals_are_told_apart(
    sink: Sink, name: str, kind: type[Exception], opened: list[str]
) -> None:
    log: list[str] = []
    with pytest.raises(kind) as caught:
        send(sink, name, log=log)
    assert type(caught.value) is kind
    assert log == opened
    assert sink.copies()[f"<{name}@dondoc>"] == (1 if name == "lost" else 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"port": 1},
        {"sender": "denied@haiduong.example"},
        {"sender": "không phải địa chỉ"},
        {"security": "starttls"},
        {"security": "tls"},
        {"user": "dondoc", "password": "sai"},
        {"host": "không.có.máy"},
    ],
)
def test_what_stops_every_mail_is_no_fault_of_this_one(
    sink: Sink, changes: dict[str, object]
) -> None:
    log: list[str] = []
    with pytest.raises(Unreachable):
        send(sink, "canbo", log=log, **changes)
    assert log == []


def test_a_server_that_never_speaks_is_unreachable(sink: Sink) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        letter = Letter("<x@dondoc>", "canbo@haiduong.example", "x", "x")
        server = replace(sink.server, port=mute.getsockname()[1])
        with pytest.raises(Unreachable):
            SmtpTransport(server, timeout=0.3).send(letter, at=AT, before_data=lambda: None)


def test_what_stops_before_the_content_delivers_nothing(sink: Sink) -> None:
    def refuse() -> None:
        raise LookupError

    letter = Letter("<never@dondoc>", "canbo@haiduong.example", "x", "x")
    with pytest.raises(LookupError):
        SmtpTransport(sink.server).send(letter, at=AT, before_data=refuse)
    assert sink.copies()["<never@dondoc>"] == 0


def test_an_unfit_address_is_refused_without_a_word_to_the_server(sink: Sink) -> None:
    letter = Letter("<x@dondoc>", "a@b.example\r\nDATA", "x", "x")
    with pytest.raises(NotSent) as caught:
        SmtpTransport(sink.server).send(letter, at=AT, before_data=lambda: None)
    assert isinstance(caught.value, Refused)
