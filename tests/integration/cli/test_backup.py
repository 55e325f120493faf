"""``tracker backup`` and ``tracker restore`` on both databases: round trips, and refusals."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, text

from tests.conftest import DATABASES, make_app
from tests.factories.databases import new_database, postgresql_tools
from tests.factories.people import make_user
from tracker.cli import main
from tracker.domain.access import viewer_of_system
from tracker.extensions import db, only_reads
from tracker.models.journal import JournalEntry
from tracker.models.people import User
from tracker.outbound.store import FileStore
from tracker.services import journal

EVIDENCE = b"%PDF-1.4 evidence"


@dataclass
class Installation:
    """An installation of its own: its folder, its database's address, its application."""

    folder: Path
    address: str
    app: Flask

    def run(self, *arguments: object, path: str | None = None) -> Result:
        """Run the command over this database."""
        values = {"DATABASE_URL": self.address, "PATH": path or postgresql_tools()}
        only_reads(False)
        return CliRunner(env=values).invoke(main, [str(one) for one in arguments])


def install(folder: Path, address: str) -> Installation:
    """Make an installation with people, journal entries and a file."""
    made = Installation(folder, address, make_app(folder, address))
    (folder / "secret_key").write_text("a-secret-key-0123456789")
    with made.app.app_context():
        upgrade()
        user = make_user("hang", "Trần Thu Hằng")
        for _entry in range(3):
            journal.record(
                "user_changed",
                "user",
                user.id,
                actor=viewer_of_system(),
                now=datetime.now().astimezone(),
            )
        db.session.commit()
        FileStore(folder / "files").put(EVIDENCE)
        close()
    return made


def close() -> None:
    """Let go of a database."""
    db.session.remove()
    db.engine.dispose()


@pytest.fixture(scope="module", params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation to be saved; tests leave it as it is."""
    only_reads(False)
    address = ""
    if request.param == "postgresql":
        address = new_database(request.getfixturevalue("postgresql_server"))
    return install(tmp_path_factory.mktemp("site"), address)


@pytest.fixture(scope="module")
def made(site: Installation, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of the installation."""
    target = tmp_path_factory.mktemp("made") / "saved.zip"
    done = site.run("backup", "--data", site.folder, "--to", target)
    assert done.exit_code == 0, done.output
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    return target.read_bytes()


@pytest.fixture
def other(site: Installation, tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    """Where to restore to: a folder that is not there yet, and an empty database."""
    address = ""
    if site.address:
        address = new_database(request.getfixturevalue("postgresql_server"))
    folder = tmp_path / "other"
    return Installation(folder, address, make_app(folder, address))


@pytest.fixture
def saved(made: bytes, tmp_path: Path) -> Path:
    """The backup as a file of the test's own."""
    target = tmp_path / "saved.zip"
    target.write_bytes(made)
    return target


def rewrite(saved: Path, **changed: bytes | str | None) -> None:
    """Change members of a backup; None takes one out, a new name adds one."""
    with zipfile.ZipFile(saved) as archive:
        members: dict[str, bytes | str | None] = {
            one: archive.read(one) for one in archive.namelist()
        }
    members.update(changed)
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)


def change_manifest(saved: Path, **changed: object) -> None:
    """Change what a backup says of itself."""
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    rewrite(saved, **{"manifest.json": json.dumps({**manifest, **changed})})


def refused(done: Result, words: str, folder: Path) -> None:
    """The restore said why in one sentence and left nothing behind."""
    assert done.exit_code == 1
    assert words in done.output
    assert done.output.startswith("Error: ")
    assert not folder.exists() or not any(folder.iterdir())


def test_everything_comes_back(saved: Path, other: Installation) -> None:
    done = other.run("restore", saved, "--data", other.folder)
    assert done.exit_code == 0, done.output
    assert "1 evidence files" in done.output
    assert (other.folder / "secret_key").read_text() == "a-secret-key-0123456789"
    with other.app.app_context():
        assert db.session.scalars(select(User.full_name)).all() == ["Trần Thu Hằng"]
        assert db.session.scalar(select(func.count(JournalEntry.id))) == 3
        close()
    [kept] = (other.folder / "files").glob("*/*")
    assert kept.read_bytes() == EVIDENCE


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_the_secret_key_is_for_its_owner_only(saved: Path, other: Installation) -> None:
    other.run("restore", saved, "--data", other.folder)
    assert stat.S_IMODE((other.folder / "secret_key").stat().st_mode) == 0o600


def test_backups_lie_in_the_data_folder_by_default(site: Installation) -> None:
    done = site.run("backup", "--data", site.folder)
    assert done.exit_code == 0, done.output
    [target] = (site.folder / "backups").iterdir()
    assert target.name in done.output


def test_a_file_that_stands_is_not_overwritten(site: Installation, saved: Path) -> None:
    before = saved.read_bytes()
    done = site.run("backup", "--data", site.folder, "--to", saved)
    assert done.exit_code == 1
    assert saved.read_bytes() == before


def test_a_folder_with_anything_in_it_is_refused(saved: Path, other: Installation) -> None:
    other.folder.mkdir()
    (other.folder / "mine").write_text("kept")
    done = other.run("restore", saved, "--data", other.folder)
    assert (done.exit_code, "not empty" in done.output) == (1, True)
    assert [path.name for path in other.folder.iterdir()] == ["mine"]


@pytest.mark.parametrize("site", ["postgresql"], indirect=True, scope="module")
def test_a_database_with_anything_in_it_is_refused(
    saved: Path, site: Installation, tmp_path: Path
) -> None:
    refused(site.run("restore", saved, "--data", tmp_path / "new"), "not empty", tmp_path / "new")


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(saved: Path, other: Installation, part: float) -> None:
    content = saved.read_bytes()
    saved.write_bytes(content[: int(len(content) * part)])
    refused(other.run("restore", saved, "--data", other.folder), "", other.folder)


def test_a_changed_member_is_refused(saved: Path, other: Installation) -> None:
    rewrite(saved, secret_key=b"another-secret-key-0123456789")
    done = other.run("restore", saved, "--data", other.folder)
    refused(done, "secret_key is not what was stored", other.folder)


def test_a_flipped_bit_is_found(saved: Path, other: Installation) -> None:
    content = bytearray(saved.read_bytes())
    content[len(content) // 3] ^= 1
    saved.write_bytes(content)
    refused(other.run("restore", saved, "--data", other.folder), "damaged", other.folder)


@pytest.mark.parametrize(
    "name", ["../evil", "/tmp/evil", "files/../../evil", "backups/x", "files/ab/c"]
)
def test_no_member_reaches_outside(saved: Path, other: Installation, name: str) -> None:
    with zipfile.ZipFile(saved) as archive:
        members = json.loads(archive.read("manifest.json"))["members"]
    rewrite(saved, **{name: b"x"})
    refused(other.run("restore", saved, "--data", other.folder), "manifest names", other.folder)
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    change_manifest(saved, members={**members, name: digest})
    refused(other.run("restore", saved, "--data", other.folder), "does not belong", other.folder)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": 2, "version": "9.9"}, "later version (9.9)"),
        ({"schema": "9999", "version": "9.9"}, "later version (9.9"),
        ({"database": "oracle"}, "lacks the database"),
        ({"surprise": 1}, "no readable manifest"),
        ({"members": {}}, "manifest names"),
    ],
)
def test_a_newer_or_odd_manifest_is_refused(
    saved: Path, other: Installation, changed: dict[str, object], words: str
) -> None:
    change_manifest(saved, **changed)
    refused(other.run("restore", saved, "--data", other.folder), words, other.folder)


def test_a_backup_of_the_other_kind_is_refused(
    saved: Path, site: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = "" if site.address else new_database(request.getfixturevalue("postgresql_server"))
    folder = tmp_path / "new"
    wrong = Installation(folder, address, site.app)
    refused(wrong.run("restore", saved, "--data", folder), "DATABASE_URL", folder)


def test_a_journal_that_was_changed_is_told(
    saved: Path, other: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other.run("restore", saved, "--data", other.folder)
    site = other
    with site.app.app_context():
        _put_guards_aside()
        db.session.execute(text("UPDATE journal SET act = 'user_created' WHERE number = 2"))
        db.session.commit()
        close()
    target = tmp_path / "changed.zip"
    site.run("backup", "--data", site.folder, "--to", target)
    address = new_database(request.getfixturevalue("postgresql_server")) if site.address else ""
    third = Installation(tmp_path / "third", address, site.app)
    done = third.run("restore", target, "--data", third.folder)
    assert done.exit_code == 1
    assert "does not hold from entry 2 on" in done.output


@pytest.mark.parametrize("site", ["postgresql"], indirect=True, scope="module")
def test_a_missing_pg_dump_is_told(site: Installation, tmp_path: Path) -> None:
    target = tmp_path / "none.zip"
    done = site.run("backup", "--data", site.folder, "--to", target, path=str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "pg_dump was not found" in done.output
    assert list(tmp_path.glob("*.zip")) == []


def test_nothing_to_back_up_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("a-secret-key-0123456789")
    done = CliRunner(env={"DATABASE_URL": ""}).invoke(main, ["backup", "--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "no installation" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def _put_guards_aside() -> None:
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
        return
    names = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    for name in names:
        db.session.execute(text(f"DROP TRIGGER {name}"))
