"""The journal refuses to be changed: triggers on both databases."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER journal_refuses_{lower} BEFORE {verb} ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_refuses_change BEFORE UPDATE OR DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
"""


def upgrade() -> None:
    """Refuse UPDATE and DELETE."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL)
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(verb=verb, lower=verb.lower()))


def downgrade() -> None:
    """Allow them again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER journal_refuses_change ON journal")
        op.execute("DROP FUNCTION journal_is_append_only()")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER journal_refuses_{verb}")
