"""Periods of standing tasks, their dated rows, changes of a cycle; reports name their period."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PROGRESS = ("open", "reported", "accepted", "withdrawn")


def upgrade() -> None:
    """Add three tables, and a column to the updates."""
    op.create_table(
        "periods",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("missed_after", sa.Date(), nullable=True),
        sa.Column("progress", _progress(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("periods", "assignment_id", "assignments"),
        _references("periods", "task_id", "tasks"),
        _references("periods", "committee_id", "committees"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periods")),
        sa.UniqueConstraint(
            "assignment_id", "due_on", name=op.f("uq_periods_assignment_id_due_on")
        ),
    )
    op.create_index(op.f("ix_periods_task_id_due_on"), "periods", ["task_id", "due_on"])
    op.create_index(op.f("ix_periods_committee_id_due_on"), "periods", ["committee_id", "due_on"])
    op.create_table(
        "period_changes",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("progress", _progress(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("missed_after", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("meant_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("period_changes", "period_id", "periods"),
        _references("period_changes", "committee_id", "committees"),
        _references("period_changes", "recorded_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_changes")),
    )
    columns = ["period_id", "recorded_at", "id"]
    op.create_index(op.f("ix_period_changes_period_id_recorded_at_id"), "period_changes", columns)
    op.create_index(op.f("ix_period_changes_committee_id"), "period_changes", ["committee_id"])
    op.create_table(
        "task_cycles",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("task_cycles", "task_id", "tasks"),
        _references("task_cycles", "recorded_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_cycles")),
    )
    op.create_index(op.f("ix_task_cycles_task_id"), "task_cycles", ["task_id"])
    with op.batch_alter_table("updates") as updates:
        updates.add_column(sa.Column("period_id", sa.Integer(), nullable=True))
        updates.create_foreign_key(
            op.f("fk_updates_period_id_periods"), "periods", ["period_id"], ["id"]
        )
    op.create_index(op.f("ix_updates_period_id"), "updates", ["period_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(op.f("ix_updates_period_id"), "updates")
    with op.batch_alter_table("updates") as updates:
        updates.drop_constraint(op.f("fk_updates_period_id_periods"), type_="foreignkey")
        updates.drop_column("period_id")
    op.drop_table("task_cycles")
    op.drop_table("period_changes")
    op.drop_table("periods")


def _progress() -> sa.Enum:
    return sa.Enum(*PROGRESS, native_enum=False, create_constraint=True, length=24, name="progress")


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
