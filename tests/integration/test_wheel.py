"""The wheel, away from the checkout: it carries everything that the commands need."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import urllib.request
from pathlib import Path

import pytest

from tests.factories.processes import answers, free_port

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Giao Sở Y tế chủ trì lập phương án trực trước ngày 20/6/2020.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [made] = folder.glob("*.whl")
    return made


def environment(folder: Path) -> Path:
    """An empty virtual environment; gives its Python."""
    subprocess.run([sys.executable, "-m", "uv", "venv", "--quiet", str(folder)], check=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, *what: object) -> None:
    """Install into an environment."""
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
    subprocess.run([*command, *map(str, what)], check=True)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``tracker`` of an environment that holds the wheel and nothing else of ours.

    What the wheel depends on is borrowed from the environment of the tests, by a path that is
    looked at last; the test marked ``long`` installs the tested list instead.
    """
    python = environment(tmp_path_factory.mktemp("venv") / "env")
    install(python, "--no-deps", "--offline", wheel)
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    (Path(packages) / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return python.with_name("tracker")


class Away:
    """The command, run in a folder far from the checkout."""

    def __init__(self, command: Path, folder: Path) -> None:
        self.command, self.folder = command, folder
        self.values = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
        }

    def run(self, *arguments: str) -> str:
        """Run to the end, and give what was printed."""
        done = subprocess.run(
            [str(self.command), *arguments],
            cwd=self.folder,
            env=self.values,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def serve(self, *arguments: str) -> dict[str, str]:
        """Start a site, fetch two things from it, and end it."""
        port = free_port()
        command = [str(self.command), *arguments, "--port", str(port)]
        with subprocess.Popen(
            command, cwd=self.folder, env=self.values, stdout=subprocess.DEVNULL
        ) as process:
            assert answers(port)
            pages = {name: fetch(port, name) for name in ("/log-in", "/static/dondoc.css")}
            process.send_signal(signal.SIGTERM)
        assert process.returncode == 0
        return pages


def fetch(port: int, path: str) -> str:
    """What a visitor who reads English gets."""
    site = f"http://127.0.0.1:{port}"
    with urllib.request.urlopen(site + path) as page:
        return page.read().decode()


@pytest.fixture
def away(installed: Path, tmp_path: Path) -> Away:
    """The command in an empty folder."""
    return Away(installed, tmp_path)


def test_the_wheel_is_what_runs(away: Away) -> None:
    code = "import tracker; print(tracker.__file__)"
    python = str(away.command.with_name("python"))
    done = subprocess.run(
        [python, "-c", code], cwd=away.folder, capture_output=True, text=True, check=True
    )
    assert str(ROOT) not in done.stdout


def test_catalogues_come_compiled(away: Away) -> None:
    code = (
        "from tracker.paths import PACKAGE as p; print(sorted(x.parent.parent.name"
        " for x in (p / 'translations').rglob('*.mo')))"
    )
    python = str(away.command.with_name("python"))
    done = subprocess.run(
        [python, "-c", code], cwd=away.folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['en', 'vi']"


def test_the_demo_answers(away: Away) -> None:
    pages = away.serve("demo", "--data", "demo")
    assert "Đăng nhập" in pages["/log-in"]
    assert "--dd-ink" in pages["/static/dondoc.css"]


def test_an_installation_lives_through_init_run_backup_and_restore(away: Away) -> None:
    said = away.run("init", "--data", "site", "--login", "admin")
    assert "/join/" in said
    assert "Đăng nhập" in away.serve("run", "--data", "site")["/log-in"]
    away.run("backup", "--data", "site", "--to", "saved.zip")
    assert "the journal holds" in away.run("restore", "saved.zip", "--data", "other")
    assert "Đăng nhập" in away.serve("run", "--data", "other")["/log-in"]


def test_the_breakdown_runs(away: Away) -> None:
    (away.folder / "text.txt").write_text(SENTENCE, "utf-8")
    assert "Sở Y tế" in away.run("breakdown", "text.txt", "--format", "json")


@pytest.mark.long
def test_the_tested_list_is_enough(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "env")
    install(python, "--require-hashes", "-r", ROOT / "requirements" / "run.txt")
    install(python, "--no-deps", "--offline", wheel)
    away = Away(python.with_name("tracker"), tmp_path)
    assert "Đăng nhập" in away.serve("demo", "--data", "demo")["/log-in"]
    away.run("init", "--data", "site")
    away.run("backup", "--data", "site", "--to", "saved.zip")
