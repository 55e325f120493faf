"""Reopenings of accepted parts, and the day by which to report again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = (
    "receipt",
    "objection",
    "progress",
    "completion",
    "contribution",
    "acceptance",
    "return",
    "insistence",
    "confirmation",
    "asked_again",
    "asked_for",
    "extension",
)


def upgrade() -> None:
    """Add columns to updates and assignments, and a kind of updates."""
    op.add_column("updates", sa.Column("redo_on", sa.Date(), nullable=True))
    op.add_column("assignments", sa.Column("redo_on", sa.Date(), nullable=True))
    op.add_column(
        "assignments", sa.Column("reopenings", sa.Integer(), nullable=False, server_default="0")
    )
    _allow_kinds((*KINDS, "reopening"))


def downgrade() -> None:
    """Take them away again; a reopening becomes the return that it is like."""
    op.execute(sa.text("UPDATE updates SET kind = 'return' WHERE kind = 'reopening'"))
    _allow_kinds(KINDS)
    op.drop_column("assignments", "reopenings")
    op.drop_column("assignments", "redo_on")
    op.drop_column("updates", "redo_on")


def _allow_kinds(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{one}'" for one in kinds)
    with op.batch_alter_table("updates") as updates:
        updates.drop_constraint(op.f("ck_updates_updatekind"), type_="check")
        updates.create_check_constraint(op.f("ck_updates_updatekind"), f"kind IN ({listed})")
