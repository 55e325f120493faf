"""Repetitions: earlier tasks that a proposal says again, and tasks that did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "proposal_repeats",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("is_linked", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("proposal_repeats", "proposal_id", "proposals"),
        _references("proposal_repeats", "task_id", "tasks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_repeats")),
        sa.UniqueConstraint(
            "proposal_id", "task_id", name=op.f("uq_proposal_repeats_proposal_id_task_id")
        ),
    )
    op.create_table(
        "task_repeats",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("task_repeats", "task_id", "tasks"),
        _references("task_repeats", "committee_id", "committees"),
        _references("task_repeats", "first_id", "tasks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_repeats")),
        sa.UniqueConstraint("task_id", name=op.f("uq_task_repeats_task_id")),
    )
    op.create_index(op.f("ix_task_repeats_first_id"), "task_repeats", ["first_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("task_repeats")
    op.drop_table("proposal_repeats")


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
