"""Recommendations: what the list is asked for, and the forms of links and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.queries.recommendations import RecommendationFilter, RecommendationSort
from tracker.services.recommendations import (
    LONGEST,
    LONGEST_NAME,
    Answer,
    Outcome,
    RecommendationKind,
    RecommendationState,
)
from tracker.web.forms.base import DayField, EditForm, Form, options, plausible
from tracker.web.forms.lists import Listed, choice_of, key_of, shared_of
from tracker.web.wording_states import OUTCOME_WORDS


@dataclass(frozen=True, slots=True)
class RecommendationList(Listed):
    """The list: also kind, state, meeting and agency."""

    kind: RecommendationKind | None = None
    state: RecommendationState | None = None
    meeting_id: int | None = None
    agency_id: int | None = None
    sort: RecommendationSort = RecommendationSort.LATEST

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> RecommendationList:
        """Read the address; unfit values count as absent."""
        return cls(
            *shared_of(args),
            kind=choice_of(RecommendationKind, args, "kind"),
            state=choice_of(RecommendationState, args, "state"),
            meeting_id=key_of(args, "meeting"),
            agency_id=key_of(args, "agency"),
            sort=choice_of(RecommendationSort, args, "sort") or RecommendationSort.LATEST,
        )

    def own(self) -> dict[str, object]:
        """The arguments of the address, without the page."""
        return Listed.own(self) | {
            "kind": self.kind and self.kind.value,
            "state": self.state and self.state.value,
            "meeting": self.meeting_id,
            "agency": self.agency_id,
        }

    def wanted(self) -> RecommendationFilter:
        """The filter of the query."""
        return RecommendationFilter(
            self.search,
            self.committee_id,
            self.meeting_id,
            self.agency_id,
            self.kind,
            self.state,
            self.sort,
        )

    def address(self, **changed: object) -> dict[str, object]:
        """The arguments of the address, some of them changed; the page begins anew."""
        sort = self.sort.value if self.sort is not RecommendationSort.LATEST else None
        return self.own() | {"sort": sort} | changed


class LinkForm(EditForm):
    """The task that handles a recommendation, by its code."""

    code = StringField(_l("Mã nhiệm vụ"), [InputRequired(), Length(max=60)])


class TaskLinkForm(Form):
    """On a task: the recommendation that it handles, by its key."""

    recommendation = HiddenField()


class RecommendationAnswerForm(EditForm):
    """What the agency is told."""

    outcome = RadioField(_l("Kết quả"), choices=options(OUTCOME_WORDS))
    words = TextAreaField(
        _l("Nội dung trả lời, hoặc lý do"), [InputRequired(), Length(max=LONGEST)]
    )
    answered_by = StringField(_l("Người trả lời"), [InputRequired(), Length(max=LONGEST_NAME)])
    answered_on = DayField(_l("Ngày trả lời"), [InputRequired(), plausible])

    @classmethod
    def fresh(cls, version: int, *, answered_by: str, today: date) -> RecommendationAnswerForm:
        """The form before anything was typed."""
        data = {"outcome": Outcome.ANSWERED.value, "answered_by": answered_by, "answered_on": today}
        form = cls(formdata=None, data=data)
        form.version.data = str(version)
        return form

    def said(self) -> Answer:
        """What was entered; only after validation."""
        return Answer(
            Outcome(self.outcome.data),
            self.words.data or "",
            self.answered_by.data or "",
            self.answered_on.day,
        )
