"""Old Word files (.doc), turned into .docx by LibreOffice where the machine has it.

LibreOffice is a process of its own with a time limit, limits on memory and files, a profile that
is thrown away, macros and outside links switched off, and none of our environment. One at a time:
each takes some 300 MB.
"""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.inbound.errors import UnreadableFile
from tracker.inbound.kinds import kind_of
from tracker.inbound.programs import run_program

SECONDS = 60
MEMORY = 4 * 1024 * 1024 * 1024
"""Address space; LibreOffice reserves far more than it uses."""
_ONE_AT_A_TIME = threading.Lock()
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>true</value></prop></item>\n'
)
_SWITCHED_ON = ("DisableMacrosExecution", "DisableActiveContent", "BlockUntrustedRefererLinks")


def find_office() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(data: bytes, name: str) -> bytes:
    """The document as a .docx.

    Raises UnreadableFile("file_old_word" without LibreOffice, "file_too_slow", "file_broken",
    "file_too_large", "file_bomb").
    """
    office = find_office()
    if office is None:
        raise UnreadableFile("file_old_word", name=name)
    if not _ONE_AT_A_TIME.acquire(timeout=SECONDS):
        raise UnreadableFile("file_too_slow", name=name)
    try:
        with TemporaryDirectory(prefix="doc-", ignore_cleanup_errors=True) as folder:
            return _converted(office, data, name, Path(folder))
    finally:
        _ONE_AT_A_TIME.release()


def _converted(office: str, data: bytes, name: str, folder: Path) -> bytes:
    source, made = folder / "in.doc", folder / "out" / "in.docx"
    source.write_bytes(data)
    _write_profile(folder / "profile")
    run_program(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--infilter=MS Word 97",
            "--convert-to",
            "docx",
            "--outdir",
            str(made.parent),
            str(source),
        ],
        name,
        folder,
        seconds=SECONDS,
        memory=MEMORY,
    )
    if not made.exists():
        raise UnreadableFile("file_broken", name=name)
    content = made.read_bytes()
    if kind_of(content, name) != "docx":
        raise UnreadableFile("file_broken", name=name)
    return content


def _write_profile(folder: Path) -> None:
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(name=one) for one in _SWITCHED_ON)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), "utf-8")
