"""``dev.py`` on machines where something is in the way: one clear sentence, no traceback."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("dev.py", "pyproject.toml", "hatch_build.py", "README.md")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The part of a fresh clone that a start needs, without an environment."""
    for name in NEEDED:
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def run(
    folder: Path, *arguments: str, python: str = sys.executable, **more: object
) -> subprocess.CompletedProcess[str]:
    """Run dev.py of a folder."""
    command = [python, str(folder / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **more)  # type: ignore[call-overload, no-any-return]


def told(done: subprocess.CompletedProcess[str], words: str) -> None:
    """It ended with one sentence on stderr that holds these words."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_old_python_can_read_the_file() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 6))
    newer = [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.NamedExpr))]
    assert newer == []
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.ImportFrom) and node.module == "__future__")


@pytest.mark.parametrize("version", ["(3, 6, 15)", "(3, 10, 2)"])
def test_an_old_python_is_told(version: str) -> None:
    code = (
        f"import runpy, sys; sys.version_info = {version}; sys.argv = ['dev.py', 'run'];"
        f" runpy.run_path({str(ROOT / 'dev.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    told(done, "Python 3.11 or newer is needed")


def test_an_unreachable_index_is_told(checkout: Path) -> None:
    nowhere = {
        **os.environ,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_TIMEOUT": "1",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_CONFIG_FILE": os.devnull,
    }
    nowhere.pop("PIP_EXTRA_INDEX_URL", None)
    told(run(checkout, "run", env=nowhere), "is the package index reachable?")


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_folder_that_cannot_be_written_is_told(unwritable: Path) -> None:
    if os.geteuid() != 0:
        told(run(unwritable, "run"), "No environment could be made here")
        return
    # Root is refused nowhere: somebody else asks, with a Python that everybody may run.
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python is None or not is_new_enough(python):
        pytest.skip("no Python for everybody")
    told(run(unwritable, "run", python=python, user="nobody"), "No environment could be made here")


def test_an_environment_that_cannot_be_made_is_told(checkout: Path) -> None:
    (checkout / ".venv").write_text("no folder")
    told(run(checkout, "run"), "No environment could be made here")


@pytest.fixture
def unwritable(checkout: Path) -> Iterator[Path]:
    """A checkout in which nothing can be written."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "checkout"
        shutil.copytree(checkout, place)
        for path in (Path(folder), place):
            path.chmod(0o555)
        yield place
        for path in (Path(folder), place):
            path.chmod(0o755)


def is_new_enough(python: str) -> bool:
    """Say whether this Python is one that the program runs on."""
    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(ROOT, "run", "--data", str(tmp_path), "--port", port)
    told(done, "--port")


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run(ROOT, "run", "--data", str(tmp_path / "file" / "data"))
    told(done, "--data")


def test_an_unknown_command_shows_the_commands() -> None:
    done = run(ROOT, "fly")
    assert done.returncode == 2
    assert "dev.py run" in done.stdout
