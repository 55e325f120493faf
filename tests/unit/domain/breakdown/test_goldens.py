"""The engine against texts annotated by hand."""

import pytest

from tests.goldens.scoring import score


@pytest.mark.parametrize("folder", ["texts", "docx", "pdf"])
def test_finds_what_careful_people_found(folder: str) -> None:
    found = score(folder)
    assert found.detection >= 0.93, found
    assert found.strict >= 0.85, found
