"""The documents that repeat what the code decides say the same."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.domain.extensions import EXTENSION_MOVES
from tracker.domain.handovers import HANDOVERS
from tracker.domain.ladder import DEFAULT_LINES, UNITS
from tracker.domain.periods import PERIOD_MOVES
from tracker.domain.tasks import MOVES, TASK_MOVES, Rule

DOCS = Path(__file__).resolve().parents[2] / "docs"


def table_of_moves() -> str:
    """The table of moves as Markdown."""
    head = "| move | part | from | to | who may | reason | who is told |"
    return "\n".join([head, "|---" * 7 + "|", *map(_row, MOVES)])


def _row(rule: Rule) -> str:
    cells = (
        rule.move.value,
        rule.part.value,
        ", ".join(sorted(state.value for state in rule.sources)),
        rule.target.value,
        rule.by.value,
        "needed" if rule.reason_needed else "",
        rule.told.value,
    )
    return f"| {' | '.join(cells)} |"


def table_of_task_moves() -> str:
    """What the secretariat does to a whole task, as Markdown."""
    rows = (
        (
            move.value,
            ", ".join(sorted(one.value for one in rule.sources)),
            rule.target.value,
            "needed" if rule.reason_needed else "",
            "needed" if rule.review_needed else "",
            rule.told.value,
        )
        for move, rule in TASK_MOVES.items()
    )
    head = "| move | from | to | reason | review date | who is told |"
    return "\n".join([head, "|---" * 6 + "|", *(f"| {' | '.join(row)} |" for row in rows)])


def table_of_period_moves() -> str:
    """The moves of a period, as Markdown."""
    rows = (
        (
            rule.move,
            rule.source,
            rule.target,
            rule.by,
            "needed" if rule.reason_needed else "",
            rule.told,
        )
        for rule in PERIOD_MOVES
    )
    head = "| move | from | to | who may | reason | who is told |"
    return "\n".join([head, "|---" * 6 + "|", *(f"| {' | '.join(row)} |" for row in rows)])


def table_of_extension_moves() -> str:
    """What is done to a request for a new date, as Markdown."""
    rows = (
        (one.move.value, one.target.value, one.by.value, "needed" if one.words_needed else "",
         one.told.value)
        for one in EXTENSION_MOVES.values()
    )  # fmt: skip
    cells = [f"| {' | '.join(row)} |" for row in rows]
    head = "| move | to | who may | words | who is told |"
    return "\n".join([head, "|---" * 5 + "|", *cells])


def table_of_handovers() -> str:
    """What the secretariat does to the agencies of a task, as Markdown."""
    rows = (
        f"| {row.handover.value} | {row.part.value} | "
        f"{', '.join(sorted(one.value for one in row.sources))} | {', '.join(row.told)} |"
        for row in HANDOVERS
    )
    head = "| handover | part | where the old part stands | who is told |"
    return "\n".join([head, "|---|---|---|---|", *rows])


def table_of_ladder() -> str:
    """The default ladder as Markdown."""
    rows = (
        (line.rule.value, str(line.days), str(line.repeat_every or ""), UNITS[line.rule].value)
        for line in DEFAULT_LINES
    )
    cells = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(["| rule | days | again every | days are |\n|---|---|---|---|", *cells])


def test_the_tables_of_moves_are_the_codes_own() -> None:
    text = (DOCS / "tasks.md").read_text("utf-8")
    assert table_of_moves() in text
    assert table_of_task_moves() in text
    assert table_of_period_moves() in text
    assert table_of_extension_moves() in text
    assert table_of_handovers() in text


def test_the_ladder_is_the_codes_own() -> None:
    assert table_of_ladder() in (DOCS / "reminders.md").read_text("utf-8")


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text("utf-8")
    pages = [page.name for page in (DOCS / "decisions").glob("0*.md")]
    assert [name for name in pages if name not in listed] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text("utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
