"""Finds what lies beside the package in a checkout and inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The path of ``templates``, ``migrations`` or ``config.py``.

    In a checkout that is the copy beside the package, so that an edit shows at once.
    """
    checkout = PACKAGE.parent
    in_checkout = (checkout / "pyproject.toml").is_file()
    return (checkout if in_checkout else PACKAGE) / name
