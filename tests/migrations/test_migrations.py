"""Migrations go up and down with data, and end where the models are."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from tests.conftest import DATABASES, make_app
from tests.factories.databases import new_database
from tests.factories.people import make_user
from tests.factories.tasks import PUBLISHED, make_agency, make_committee, make_conclusion, make_task
from tracker.domain.access import AgencyRole, Viewer, viewer_of_system
from tracker.domain.tasks import Move
from tracker.extensions import db, only_reads
from tracker.paths import bundled
from tracker.services import journal
from tracker.services.updates import Said, make_move


@pytest.fixture(params=DATABASES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """An application over a database of its own, not yet migrated."""
    only_reads(False)
    address = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        address = new_database(server)
    return make_app(tmp_path, address)


def test_the_revisions_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (bundled("migrations") / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]


def test_up_and_down_with_data(fresh: Flask, now: datetime) -> None:
    with fresh.app_context():
        upgrade()
        make_user("hang")
        journal.record("user_created", "user", 1, actor=viewer_of_system(), now=now)
        db.session.commit()
        downgrade(revision="base")
        upgrade()
        assert db.session.execute(text("SELECT count(*) FROM users")).scalar() == 0
        _forget()


def test_a_table_is_rebuilt_without_losing_what_hangs_on_it(fresh: Flask) -> None:
    with fresh.app_context():
        upgrade()
        conclusion = make_conclusion(make_committee())
        task = make_task(conclusion, leads=[make_agency("Sở Y tế")])
        part = task.assignments[0]
        said = Said(words="Đã làm", quantities=[(Decimal(3), "tin")])
        actor = Viewer(
            make_user("canbo").id, "", agency_roles={part.agency_id: frozenset(AgencyRole)}
        )
        make_move(part.id, Move.UPDATE, said, actor=actor, now=PUBLISHED)
        db.session.commit()
        downgrade(revision="0005")
        upgrade()
        assert db.session.execute(text("SELECT count(*) FROM quantities")).scalar() == 1
        assert db.session.execute(text("SELECT text FROM updates")).scalar() == "Đã làm"
        _forget()


def test_the_tables_are_what_the_models_say(fresh: Flask) -> None:
    with fresh.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []
        _forget()


def _forget() -> None:
    db.session.remove()
    db.engine.dispose()
