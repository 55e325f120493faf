"""Sites that tests start as processes of their own."""

from __future__ import annotations

import socket
import time
import urllib.request


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Wait until the log-in page answers; False after half a minute."""
    for _attempt in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/log-in", timeout=2) as page:
                return page.status == 200
        except OSError:
            time.sleep(0.2)
    return False
