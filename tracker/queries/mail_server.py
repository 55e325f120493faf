"""Which mail server is used: the one of config and environment, else the one entered on screen."""

from __future__ import annotations

import hashlib
import json

from tracker.queries.installation import find_value
from tracker.settings import MailServer, Settings

NAME = "mail_server"


def find_mail_server(settings: Settings) -> MailServer | None:
    """The server that mails go to, or None; in the demo there is none.

    It is taken whole from one place, so that a password never meets another one's host.
    """
    if settings.demo:
        return None
    return settings.mail_server or find_entered()


def find_entered() -> MailServer | None:
    """The server that an administrator entered, or None."""
    stored = find_value(NAME)
    return MailServer(**json.loads(stored)) if stored else None


def get_version() -> int:
    """A number that changes with what was entered, for forms; never 0."""
    stored = find_value(NAME) or ""
    return 1 + int(hashlib.sha256(stored.encode()).hexdigest()[:7], 16)
