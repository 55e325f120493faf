"""Runs a program of the machine on a hostile file: limited, in a folder, ended with its kin."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import LARGEST_UNPACKED

_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TESSDATA_PREFIX")


def run_program(
    command: list[str],
    name: str,
    folder: Path,
    *,
    seconds: float,
    memory: int,
    variables: Mapping[str, str] | None = None,
) -> int:
    """Let a program work in ``folder``, with none of our environment; gives its exit status.

    ``memory`` bounds its address space in bytes. Raises UnreadableFile("file_too_slow").
    """
    kept = {one: os.environ[one] for one in _KEPT_VARIABLES if one in os.environ}
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**kept, **(variables or {}), "HOME": str(folder), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        _limit(process.pid, memory)
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("file_too_slow", name=name) from error
    finally:
        _end(process)


def _limit(pid: int, memory: int) -> None:
    """Bound memory and the size of what it writes, where the system can."""
    try:
        import resource

        limit = resource.prlimit
    except (ImportError, AttributeError):  # Linux only
        return
    with suppress(OSError):
        limit(pid, resource.RLIMIT_AS, (memory, memory))
        limit(pid, resource.RLIMIT_FSIZE, (LARGEST_UNPACKED, LARGEST_UNPACKED))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with everything that it started: its launcher is not the one that works."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
