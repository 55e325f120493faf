"""The engine against texts annotated by hand, a little under what it reaches."""

import pytest

from tests.goldens.scoring import score


@pytest.mark.parametrize(
    ("name", "detection", "strict"),
    [
        ("texts", 0.985, 0.93),
        ("unseen", 0.965, 0.93),
        ("docx", 0.99, 0.955),
        ("pdf", 0.985, 0.96),
    ],
)
def test_finds_what_careful_people_found(name: str, detection: float, strict: float) -> None:
    found = score(name)
    assert found.detection >= detection, found
    assert found.strict >= strict, found
    assert found.certain_precision >= 0.95, found
