"""Two versions of a row side by side, for a form that somebody else's save made stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which what is stored and what was typed are not the same."""

    label: str
    stored: str
    typed: str


def differences(stored: Mapping[str, str], typed: Mapping[str, str]) -> Sequence[Difference]:
    """What differs between two descriptions of a row: label → words. Order: stored, then new."""
    labels = dict.fromkeys([*stored, *typed])
    pairs = ((label, stored.get(label, ""), typed.get(label, "")) for label in labels)
    return [Difference(*one) for one in pairs if one[1] != one[2]]
