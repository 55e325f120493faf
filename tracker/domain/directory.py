"""The agencies and groups an office knows, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tracker.domain.successions import heirs
from tracker.domain.text import early_tones, normalise

GROUP = "group"


@dataclass(frozen=True, slots=True)
class Body:
    """An agency, or a group of agencies named together.

    ``key`` is the database identity as text, or the name where there is no database. A body
    exists from ``exists_from`` to ``exists_to``, both included; None leaves that side open.
    """

    key: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    members: tuple[str, ...] = ()
    exists_from: date | None = None
    exists_to: date | None = None
    successors: tuple[str, ...] = ()
    """The keys of the bodies that went on with its work when it ended."""

    @property
    def is_group(self) -> bool:
        """Say whether this is a group; one without members is open and names nobody itself."""
        return self.kind == GROUP

    @property
    def is_open_group(self) -> bool:
        """Say whether a person has to name the members."""
        return self.is_group and not self.members

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the short name and the aliases, without empty ones and repetitions."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.short_name, *self.aliases))))

    def exists_on(self, day: date) -> bool:
        """Say whether the body existed on ``day``."""
        began = self.exists_from is None or self.exists_from <= day
        return began and (self.exists_to is None or day <= self.exists_to)


@dataclass(frozen=True)
class Directory:
    """All bodies an office knows, in the order in which a name is looked for."""

    bodies: tuple[Body, ...] = ()

    @classmethod
    def from_json(cls, entries: Iterable[Mapping[str, Any]]) -> Directory:
        """Read a list of objects with name, short_name, aliases, kind, members.

        Also exists_from and exists_to, as ISO dates, and successors, by name. Raises ValueError
        when an entry is no object or has no name, or a day is none.
        """
        return cls(tuple(_body(entry) for entry in entries))

    def find(self, name: str) -> Body | None:
        """Give the body of this name, short name or alias, whatever the case and tone habit."""
        return self._by_name.get(name_key(name))

    def heirs(self, body: Body, on: date) -> list[Body]:
        """The bodies that go on with a body's work on a day, in order; itself while it exists."""
        known = {one.key: one for one in self.bodies}
        ended = (one for one in self.bodies if one.exists_to is not None and one.exists_to < on)
        links = {one.key: one.successors for one in ended}
        return [known[key] for key in heirs(body.key, links) if key in known]

    def __add__(self, other: Directory) -> Directory:
        """Put two directories together; the right one's entries come first."""
        return Directory(other.bodies + self.bodies)

    @cached_property
    def _by_name(self) -> dict[str, Body]:
        found: dict[str, Body] = {}
        for body in self.bodies:
            found.setdefault(name_key(body.name), body)
        for body in self.bodies:
            for name in body.names:
                found.setdefault(name_key(name), body)
        return found


def name_key(name: str) -> str:
    """Give the form under which two spellings of a name are the same name."""
    return early_tones(normalise(name).lower())


def _body(entry: Mapping[str, Any]) -> Body:
    if not hasattr(entry, "get") or not entry.get("name"):
        raise ValueError("a directory entry is an object with a name")
    name = normalise(str(entry["name"]))
    return Body(
        key=str(entry.get("key", name)),
        name=name,
        short_name=normalise(str(entry.get("short_name") or "")),
        aliases=tuple(normalise(str(alias)) for alias in entry.get("aliases", ())),
        kind=str(entry.get("kind") or "other"),
        members=tuple(normalise(str(member)) for member in entry.get("members", ())),
        exists_from=_day(entry.get("exists_from")),
        exists_to=_day(entry.get("exists_to")),
        successors=tuple(normalise(str(one)) for one in entry.get("successors", ())),
    )


def _day(stored: object) -> date | None:
    return date.fromisoformat(str(stored)) if stored else None
