"""Every act that a service records has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tracker.services
from tracker.web.wording_acts import ACTS

SERVICES = Path(tracker.services.__file__).parent
RECORDS = re.compile(r"record|_note\w*")


def acts_of(function: ast.AST) -> Iterator[str]:
    """What a function names as an act; a formatted one as a regular expression."""
    held: dict[str, ast.expr] = {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if not (isinstance(node, ast.Call) and node.args and RECORDS.fullmatch(name_of(node))):
            continue
        first = node.args[0]
        if isinstance(first, ast.Name):
            first = held.get(first.id, first)
        yield from literals(first)


def name_of(call: ast.Call) -> str:
    """What is called: the last part of its name."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+"
            for one in node.values
        )


def recorded() -> set[str]:
    """The acts of all services."""
    return {
        act
        for path in SERVICES.glob("*.py")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for act in acts_of(function)
    }


def test_every_act_that_is_recorded_has_words() -> None:
    wanted = recorded()
    assert {"due_date_set", "directive_answered", "user_activated"} <= wanted
    assert any(act.startswith("assignment_") for act in wanted)
    without = {act for act in wanted if not any(re.fullmatch(act, known) for known in ACTS)}
    assert without == set(), "tracker/web/wording_acts.py lacks words for these acts"


def test_every_move_and_every_state_of_a_proposal_has_words() -> None:
    from tracker.domain.tasks import Move
    from tracker.models.proposals import ProposalState

    acts = {f"assignment_{move.value}" for move in Move}
    acts |= {f"proposal_{state.value}" for state in ProposalState}
    assert acts - ACTS.keys() == set()
