"""Parts that went to another agency, and the owner that an objection proposes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("reassign", "add", "take_off")


def upgrade() -> None:
    """Add a table, and two columns to updates."""
    op.create_table(
        "handovers",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("kind", _kinds(), nullable=False),
        sa.Column("ended_id", sa.Integer(), nullable=True),
        sa.Column("begun_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("handovers", "task_id", "tasks"),
        _references("handovers", "committee_id", "committees"),
        _references("handovers", "ended_id", "assignments"),
        _references("handovers", "begun_id", "assignments"),
        _references("handovers", "made_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_task_id"), "handovers", ["task_id"])
    with op.batch_alter_table("updates") as updates:
        updates.add_column(sa.Column("proposed_agency_id", sa.Integer(), nullable=True))
        updates.add_column(
            sa.Column("proposed_owner", sa.String(), nullable=False, server_default="")
        )
        updates.create_foreign_key(
            op.f("fk_updates_proposed_agency_id_agencies"),
            "agencies",
            ["proposed_agency_id"],
            ["id"],
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("updates") as updates:
        updates.drop_constraint(op.f("fk_updates_proposed_agency_id_agencies"), type_="foreignkey")
        updates.drop_column("proposed_owner")
        updates.drop_column("proposed_agency_id")
    op.drop_table("handovers")


def _kinds() -> sa.Enum:
    return sa.Enum(*KINDS, name="handover", native_enum=False, create_constraint=True, length=24)


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
