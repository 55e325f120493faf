"""What became of agencies, and the days on which former names held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HOW = ("rename", "merge", "split", "end")


def upgrade() -> None:
    """Add a table, and two columns to names."""
    op.create_table(
        "agency_successions",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            sa.Enum(*HOW, name="how", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("old_name", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("from_id", "agencies"),
        _references("to_id", "agencies"),
        _references("recorded_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_successions")),
    )
    for column in ("from_id", "to_id"):
        name = op.f(f"ix_agency_successions_{column}")
        op.create_index(name, "agency_successions", [column])
    for column in ("valid_from", "valid_to"):
        op.add_column("aliases", sa.Column(column, sa.Date(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    for column in ("valid_to", "valid_from"):
        op.drop_column("aliases", column)
    op.drop_table("agency_successions")


def _references(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_agency_successions_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
