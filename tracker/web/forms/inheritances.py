"""The form by which tasks of an ended agency go to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from tracker.services.inheritances import Inheriting
from tracker.web.forms.base import Form, read_number


class InheritanceForm(Form):
    """Why; both agencies read it."""

    reason = TextAreaField(_l("Lý do"), [DataRequired(), Length(max=2000)])


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked and chosen, by part; nothing of a fresh page."""

    ticked: dict[int, int]
    """The version of each ticked part."""
    takers: dict[int, int | None]
    """The agency chosen for each part that the form had; None: none was."""

    @classmethod
    def read(cls, sent: MultiDict[str, str]) -> Chosen:
        """Read ``part=7:2`` for a tick and ``to-7=5`` for an agency."""
        ticked = dict(_pairs(sent.getlist("part")))
        names = (name for name in sent if name.startswith("to-"))
        keys = ((read_number(name.removeprefix("to-")), name) for name in names)
        return cls(ticked, {key: read_number(sent[name]) for key, name in keys if key})

    @property
    def complete(self) -> list[Inheriting]:
        """The ticked parts for which an agency is chosen."""
        return [
            Inheriting(key, version, agency_id)
            for key, version in self.ticked.items()
            if (agency_id := self.takers.get(key))
        ]


def _pairs(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    for value in values:
        key, _colon, version = value.partition(":")
        numbers = read_number(key), read_number(version)
        if numbers[0] is not None and numbers[1] is not None:
            yield numbers[0], numbers[1]
