"""Stage 3b: what *các địa phương trên*, *hai cơ quan này* point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.breakdown.mention import Mention
from tracker.domain.breakdown.places import UNITS
from tracker.domain.breakdown.values import Party


def resolve(
    mentions: Iterable[Mention],
    recent: Sequence[Party],
    issuer: Party | None,
    leads: Sequence[Party] = (),
    joined: Sequence[Party] = (),
) -> tuple[Party, ...]:
    """Give the parties of ``mentions``, pointers replaced by what was named before.

    *Các cơ quan này* are the joint ``leads`` of the sentence before, *hai cơ quan này* may be
    one lead and one who ``joined``.
    """
    found: list[Party] = []
    for mention in mentions:
        parties = mention.parties or _pointed(mention, recent, issuer, leads, joined)
        found += [party for party in parties if party.name not in {known.name for known in found}]
    return tuple(found)


def _pointed(
    mention: Mention,
    recent: Sequence[Party],
    issuer: Party | None,
    leads: Sequence[Party],
    joined: Sequence[Party],
) -> tuple[Party, ...]:
    near = mention.near or mention.pointer == "chủ"
    if near and mention.count is None and mention.pointer in _ANY and len(leads) > 1:
        return tuple(leads)
    if mention.near and mention.count is not None:
        for told in (leads, [*leads, *joined]):
            if len(told) == mention.count and all(_is_told(one, mention) for one in told):
                return tuple(told)
    fitting = [party for party in recent if _fits(party, mention.pointer)]
    if mention.pointer == "địa":
        fitting = [party for party in fitting if not _is_province(party)] or fitting
    if not fitting and mention.default is not None:
        return (mention.default,)
    if not fitting and mention.count == 1 and issuer is not None:
        return (issuer,)
    if mention.count is not None:
        return tuple(fitting[-mention.count :])
    return tuple(fitting)


def _is_told(party: Party, mention: Mention) -> bool:
    """*Hai huyện ủy này*: a pointer may also repeat how the names begin."""
    return _fits(party, mention.pointer) or party.name.lower().startswith(mention.pointer)


def _is_province(party: Party) -> bool:
    return party.name.lower().startswith("ủy ban nhân dân tỉnh")


_LOCAL_PARTY = ("huyện ủy", "thị ủy", "thành ủy", "quận ủy", "đảng ủy xã", "đảng ủy phường")
_ANY = frozenset({"cơ", "đơn", "lực", "tổ", "chủ"})


def _fits(party: Party, pointer: str) -> bool:
    name = party.name.lower()
    if pointer in _ANY:
        return True
    if pointer == "địa":
        return name.startswith((*(f"ủy ban nhân dân {unit}" for unit in UNITS), *_LOCAL_PARTY))
    if pointer == "thành" or pointer == "thị":
        return f"nhân dân {pointer}" in name
    if pointer in ("huyện", "tỉnh", "xã", "phường", "quận"):
        return f" {pointer} " in name
    return name.startswith(pointer)
