"""A small directory, and short ways to ask the engine about one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.breakdown import Breakdown, break_down
from tracker.domain.directory import Directory

GOLDENS = Path(__file__).parents[3] / "goldens"

Read = Callable[..., Breakdown]


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The agencies of Hải Dương in 2020."""
    return Directory.from_json(json.loads((GOLDENS / "directory.json").read_text("utf-8")))


@pytest.fixture
def read(directory: Directory) -> Read:
    """Break a text down as said on 11 June 2020, unless told otherwise."""

    def run(text: str, held_on: date | None = date(2020, 6, 11), **more: object) -> Breakdown:
        return break_down(text, directory, held_on=held_on, **more)  # type: ignore[arg-type]

    return run
