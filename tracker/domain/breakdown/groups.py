"""Where the words for several bodies end: *các sở, ban, ngành*, *UBND các xã*, *đơn vị liên quan*."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.breakdown import bodies as words
from tracker.domain.breakdown import lexicon
from tracker.domain.breakdown.patterns import COMPOUNDS, STOPS, body_end, is_predicate
from tracker.domain.breakdown.phrases import Phrases
from tracker.domain.breakdown.text import Token


def group_end(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """Give the place after a group such as *các cơ quan, đơn vị liên quan*, or None."""
    at = begin + (_group_head(tokens, begin, end) or _long_head(tokens, begin, end))
    quantifier = words.QUANTIFIERS.at(tokens, at, end)
    if not quantifier:
        return _level_group(tokens, begin, at, end) or _bare_group(tokens, begin, end)
    noun = words.GROUP_NOUNS.at(tokens, at + quantifier, end)
    if not noun or words.NO_GROUPS.at(tokens, at + quantifier, end) > noun:
        return None
    stop = at + quantifier + noun
    whose = body_end(tokens, stop, end) if tokens[stop - 1].low == "viên" else None
    return _group_run(tokens, whose or stop, min(end, begin + 30))


def _level_group(tokens: Sequence[Token], begin: int, at: int, end: int) -> int | None:
    """*UBND cấp xã*, *công an huyện, thị xã, thành phố*."""
    units = _several_units(tokens, begin + words.HEADS.at(tokens, begin, end), end)
    if units and words.HEADS.at(tokens, begin, end):
        return units
    if at == begin or at >= end or tokens[at].low != "cấp":
        return None
    size = words.LEVELS.at(tokens, at, end)
    return at + size if size == 2 else None


def _several_units(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """*huyện, thị xã, thành phố* without a name: the place behind them."""
    at, count = begin, 0
    while unit := words.UNITS.at(tokens, at, end):
        count += 1
        at += unit
        if at + 1 >= end or tokens[at].low not in (",", "và"):
            break
        if not words.UNITS.at(tokens, at + 1, end):
            break
        at += 1
    named = at < end and tokens[at].is_capital and tokens[at].is_word
    return at if count > 1 and not named else None


def _bare_group(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """*cơ quan, đơn vị liên quan*, *cấp ủy, chính quyền các cấp*: groups without *các* before."""
    noun = 0 if tokens[begin].is_upper else words.GROUP_NOUNS.at(tokens, begin, end)
    at = begin + noun
    while noun and at < end and (more := _joined_noun(tokens, at, end)):
        at += more
    if not noun or lexicon.VERBS.at(tokens, begin, end) > noun:
        return None
    if tokens[at - 1].low in _PLURALS:
        inner = group_end(tokens, at, end) if words.QUANTIFIERS.at(tokens, at, end) else None
        level = words.LEVELS.at(tokens, at, end)
        return inner or (at + level if level == 2 else None)
    tail = _RELATED.at(tokens, at, end)
    return at + tail if tail else None


_PLURALS = frozenset({"quyền", "ủy", "đảng"})
_RELATED = Phrases("liên quan, có liên quan, chức năng")


def _group_head(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The head before the quantifier: *UBND các xã*, *phòng giáo dục và đào tạo các huyện*."""
    if words.QUANTIFIERS.at(tokens, begin, end) or not words.HEADS.at(tokens, begin, end):
        return 0
    at = begin
    while at + 1 < min(end, begin + 8):
        at += max(1, COMPOUNDS.at(tokens, at, end))
        if at >= end:
            return 0
        if tokens[at].low == "các":
            if at - begin > 3 and any(
                lexicon.GOVERNING.at(tokens, at - n, at) == n for n in (1, 2)
            ):
                return 0  # "Sở TT&TT chỉ đạo các doanh nghiệp": a verb and its object
            fits = words.GROUP_NOUNS.at(tokens, at + 1, end) and tokens[at - 1].low != "và"
            return at - begin if fits else 0
        if tokens[at - 1].low == "và" and tokens[at].is_capital:
            if words.HEADS.at(tokens, at, end):
                return 0
        if tokens[at].low == "cấp":
            return at - begin
        if words.LEVELS.at(tokens, at, end):
            return 0
        if (
            not tokens[at].is_word
            and tokens[at].raw not in "&-"
            or STOPS.at(tokens, at, end)
            and tokens[at].low != "và"
        ):
            return 0
        if not tokens[at].is_capital and not COMPOUNDS.at(tokens, at, end):
            if is_predicate(tokens, at, end):
                return 0
    return 0


def _long_head(tokens: Sequence[Token], begin: int, end: int) -> int:
    """*Ban Chỉ đạo phòng, chống dịch bệnh các huyện*: a whole name before *các*."""
    stop = body_end(tokens, begin, end)
    if stop is None or stop >= end or tokens[stop].low != "các":
        return 0
    return stop - begin if words.UNITS.at(tokens, stop + 1, end) else 0


def _group_run(tokens: Sequence[Token], at: int, end: int) -> int:
    closed = False
    while at < end:
        tail = words.GROUP_TAILS.at(tokens, at, end)
        noun = words.GROUP_NOUNS.at(tokens, at, end)
        if noun and (closed or lexicon.VERBS.at(tokens, at, end) > noun):
            noun = 0  # "báo cáo" is no "báo", nor do "các cơ quan liên quan" go on with "tổ chức"
        joined = _joined_noun(tokens, at, end)
        step = max(tail, noun, joined)
        if not step and not closed and not _ends_group(tokens, at, end):
            step = 1
        if not step:
            break
        at += step
        closed = tokens[at - 1].low == "quan" and tail > 0
    while at > 0 and tokens[at - 1].low in (",", "và"):
        at -= 1
    return at


def _joined_noun(tokens: Sequence[Token], at: int, end: int) -> int:
    if tokens[at].low not in (",", "và", "-"):
        return 0
    lead = 2 if at + 1 < end and tokens[at].raw == "," and tokens[at + 1].low == "và" else 1
    size = words.GROUP_NOUNS.at(tokens, at + lead, end)
    if not size or lexicon.VERBS.at(tokens, at + lead, end) > size:
        return 0
    if words.PERSON_WORDS.at(tokens, at + lead, end) == size:  # "…, đồng chí Chủ tịch"
        return 0
    if tokens[at + lead].is_capital and tokens[at].raw != "-":
        return lead + size if _is_generic(tokens, at + lead + size, end) else 0
    return lead + size


def _is_generic(tokens: Sequence[Token], after: int, end: int) -> bool:
    """*các Sở, Ban, ngành*: a capital noun that no name follows is one of the group."""
    if after >= end:
        return True
    if tokens[after].low in (",", "và"):
        return words.GROUP_NOUNS.at(tokens, after + 1, end) > 0
    return words.GROUP_TAILS.at(tokens, after, end) > 0


def _ends_group(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[at]
    if not token.is_word:
        return token.raw not in "&"
    if lexicon.NOUNS.at(tokens, at, end):
        return False
    if token.low != "của" and STOPS.at(tokens, at, end):
        return True
    if token.is_capital:
        return False
    return is_predicate(tokens, at, end)
