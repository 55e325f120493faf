"""What can go wrong by rule, as opposed to by accident.

Each error carries a ``code`` and the values that its sentence needs; the edge (web page, API,
command line) puts it into the reader's words, so that no screen text lives in the domain.
"""

from __future__ import annotations


class DomainError(Exception):
    """A rule says no. ``code`` names the rule, ``params`` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code} ({details})" if details else self.code


class NotFound(DomainError):
    """The thing does not exist, or not for this viewer: the two are never told apart."""

    def __init__(self, what: str = "page") -> None:
        super().__init__("not_found", what=what)


class NotAllowed(DomainError):
    """The viewer may see the thing and may not do this to it."""


class InvalidMove(DomainError):
    """The move is not in the table of moves for the state the thing is in."""


class InvalidInput(DomainError):
    """A value is unfit; ``field`` names the form field that should show the sentence."""

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


class StaleForm(DomainError):
    """Somebody changed the thing after this form was opened.

    ``current`` holds the version that is stored now, for showing both side by side.
    """

    def __init__(self, current: int) -> None:
        super().__init__("stale_form", current=current)
        self.current = current


class SecrecyRefused(DomainError):
    """A text bears a mark of state secrecy; it is refused before anything is stored."""

    def __init__(self, marking: str) -> None:
        super().__init__("secrecy_refused", marking=marking)
