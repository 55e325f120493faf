"""``tracker init``: an empty installation with its first administrator."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli import main
from tracker.extensions import only_reads

ALONE = {"DATABASE_URL": "", "TRACKER_BASE_URL": "https://dondoc.example"}


def init(folder: Path, *arguments: str) -> Result:
    """Run the command."""
    only_reads(False)
    return CliRunner(env=ALONE).invoke(main, ["init", "--data", str(folder), *arguments])


def people(folder: Path) -> list[tuple[str, int]]:
    """Log-in names, and whether they administer."""
    with closing(sqlite3.connect(folder / "dondoc.sqlite3")) as database:
        return database.execute("SELECT login, is_administrator FROM users").fetchall()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
class TestInit:
    """The command keeps its database open until the process ends."""

    def test_it_prints_the_first_administrators_link(self, tmp_path: Path) -> None:
        done = init(tmp_path, "--login", "an", "--name", "Nguyễn Văn An")
        assert done.exit_code == 0, done.output
        assert re.search(r"https://dondoc\.example/join/[a-z0-9-]{24}\n", done.output)
        assert people(tmp_path) == [("an", 1)]

    def test_a_second_time_changes_nothing(self, tmp_path: Path) -> None:
        init(tmp_path)
        done = init(tmp_path, "--login", "khac")
        assert done.exit_code == 1
        assert "users already" in done.output
        assert people(tmp_path) == [("admin", 1)]

    @pytest.mark.parametrize("typed", [["--login", "có dấu"], ["--login", ""], ["--name", " "]])
    def test_an_unfit_administrator_is_told(self, tmp_path: Path, typed: list[str]) -> None:
        done = init(tmp_path, *typed)
        assert (done.exit_code, "unfit" in done.output) == (1, True)
        assert people(tmp_path) == []
