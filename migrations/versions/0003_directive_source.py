"""A directive's answer that the secretariat wrote down says where it comes from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the source of an answer given on behalf."""
    source = sa.Column("answer_source", sa.String(), nullable=False, server_default="")
    op.add_column("directives", source)


def downgrade() -> None:
    """Take it away."""
    op.drop_column("directives", "answer_source")
