"""Give every committee's ladder the step of suspensions whose review date has come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

RULE = "suspension_review"


def upgrade() -> None:
    """On the day itself, then every 3 working days."""
    op.execute(
        sa.text(
            "INSERT INTO ladder_steps"
            " (version, committee_id, rule, days, repeat_every, is_enabled)"
            " SELECT 1, id, :rule, 0, 3, :on FROM committees"
        ).bindparams(sa.bindparam("rule", RULE), sa.bindparam("on", True, type_=sa.Boolean()))
    )


def downgrade() -> None:
    """Take the step out again."""
    op.execute(sa.text("DELETE FROM ladder_steps WHERE rule = :rule").bindparams(rule=RULE))
