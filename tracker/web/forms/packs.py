"""The review before a meeting: what the page is asked for, and the form of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from tracker.queries.packs import Group, Mark
from tracker.services.decisions import LONGEST, Decision, DecisionKind
from tracker.web.forms.base import DayField, EditForm, plausible
from tracker.web.forms.lists import key_of

LAST_PAGE = 10**6


@dataclass(frozen=True, slots=True)
class PackView:
    """Which tasks the page shows: all, one group, or those with one mark."""

    show: Group | Mark | None = None
    page: int = 1

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> PackView:
        """Read the address; unfit values count as absent."""
        asked = args.get("show", "")
        kinds: tuple[Group | Mark, ...] = (*Group, *Mark)
        show = next((one for one in kinds if one.value == asked), None)
        return cls(show, min(key_of(args, "page") or 1, LAST_PAGE))

    def address(self, **changed: object) -> dict[str, object]:
        """The arguments of the address, some of them changed; the page begins anew."""
        return {"show": self.show and self.show.value} | changed


class DecisionForm(EditForm):
    """One form for every decision; which button was pressed stands in ``kind``."""

    kind = HiddenField()
    due_on = DayField(_l("Hạn mới, khi gia hạn"), [plausible])
    words = TextAreaField(_l("Nội dung quyết định"), [Length(max=LONGEST)])

    @property
    def chosen(self) -> DecisionKind | None:
        """The decision of the button; None when it is none of ours."""
        return next((kind for kind in DecisionKind if kind.value == self.kind.data), None)

    def decision(self, kind: DecisionKind) -> Decision:
        """What was entered; only after validation."""
        return Decision(kind, self.words.data or "", self.due_on.day)


def fresh_decision() -> DecisionForm:
    """An empty form."""
    return DecisionForm(formdata=None)
