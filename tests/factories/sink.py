"""A real mail server in a process of its own; it writes down what it takes, then answers.

Run as a module it prints its port. What a recipient's name begins with decides the answer:
``rcpt4 rcpt5 data4 data5`` refuse there, ``lost`` takes the mail and ends without an answer,
``slow`` takes it and answers late. Everything else is taken.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from tracker.settings import MailServer

SENDER = "Đôn Đốc <nhacviec@haiduong.example>"


class Handler:
    """Takes mails into a file, one JSON line each, before it answers."""

    def __init__(self, path: str, slowness: float) -> None:
        self.path, self.slowness = path, slowness

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, _o: Any):
        if address.startswith("denied"):
            return "550 5.7.1 Sender denied"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _o: Any):
        if address.startswith("rcpt4"):
            return "450 4.2.1 Mailbox busy"
        if address.startswith("rcpt5"):
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any):
        address = envelope.rcpt_tos[0]
        if address.startswith("data4"):
            return "451 4.3.0 Try again"
        if address.startswith("data5"):
            return "554 5.6.0 Refused"
        await asyncio.sleep(random.random() * self.slowness)
        line = json.dumps([address, envelope.content.decode("ascii")])
        with Path(self.path).open("a") as file:
            file.write(line + "\n")
        if address.startswith("lost"):
            server.transport.abort()
        await asyncio.sleep(1 if address.startswith("slow") else random.random() * self.slowness)
        return "250 2.0.0 Taken"


class Sink:
    """The server as its user sees it."""

    def __init__(self, port: int, path: Path) -> None:
        self.port, self.path = port, path

    @property
    def server(self) -> MailServer:
        """The settings that lead to it."""
        return MailServer(host="127.0.0.1", port=self.port, security="none", sender=SENDER)

    def messages(self) -> list[Message]:
        """What was taken so far, in order."""
        text = self.path.read_text() if self.path.exists() else ""
        return [message_from_bytes(json.loads(line)[1].encode()) for line in text.splitlines()]

    def copies(self) -> Counter[str]:
        """How many copies of each Message-ID."""
        return Counter(str(one["Message-ID"]) for one in self.messages())


@contextmanager
def running(path: Path, *, slowness: float = 0.0) -> Iterator[Sink]:
    """Start the server, and end it."""
    command = [sys.executable, "-m", "tests.factories.sink", str(path), str(slowness)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield Sink(int(process.stdout.readline()), path)
    finally:
        process.terminate()
        process.communicate(timeout=10)


async def serve(path: str, slowness: str) -> None:
    """Serve until terminated; prints the port first."""
    handler = Handler(path, float(slowness))
    listening = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="sink"), "127.0.0.1", 0
    )
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
