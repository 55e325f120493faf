"""Vietnamese text: one normal form, one folding for search, one sorting key.

Three spellings of the same word meet in every office: composed and decomposed code points (a Mac
gives the latter), two habits of tone placement (*hoà*, *hòa*), and the letter eth typed for Đ.
Everything that compares words goes through this module.
"""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

_DROPPED = dict.fromkeys(map(ord, SOFT_HYPHEN + ZERO_WIDTH))
_ETH = str.maketrans("\u00d0\u00f0", "\u0110\u0111")
_STROKE = str.maketrans("\u0110\u0111\u00d0\u00f0", "DdDd")

# The tone stands on the second vowel in the habit of oa, oe, uy ("hoà"); the other habit puts it
# on the first ("hòa"), which is the one kept here because dictionaries print it.
_TONE_PAIRS = {
    second + third: first + last
    for second, accented, bare, last in (
        ("o", "àáảãạ", "òóỏõọ", "a"),
        ("o", "èéẻẽẹ", "òóỏõọ", "e"),
        ("u", "ỳýỷỹỵ", "ùúủũụ", "y"),
    )
    for third, first in zip(accented, bare, strict=True)
}
_LATE_TONE = re.compile("(?<!q)(?:" + "|".join(_TONE_PAIRS) + r")(?![^\W\d_])")

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def _letter_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for letter in _LETTERS:
        base = fold(letter)
        codes[letter] = f"{base}{sum(code[0] == base for code in codes.values())}"
    return codes


def normalise(text: str) -> str:
    """Give ``text`` composed, with Đ for eth, plain spaces and no invisible characters."""
    composed = unicodedata.normalize("NFC", text.translate(_DROPPED)).translate(_ETH)
    return " ".join(composed.split())


def fold(text: str) -> str:
    """Give ``text`` in lower case without any mark, for searching: *Đề nghị* → *de nghi*."""
    bare = unicodedata.normalize("NFD", text.translate(_DROPPED).translate(_STROKE))
    return "".join(char for char in bare if not unicodedata.combining(char)).lower()


def early_tones(text: str) -> str:
    """Move tones of lower-case *oà*, *oè*, *uỳ* to the first vowel; the length stays."""
    return _LATE_TONE.sub(lambda found: _TONE_PAIRS[found.group()], text)


def is_mail_address(text: str) -> bool:
    """Say whether mail can be sent to this address."""
    return re.fullmatch(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", text, re.ASCII) is not None


def sort_key(text: str) -> str:
    """Give a key whose order by code points is the Vietnamese dictionary order.

    Syllable by syllable: letters first (ă after a, đ after d), then the tone in the order level,
    huyền, hỏi, ngã, sắc, nặng. The key is plain ASCII for Vietnamese words, so that any database
    sorts it alike.
    """
    return "!".join(_syllable_key(word) for word in normalise(text).lower().split())


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in syllable:
        letter, tone = _take_tone(char)
        if letter in _CODES:
            letters.append(_CODES[letter])
            tones.append(tone)
        elif char.isalnum():
            letters.append(fold(char))
    return f"{''.join(letters)} {''.join(tones)}"


def _take_tone(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[part] for part in parts if part in _TONES), "0")
    kept = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", kept), tone


_CODES = _letter_codes()
