"""What a job is handed when its time has come."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tracker.extensions import transaction
from tracker.services import clock
from tracker.settings import Settings


def process_name() -> str:
    """A name for this process that no other one has, also after a restart."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(frozen=True, slots=True)
class Tick:
    """One run of one job."""

    settings: Settings
    process: str = field(default_factory=process_name)
    is_stopping: Callable[[], bool] = lambda: False
    """Asked between two pieces of work: the process wants to end."""

    def now(self) -> datetime:
        """The instant, aware, in UTC; of the demo's own clock in the demo."""
        if not self.settings.demo:
            return clock.now()
        with transaction():
            return clock.now(demo=True)
