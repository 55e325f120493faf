"""Addresses to go back to, which must lie on this site."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for


def own_page(address: str) -> str:
    """``address`` when it is a path of this site, else the first page: never another site."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if own else url_for("home.index")


def this_page() -> str:
    """The path of the page that is shown, for coming back; after a POST the one it came from."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    return f"{came_from.path}?{came_from.query}".rstrip("?")
