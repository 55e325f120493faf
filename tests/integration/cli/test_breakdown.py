"""The command line's view of the engine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.goldens.scoring import HERE
from tracker.cli.breakdown import breakdown

NOTICE = HERE / "docx" / "21-haiduong-tb-vanphong-par-index.docx"
DIRECTORY = ["--directory", str(HERE / "directory.json")]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(breakdown, arguments)
    return result.exit_code, result.output


def test_json_keeps_offsets_into_the_text() -> None:
    code, output = run(str(NOTICE), *DIRECTORY, "--format", "json")
    answer = json.loads(output)
    assert code == 0
    assert answer["held_on"] == "2020-09-03"
    assert len(answer["tasks"]) > 15
    for task in answer["tasks"]:
        assert " ".join(answer["text"][task["start"] : task["end"]].split()) == task["text"]


def test_the_table_explains_itself() -> None:
    code, output = run(str(NOTICE), *DIRECTORY, "--explain")
    assert code == 0
    assert "Vì sao" in output
    assert "Chủ trì" in output


def test_the_stages_are_told_one_after_the_other(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Giao Sở Y tế lập phương án trước ngày 20/6/2020.", "utf-8")
    code, output = run(str(text), *DIRECTORY, "--explain")
    numbers = [line[0] for line in output.split("\n\n")[0].splitlines()]
    assert code == 0
    assert numbers == sorted(numbers)
    assert set(numbers) == set("123456")
    assert "3 mentions  known       Sở Y tế = Sở Y tế" in output
    assert "4 dates     2020-06-20: trước ngày 20/6/2020" in output


def test_events_move_what_hangs_on_them(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Giao Sở Y tế lập phương án trước ngày khai mạc Đại hội 15 ngày.", "utf-8")
    events = tmp_path / "events.json"
    events.write_text('[{"name": "Đại hội", "first_day": "2020-10-25"}]', "utf-8")
    _, output = run(str(text), "--held-on", "2020-06-11", "--events", str(events))
    assert "10/10/2020" in output


@pytest.mark.parametrize("content", ["{", '{"name": 1}', "[1]"])
def test_a_broken_directory_is_a_clear_sentence(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "d.json"
    broken.write_text(content, "utf-8")
    code, output = run(str(NOTICE), "--directory", str(broken))
    assert code == 1
    assert "d.json" in output


def test_a_file_that_is_none_is_a_clear_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"MZ\x90\x00 no document")
    code, output = run(str(file))
    assert code == 1
    assert "Không đọc được tệp" in output


def test_importing_the_command_loads_no_web_and_no_database() -> None:
    script = (
        "import sys, tracker.cli.breakdown as _; print({'flask', 'sqlalchemy'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_a_text_of_an_8_bit_font_is_named_and_converted_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    said = "Giao Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh x©y dùng ph\u00ad¬ng ¸n."
    file.write_bytes(said.encode("cp1252"))
    code, output = run(str(file))
    assert code == 0
    assert "TCVN3" in output
    assert "--convert" in output
    code, output = run(str(file), "--convert")
    assert code == 0
    assert "đã chuyển" in output
    assert "Sở Y tế" in output
    _, output = run(str(file), "--convert", "--format", "json")
    assert json.loads(output)["text"].startswith("Giao Sở Y tế chủ trì")
