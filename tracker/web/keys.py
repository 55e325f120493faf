"""Keys in addresses: a number that no table can hold leads nowhere rather than to an error."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""What PostgreSQL's integer holds."""


class KeyConverter(IntegerConverter):
    """The converter ``int`` of routes, bounded by what a key can be."""

    def __init__(self, url_map: Map, *arguments: Any, **options: Any) -> None:
        """Take the bound unless the route sets its own."""
        options.setdefault("max", LARGEST)
        super().__init__(url_map, *arguments, **options)


def register(app: Flask) -> None:
    """Put it in the place of the ordinary converter."""
    app.url_map.converters["int"] = KeyConverter
