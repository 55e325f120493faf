"""Saving a form: one way for every page of the administration.

A refused form comes back with what was typed: 400 with the sentence at its field, or 409 with
what is stored now beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField

from tracker.domain.errors import InvalidInput, NotAllowed, StaleForm
from tracker.domain.text import normalise
from tracker.extensions import transaction
from tracker.web.forms.base import DayField, EditForm, Form, show_day
from tracker.web.forms.due_dates import HourField
from tracker.web.wording import sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the form and the stored row differ, both in words."""

    label: str
    mine: str
    stored: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form was not saved: the answer's code, and what to say besides the fields' errors."""

    code: int = 400
    sentence: str = ""
    differences: tuple[Difference, ...] = ()


def save(
    form: Form, act: Callable[[], object], stored: Callable[[], EditForm] | None = None
) -> Refusal | None:
    """Validate, run ``act`` in a transaction, and give None when it is saved.

    ``stored`` makes a fresh form of the row for comparing. A stale form that says what is
    stored already (a second click) counts as saved; any other gets the current version, so that
    sending it again, after reading both, replaces what is stored.
    """
    if not form.validate():
        return Refusal()
    try:
        with transaction():
            act()
    except StaleForm as error:
        if stored is None:
            return Refusal(409, sentence(error))
        return _compare(form, stored())
    except (InvalidInput, NotAllowed) as error:
        return _at_field(form, error)
    return None


def differences(form: Form, stored: Form) -> tuple[Difference, ...]:
    """The fields in which two forms of one kind differ."""
    pairs = ((field, stored[field.name]) for field in form if not isinstance(field, HiddenField))
    found = ((str(a.label.text), shown(a), shown(b)) for a, b in pairs)
    return tuple(Difference(*one) for one in found if one[1] != one[2])


def shown(field: Any) -> str:
    """A field's value as a person reads it."""
    if field.type == "PasswordField":
        return str(_("(có nhập)")) if field.data else ""
    if field.type == "BooleanField":
        return str(_("Có") if field.data else _("Không"))
    if field.type in ("SelectField", "SelectMultipleField"):
        return "; ".join(str(words) for _value, words, on, *_rest in field.iter_choices() if on)
    if isinstance(field, DayField):
        return show_day(field.day)
    if isinstance(field, HourField):
        return field.hour.strftime("%H:%M") if field.hour else ""
    return "; ".join(filter(None, map(normalise, str(field._value()).splitlines())))


def _compare(form: Form, stored: EditForm) -> Refusal | None:
    found = differences(form, stored)
    if not found:
        return None
    form["version"].data = stored.version.data
    return Refusal(409, differences=found)


def _at_field(form: Form, error: InvalidInput | NotAllowed) -> Refusal:
    name = getattr(error, "field", None)
    if name and name in form:
        form[name].errors = [sentence(error)]
        return Refusal()
    return Refusal(sentence=sentence(error))
