"""A deputy's post says in whose place it is held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NAME = "fk_agency_posts_stands_in_for_id_users"


def upgrade() -> None:
    """Add a column to posts."""
    with op.batch_alter_table("agency_posts") as posts:
        posts.add_column(sa.Column("stands_in_for_id", sa.Integer(), nullable=True))
        posts.create_foreign_key(op.f(NAME), "users", ["stands_in_for_id"], ["id"])


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("agency_posts") as posts:
        posts.drop_constraint(op.f(NAME), type_="foreignkey")
        posts.drop_column("stands_in_for_id")
