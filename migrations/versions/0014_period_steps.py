"""Give every committee's ladder the steps of a period of a standing task."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STEPS = (("period_before", 3, 0), ("period_due", 0, 0), ("period_late", 1, 3))


def upgrade() -> None:
    """3 working days before, on the day, the day after and every 3 working days."""
    for rule, days, again in STEPS:
        values = [
            sa.bindparam("rule", rule),
            sa.bindparam("days", days),
            sa.bindparam("again", again),
            sa.bindparam("on", True, type_=sa.Boolean()),
        ]
        op.execute(
            sa.text(
                "INSERT INTO ladder_steps"
                " (version, committee_id, rule, days, repeat_every, is_enabled)"
                " SELECT 1, id, :rule, :days, :again, :on FROM committees"
            ).bindparams(*values)
        )


def downgrade() -> None:
    """Take the steps out again."""
    for rule, _days, _again in STEPS:
        op.execute(sa.text("DELETE FROM ladder_steps WHERE rule = :rule").bindparams(rule=rule))
