"""The review: who has a draft open, what can be undone, sentences that name no addressee."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables, and a column to the texts."""
    op.create_table(
        "draft_readers",
        sa.Column("conclusion_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("draft_readers", "conclusion_id", "conclusions"),
        _references("draft_readers", "user_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_readers")),
        sa.UniqueConstraint(
            "conclusion_id", "user_id", name=op.f("uq_draft_readers_conclusion_id_user_id")
        ),
    )
    op.create_table(
        "review_steps",
        sa.Column("conclusion_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("review_steps", "conclusion_id", "conclusions"),
        _references("review_steps", "user_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_steps")),
    )
    for table in ("draft_readers", "review_steps"):
        op.create_index(op.f(f"ix_{table}_conclusion_id"), table, ["conclusion_id"])
    with op.batch_alter_table("conclusion_texts") as texts:
        texts.add_column(
            sa.Column("unassigned", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("conclusion_texts") as texts:
        texts.drop_column("unassigned")
    op.drop_table("review_steps")
    op.drop_table("draft_readers")


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
