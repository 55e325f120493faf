"""The engine against texts annotated by hand, a little under what it reaches."""

import pytest

from tests.goldens.scoring import score

BARS = {"due": 0.97, "kind": 0.92, "report_to": 0.96, "product": 0.83}


@pytest.mark.parametrize(
    ("name", "detection", "strict"),
    [
        ("texts", 0.995, 0.985),
        ("unseen", 0.98, 0.965),
        ("later", 0.98, 0.965),
        ("docx", 0.99, 0.985),
        ("pdf", 0.99, 0.98),
    ],
)
def test_finds_what_careful_people_found(name: str, detection: float, strict: float) -> None:
    found = score(name)
    assert found.detection >= detection, found
    assert found.strict >= strict, found
    assert found.certain_precision >= 0.97, found
    assert found.certainty >= 0.75, found
    for name, share in BARS.items():
        assert found.share(name) >= share, (name, found)
