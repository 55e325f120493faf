"""The demo's way of delivering: nothing leaves the machine, the mailbox page shows the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tracker.outbound.messages import Letter


class MailboxTransport:
    """Accepts every letter at once."""

    def send(self, letter: Letter, *, at: datetime, before_data: Callable[[], None]) -> str:
        """Accept a letter, which is kept where it came from."""
        before_data()
        return f"250 kept for {letter.recipient} at {at.isoformat()}"
