"""Extensions of due dates, their limits per committee, and dates of contributions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
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
)
ADDED = ("asked_for", "extension")
STATES = ("pending", "granted", "changed", "refused", "withdrawn", "lapsed")
LIMITS = ("extension_most", "extension_days_each", "extension_days_total")


def upgrade() -> None:
    """Add a table, columns of committees and assignments, and two kinds of updates."""
    op.create_table(
        "extensions",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("state", _states(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("wanted_text", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_source", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("is_own_matter", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("extensions", "task_id", "tasks"),
        _references("extensions", "committee_id", "committees"),
        _references("extensions", "update_id", "updates"),
        _references("extensions", "settled_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
        sa.UniqueConstraint("update_id", name=op.f("uq_extensions_update_id")),
    )
    for column in ("committee_id", "task_id"):
        op.create_index(op.f(f"ix_extensions_{column}_state"), "extensions", [column, "state"])
    with op.batch_alter_table("committees") as committees:
        for name in LIMITS:
            committees.add_column(sa.Column(name, sa.Integer(), nullable=True))
        committees.add_column(
            sa.Column(
                "extensions_by_leaders", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("assignments") as assignments:
        assignments.add_column(sa.Column("wanted_on", sa.Date(), nullable=True))
        assignments.add_column(
            sa.Column("wanted_set_at", sa.DateTime(timezone=True), nullable=True)
        )
    _allow_kinds((*KINDS, *ADDED))


def downgrade() -> None:
    """Take them away again, with the updates of the two kinds and what hangs on them."""
    op.drop_table("extensions")
    with op.batch_alter_table("assignments") as assignments:
        assignments.drop_column("wanted_set_at")
        assignments.drop_column("wanted_on")
    with op.batch_alter_table("committees") as committees:
        for name in ("extensions_by_leaders", *LIMITS):
            committees.drop_column(name)
    gone = "SELECT id FROM updates WHERE kind IN ('asked_for', 'extension')"
    for table in ("evidence", "quantities"):
        op.execute(sa.text(f"DELETE FROM {table} WHERE update_id IN ({gone})"))
    op.execute(sa.text("DELETE FROM updates WHERE kind IN ('asked_for', 'extension')"))
    _allow_kinds(KINDS)


def _allow_kinds(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{one}'" for one in kinds)
    with op.batch_alter_table("updates") as updates:
        updates.drop_constraint(op.f("ck_updates_updatekind"), type_="check")
        updates.create_check_constraint(op.f("ck_updates_updatekind"), f"kind IN ({listed})")


def _states() -> sa.Enum:
    return sa.Enum(
        *STATES, name="extensionstate", native_enum=False, create_constraint=True, length=24
    )


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
