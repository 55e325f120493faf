"""*Nhắc lại*: which open tasks say what a proposal says again (DESIGN 2; never merged by itself).

Titles are compared as sets of folded words, alone and in neighbouring pairs, each weighted by how
rare it is among the open tasks: *phương án* says little, *trực cấp cứu* much. What is to be done
comes first in a title; where, for whom and in which frame comes after a preposition and counts
less. What only one of the two says is elaboration and costs little; what each says instead of the
other is another deed and costs its full weight. The same lead speaks for a repetition, other
leads, numbers, seasons and proper names against it. A person decides; this only proposes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from tracker.domain.text import early_tones, fold, normalise


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


THRESHOLD = 0.72
"""From this likeness on a task is shown; tests/unit/domain/test_repeats.py measures it."""

_NUMBER = re.compile(r"\d.*|[IVX]+")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*|[,;:.]")
_OPENS_A_PLACE = _words("tai tren o ven cho cua trong voi theo tu den phuc vu doi")
_STOPS = frozenset(",;:.")
_FRAME = 0.6
"""What stands behind such a word, up to the next comma, against what is to be done."""
_SEASON = re.compile(r"(?:mua|vu) (?:xuan|ha|he|thu|dong|chiem|mua)|(?:dau|giua|cuoi) (?:nam|quy)")


_SILENT = _words(
    """va cac nhung cho cua tai de theo ve voi trong tren duoc den tu co la do o khi nham mot so
    nay tiep tuc khan truong day nhanh som kip thoi tap trung tang cuong nghiem tuc tich cuc
    chu dong dam bao nhat yeu cau nghi giao dung tien hoan thanh thuc hien hanh trien khai
    nhac lai viec cong tac noi dung cung phuc vu"""
)
"""Words that hold a sentence together or urge; a repetition adds and drops them freely."""
_LIGHT = _words(
    """lap xay dung soan ban hanh du thao tham muu trinh bao cao gui to chuc ra soat hoan thien
    kiem tra phuong an ke hoach don doc chi dao huong dan phoi hop chuan bi tong hop xu ly khac
    phuc giai quyet thao go vuong mac cham dut duy tri nang chat luong cap nhat nghiem ban giao bo
    tri phe duyet bien phap quyet liet triet dut diem con lai tinh trang dat ty le lap dua su
    dung hoat dong bo sung quan ly"""
)
"""Words of nearly every task; they tell deeds apart, but not on their own."""
_LIGHTNESS = 0.35
_PAIR = 0.4
"""A pair of neighbouring words counts less than its words, which count besides."""
_RARE_FLOOR = 40
"""Tasks that are thought to be open besides those given: few tasks say little about rarity."""
_SWAPPED, _ADDED = 1.0, 0.15
"""What each says instead of the other, and what only one says, against what both say."""
_SAME_LEAD, _OTHER_LEAD = 0.05, 0.1
_OTHER_NUMBER, _OTHER_NAME = 0.4, 0.25
"""Seasons and halves of a year count as numbers."""
_COMMON = 0.1
"""A word in more than this share of the tasks finds none by itself."""
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Known:
    """An open task: its key, title, and the agencies that lead it."""

    key: int
    title: str
    leads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A task that seems to say the same; ``likeness`` is between 0 and 1."""

    key: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Said:
    """What a title says: its features with their share, and which are numbers or proper names."""

    features: Mapping[str, float]
    numbers: frozenset[str]
    names: frozenset[str]


class OpenTasks:
    """The open tasks of a committee, with an inverted index of their words."""

    def __init__(self, tasks: Iterable[Known]) -> None:
        """Read every title once."""
        self._tasks = tuple(tasks)
        self._said = [_read(task.title) for task in self._tasks]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for place, said in enumerate(self._said):
            for feature in said.features:
                self._holding[feature].append(place)

    def like(self, title: str, leads: Collection[int] = (), *, most: int = 3) -> Sequence[Match]:
        """Give the tasks that ``title`` under ``leads`` seems to repeat, the likest first."""
        said = _read(title)
        found = [
            Match(self._tasks[place].key, round(likeness, 4))
            for place in self._candidates(said)
            if (likeness := self._likeness(said, frozenset(leads), place)) >= THRESHOLD
        ]
        return sorted(found, key=lambda one: (-one.likeness, one.key))[:most]

    def _candidates(self, said: _Said) -> list[int]:
        """The tasks that share the most weight in words that are not everybody's."""
        shared: defaultdict[int, float] = defaultdict(float)
        most = max(_LOOKED_AT, int(len(self._tasks) * _COMMON))
        for feature in sorted(said.features):
            holding = self._holding.get(feature, ())
            if len(holding) <= most:
                weight = self._weight(feature)
                for place in holding:
                    shared[place] += weight
        return sorted(shared, key=lambda place: (-shared[place], place))[:_LOOKED_AT]

    def _likeness(self, said: _Said, leads: frozenset[int], place: int) -> float:
        other, others = self._said[place], self._tasks[place].leads
        both = self._both(said, other)
        mine, theirs = self._only(said, other), self._only(other, said)
        swapped, added = min(mine, theirs), abs(mine - theirs)
        if not both:
            return 0.0
        likeness = both / (both + _SWAPPED * swapped + _ADDED * added)
        if leads and others:
            likeness += _SAME_LEAD if leads & others else -_OTHER_LEAD
        likeness -= _OTHER_NUMBER * _differ(said.numbers, other.numbers)
        likeness -= _OTHER_NAME * _differ(said.names, other.names)
        return min(1.0, max(0.0, likeness))

    def _both(self, said: _Said, other: _Said) -> float:
        """The weight of what both say, each as much as it is worth to the two."""
        shared = sorted(said.features.keys() & other.features.keys())
        return sum(
            self._weight(one) * (said.features[one] + other.features[one]) / 2 for one in shared
        )

    def _only(self, said: _Said, other: _Said) -> float:
        """The weight of what the first says and the other does not."""
        own = sorted(said.features.keys() - other.features.keys())
        return sum(self._weight(one) * said.features[one] for one in own)

    def _weight(self, feature: str) -> float:
        holding = len(self._holding.get(feature, ()))
        rarity = log((len(self._tasks) + _RARE_FLOOR) / (holding + 1))
        if " " in feature:
            light = all(word in _LIGHT for word in feature.split())
            return rarity * _PAIR * (_LIGHTNESS if light else 1)
        return rarity * (_LIGHTNESS if feature in _LIGHT else 1)


def _differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether each names what the other doesn't; that one is silent means nothing."""
    return bool(mine - theirs and theirs - mine)


@lru_cache(maxsize=32_768)
def _read(title: str) -> _Said:
    """Kept, for the same open tasks are compared with every proposal and on every visit."""
    raw = _WORD.findall(early_tones(normalise(title)))
    words = [(word, share) for word, share in _shares(raw) if word not in _SILENT]
    features = dict(reversed(words))
    for (one, first), (two, second) in pairwise(words):
        features.setdefault(f"{one} {two}", min(first, second))
    numbers = {_folded(word) for word in raw if _NUMBER.fullmatch(word)}
    seasons = _SEASON.findall(" ".join(map(_folded, raw)))
    return _Said(
        features=features,
        numbers=frozenset(numbers.union(seasons)),
        names=frozenset(_folded(word) for word in raw[1:] if word[0].isupper()),
    )


def _shares(raw: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Each word with its share: whole for what is to be done, less behind a preposition."""
    share = 1.0
    for word in map(_folded, raw):
        if word in _STOPS:
            share = 1.0
            continue
        share = _FRAME if word in _OPENS_A_PLACE else share
        yield word, share


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return fold(word)
