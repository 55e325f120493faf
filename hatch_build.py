"""Compiles the catalogues, so that only their sources are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a .mo beside every .po before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and let the wheel carry what git ignores."""
        folder = Path(self.root) / "tracker" / "translations"
        for source in sorted(folder.rglob("*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file)
            target = source.with_suffix(".mo")
            with target.open("wb") as out:
                write_mo(out, catalogue)
        build_data.setdefault("artifacts", []).append("tracker/translations/**/*.mo")
