"""Files that were handed in and refused go; what something names stays."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.tasks import make_committee, make_conclusion
from tracker.domain.access import Viewer
from tracker.extensions import db
from tracker.models.conclusions import SourceFile
from tracker.outbound.store import FileStore
from tracker.services import clock, journal, tidying
from tracker.services.tidying import UNCLAIMED_KEPT


@pytest.fixture
def store(app: Flask, tmp_path: Path) -> FileStore:
    """An empty store."""
    return FileStore(tmp_path / "files")


def keep(store: FileStore, content: bytes, *, age: timedelta = UNCLAIMED_KEPT * 2) -> str:
    """A file that was handed in some time ago."""
    digest = store.put(content)
    at = (clock.now() - age).timestamp()
    os.utime(store.path(digest), (at, at))
    return digest


def test_a_refused_file_goes_after_two_days_and_a_named_one_stays(store: FileStore) -> None:
    committee = make_committee()
    named, sheet, refused = keep(store, b"named"), keep(store, b"sheet"), keep(store, b"refused")
    fresh = keep(store, b"fresh", age=UNCLAIMED_KEPT / 2)
    now = clock.now()
    db.session.add(
        SourceFile(
            conclusion_id=make_conclusion(committee).id,
            name="thong-bao.docx",
            media_type="application/octet-stream",
            size=5,
            digest=named,
            uploaded_at=now,
        )
    )
    data = {"digest": sheet, "changes": 1, "tasks": []}
    journal.record(
        "task_sheet_taken_in",
        "committee",
        committee.id,
        actor=Viewer(0, ""),
        now=now,
        committee_id=committee.id,
        data=data,
    )
    db.session.commit()
    assert tidying.tidy_files(store, now=now) == 1
    assert store.list_digests() == sorted([named, sheet, fresh])
    assert not store.path(refused).exists()


def test_a_file_handed_in_again_is_young_again(store: FileStore) -> None:
    digest = keep(store, b"again")
    before = clock.now() - UNCLAIMED_KEPT
    assert store.list_older(before) == [digest]
    assert store.put(b"again") == digest
    assert store.discard(digest, before) is False
    assert store.path(digest).read_bytes() == b"again"
    assert tidying.tidy_files(store, now=datetime.now().astimezone()) == 0
