"""The form of a new committee after the pattern of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField

from tracker.services.committee_copies import Pattern
from tracker.web.forms.base import options, read_number
from tracker.web.forms.committees import CommitteeForm

if TYPE_CHECKING:
    from tracker.models.committees import Committee, CommitteeMember


class CopyForm(CommitteeForm):
    """A committee's settings, and what else is taken over; ``version`` is the other's."""

    members = SelectMultipleField(_l("Thành viên"), coerce=str)
    with_ladder = BooleanField(_l("Dùng thang nhắc việc này"))

    def offer(self, seats: Sequence[CommitteeMember]) -> None:
        """Fill the choices."""
        self.offer_zones()
        self.members.choices = options((one.id, one.agency.name) for one in seats)

    def pattern(self, source: Committee) -> Pattern:
        """What is taken over."""
        return Pattern(
            source_id=source.id,
            version=self.version_number,
            member_ids={read_number(key) or 0 for key in self.members.data or []},
            with_ladder=bool(self.with_ladder.data),
        )


def copy_form(source: Committee, seats: Sequence[CommitteeMember]) -> CopyForm:
    """The form filled with the other's settings, without its names; everything is ticked."""
    form = CopyForm(formdata=None, obj=source)
    form.offer(seats)
    form.take_cycle(source.default_cycle)
    form.name.data = form.short_name.data = form.code.data = ""
    form.version.data = str(source.version)
    form.members.data = [str(one.id) for one in seats]
    form.with_ladder.data = True
    return form
