"""The database's schema: which revision it has, and bringing it up to the newest."""

from __future__ import annotations

from dataclasses import dataclass

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from tracker.extensions import db
from tracker.paths import bundled


class NewerDatabase(Exception):
    """The database was migrated by a later version of the program than this one."""


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The revision that the database has (None: an empty one) and the newest there is."""

    current: str | None
    head: str | None
    is_known: bool

    @property
    def is_up_to_date(self) -> bool:
        """Say whether nothing is left to migrate."""
        return self.current == self.head


def get_state() -> SchemaState:
    """Read the database's revision. Raises what the database driver raises."""
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    head = _scripts().get_current_head()
    return SchemaState(current, head, current is None or is_known(current))


def is_known(revision: str) -> bool:
    """Say whether this version of the program has the migration of this name."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def find_state() -> SchemaState | None:
    """The same, or None when the database cannot be asked."""
    try:
        return get_state()
    except SQLAlchemyError:
        return None


def bring_up() -> None:
    """Migrate to the newest revision. Raises NewerDatabase."""
    state = get_state()
    if not state.is_known:
        raise NewerDatabase(state.current)
    if not state.is_up_to_date:
        upgrade()


def _scripts() -> ScriptDirectory:
    folder = bundled("migrations")
    config = Config(folder / "alembic.ini")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return ScriptDirectory.from_config(config)
