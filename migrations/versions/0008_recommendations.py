"""Recommendations: which tasks handle them, and what was answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.domain.text import fold

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add three tables, and what a list of recommendations is found by."""
    with op.batch_alter_table("recommendations") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("folded", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("committee_id", sa.Integer(), nullable=True))
    _fill()
    with op.batch_alter_table("recommendations") as table:
        table.alter_column("committee_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(
            op.f("fk_recommendations_committee_id_committees"),
            "committees",
            ["committee_id"],
            ["id"],
        )
        table.create_index(op.f("ix_recommendations_committee_id"), ["committee_id"])
    _create_links()
    _create_answers()
    _create_proposals()


def downgrade() -> None:
    """Take them away again."""
    for table in ("proposal_recommendations", "recommendation_answers", "recommendation_tasks"):
        op.drop_table(table)
    with op.batch_alter_table("recommendations") as table:
        table.drop_index(op.f("ix_recommendations_committee_id"))
        table.drop_constraint(
            op.f("fk_recommendations_committee_id_committees"), type_="foreignkey"
        )
        for column in ("committee_id", "folded", "version"):
            table.drop_column(column)


def _fill() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "UPDATE recommendations SET committee_id = "
            "(SELECT committee_id FROM meetings WHERE meetings.id = recommendations.meeting_id)"
        )
    )
    rows = connection.execute(sa.text("SELECT id, text FROM recommendations")).all()
    for row in rows:
        connection.execute(
            sa.text("UPDATE recommendations SET folded = :folded WHERE id = :id"),
            {"id": row.id, "folded": fold(row.text)},
        )


def _create_links() -> None:
    op.create_table(
        "recommendation_tasks",
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", _INSTANT, nullable=False),
        sa.Column("linked_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("recommendation_tasks", "recommendation_id", "recommendations"),
        _references("recommendation_tasks", "task_id", "tasks"),
        _references("recommendation_tasks", "committee_id", "committees"),
        _references("recommendation_tasks", "linked_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_tasks")),
    )
    _index("recommendation_tasks", "recommendation_id")
    _index("recommendation_tasks", "task_id", "ended_at")


def _create_answers() -> None:
    outcomes = sa.Enum(
        "answered", "declined", name="outcome", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "recommendation_answers",
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("outcome", outcomes, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("recommendation_answers", "recommendation_id", "recommendations"),
        _references("recommendation_answers", "committee_id", "committees"),
        _references("recommendation_answers", "recorded_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_answers")),
    )
    _index("recommendation_answers", "recommendation_id")
    _index("recommendation_answers", "committee_id")


def _create_proposals() -> None:
    op.create_table(
        "proposal_recommendations",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _references("proposal_recommendations", "proposal_id", "proposals"),
        _references("proposal_recommendations", "recommendation_id", "recommendations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_recommendations")),
        sa.UniqueConstraint(
            "proposal_id",
            "recommendation_id",
            name=op.f("uq_proposal_recommendations_proposal_id_recommendation_id"),
        ),
    )
    _index("proposal_recommendations", "recommendation_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _references(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
