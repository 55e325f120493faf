"""Forms about reminders."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from tracker.queries.ledger import STATES, LedgerFilter
from tracker.services.holds import LONGEST_NOTE
from tracker.web.forms.base import Form, read_number


class HoldForm(Form):
    """Keep a task's reminders back, or put words into them."""

    is_held = BooleanField(_l("Tạm giữ, chưa gửi thư nhắc của nhiệm vụ này"))
    note = TextAreaField(_l("Lời nhắn kèm trong thư nhắc"), [Length(max=LONGEST_NOTE)])


def read_filter(args: MultiDict[str, str]) -> LedgerFilter:
    """What the address asks of the ledger; unfit values count as absent."""
    state = args.get("state", "")
    return LedgerFilter(
        committee_id=_key(args, "committee"),
        state=next((one for one in STATES if one.value == state), None),
        task_id=_key(args, "task"),
        search=args.get("q", "").strip()[:200],
    )


def _key(args: MultiDict[str, str], name: str) -> int | None:
    return read_number(args.get(name, ""))
