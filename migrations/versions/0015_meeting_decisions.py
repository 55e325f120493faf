"""What a meeting decides on tasks of earlier conclusions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table."""
    kinds = sa.Enum(
        "extend",
        "close",
        "repeat",
        name="decisionkind",
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "meeting_decisions",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_at", instant, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("meeting_id", "meetings"),
        _references("committee_id", "committees"),
        _references("task_id", "tasks"),
        _references("decided_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decisions")),
    )
    op.create_index(
        op.f("ix_meeting_decisions_meeting_id_task_id"),
        "meeting_decisions",
        ["meeting_id", "task_id"],
    )
    op.create_index(op.f("ix_meeting_decisions_task_id"), "meeting_decisions", ["task_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("meeting_decisions")


def _references(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_meeting_decisions_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
