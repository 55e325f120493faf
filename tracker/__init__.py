"""Đôn Đốc: follows what a meeting concluded until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from tracker.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """Put the application together. Without ``settings`` they are read from the installation."""
    from tracker.application import build
    from tracker.settings import load

    return build(settings or load())
