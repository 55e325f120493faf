"""Which letter runs are Vietnamese syllables, and where two of them were glued together.

Publishing systems lose spaces (*môi trườngchủ trì*, *trướcngày*). A run with a mark that is no
syllable itself is cut where all parts are syllables; a consonant goes with the vowel after it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ONSETS = (
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"  # noqa: SIM905
).split()

_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc ui um un ung uôc uôi uôm uôn uông uôt up ut
    uê uêch uênh uêu uơ uy uya uyên uyêt uyt uych uynh uyu uyn uyp
    ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh
    """.split()
)
_STOPS = ("c", "ch", "p", "t")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOP_TONES = frozenset("\u0301\u0323")
LONGEST = 7
"""Letters of the longest syllable: *nghiêng*."""


def is_syllable(word: str) -> bool:
    """Say whether a lower-case, composed ``word`` is one Vietnamese syllable."""
    return len(word) <= LONGEST and _is_syllable(word)


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    bare, tones = _split_tone(word)
    if len(tones) > 1:
        return False
    rime = _rime(bare)
    if rime is None:
        return False
    return not rime.endswith(_STOPS) or bool(tones) and tones[0] in _STOP_TONES


def _split_tone(word: str) -> tuple[str, list[str]]:
    parts = unicodedata.normalize("NFD", word)
    tones = [part for part in parts if part in _TONES]
    kept = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", kept), tones


def _rime(bare: str) -> str | None:
    if bare in _RIMES:
        return bare
    for size in (3, 2, 1):
        if bare[:size] in _ONSETS and bare[size:] in _RIMES:
            return bare[size:]
    return None


def unglue(word: str) -> tuple[int, ...]:
    """Give the places inside a lower-case ``word`` where a space was lost; none when unsure."""
    if len(word) > 4 * LONGEST or word.isascii() or is_syllable(word):
        return ()
    return _cuts(word, 3) or ()


def _cuts(word: str, parts: int) -> tuple[int, ...] | None:
    if is_syllable(word):
        return ()
    if parts == 0:
        return None
    if word[0] in "yý" and is_syllable(word[1:]):
        return (1,)
    for cut in range(min(len(word) - 1, LONGEST), 1, -1):
        if is_syllable(word[:cut]) and _starts_with_consonant(word[cut:]):
            rest = _cuts(word[cut:], parts - 1)
            if rest is not None:
                return (cut, *(cut + place for place in rest))
    for cut in range(min(len(word) - 1, LONGEST), 1, -1):
        if is_syllable(word[:cut]) and is_syllable(word[cut:]):
            return (cut,)
    return None


def _starts_with_consonant(word: str) -> bool:
    return len(word) > 1 and any(word.startswith(onset) for onset in _ONSETS)
