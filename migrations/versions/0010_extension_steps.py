"""Give every committee's ladder the step of extensions that nobody has decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

RULE = "extension_undecided"


def upgrade() -> None:
    """After 2 working days, once."""
    op.execute(
        sa.text(
            "INSERT INTO ladder_steps"
            " (version, committee_id, rule, days, repeat_every, is_enabled)"
            " SELECT 1, id, :rule, 2, 0, :on FROM committees"
        ).bindparams(sa.bindparam("rule", RULE), sa.bindparam("on", True, type_=sa.Boolean()))
    )


def downgrade() -> None:
    """Take the step out again."""
    op.execute(sa.text("DELETE FROM ladder_steps WHERE rule = :rule").bindparams(rule=RULE))
