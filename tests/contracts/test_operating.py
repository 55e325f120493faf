"""The operating guide names every setting, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text("utf-8")
CONFIG = (ROOT / "config.py").read_text("utf-8")


def test_the_table_of_settings_is_that_of_config() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", GUIDE, re.MULTILINE)
    stated = dict(re.findall(r'environ\.get\("([A-Z_]+)", "([^"]*)"\)', CONFIG))
    assert [name for name, _default in table] == list(stated)
    for name, default in table:
        if stated[name]:
            assert default == f"`{stated[name]}`", name


def test_the_commands_of_the_guide_exist() -> None:
    from tracker.cli import COMMANDS

    used = set(re.findall(r"^tracker ([a-z]+)", GUIDE, re.MULTILINE))
    assert used <= COMMANDS.keys()
