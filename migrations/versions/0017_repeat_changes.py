"""Why a published task was said to repeat another, or no longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "repeat_changes",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("is_linked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("task_id", "tasks"),
        _references("committee_id", "committees"),
        _references("first_id", "tasks"),
        _references("recorded_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeat_changes")),
    )
    for column in ("task_id", "first_id"):
        op.create_index(op.f(f"ix_repeat_changes_{column}"), "repeat_changes", [column])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("repeat_changes")


def _references(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_repeat_changes_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
