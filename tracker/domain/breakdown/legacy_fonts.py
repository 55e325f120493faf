"""Texts typed for the 8-bit fonts of before Unicode: found, and written anew in Unicode.

Offices still hold files for .VnTime (TCVN3, also called ABC) and VNI-Times. Pasted elsewhere they
are nonsense: *Uû ban nh©n d©n*, *Uûy ban nhaân daân*. Both reuse the places of Western letters, so
no single letter proves anything; what proves it are words that are no Vietnamese syllable as they
stand and are one once they are converted. Texts may be mixed: each line is judged by itself, and a
word with a letter that only Unicode has is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tracker.domain.breakdown.syllables import is_syllable

FONTS = TCVN3, VNI = "TCVN3", "VNI"
FEWEST = 3
"""Words that prove a font; two are enough where they are most of what has marks."""

_TCVN3_LETTERS = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_TONES = "øùûõï"
_VNI_BASES = (
    ("a", _TONES, "àáảãạ"),
    ("a", "âáàåãä", "âấầẩẫậ"),
    ("a", "êéèúüë", "ăắằẳẵặ"),
    ("e", _TONES, "èéẻẽẹ"),
    ("e", "âáàåãä", "êếềểễệ"),
    ("o", _TONES, "òóỏõọ"),
    ("o", "âáàåãä", "ôốồổỗộ"),
    ("ô", _TONES, "ờớởỡợ"),
    ("u", _TONES, "ùúủũụ"),
    ("ö", _TONES, "ừứửữự"),
    ("y", _TONES, "ỳýỷỹ"),
)
_VNI_SINGLES = dict(zip("ôöñìíæóòîÔÖÑÌÍÆÓÒÎ", "ơưđìíỉĩịỵƠƯĐÌÍỈĨỊỴ", strict=True))
_LONE = frozenset("·×÷")
"""Marks that are letters of TCVN3 inside a word, and by themselves a bullet or a sum."""
_WORD = re.compile(r"(?:[^\W\d_²³]|[¡-©«¬\u00ad®¶·¸»×÷])+")

_SYMBOL = re.compile(r"[\d/&-]")
"""What the symbol of a document, or the short name of a body, is told by."""


def _vni_pairs() -> dict[str, str]:
    """A base and its mark to the letter; the case of the base decides."""
    pairs: dict[str, str] = {}
    for base, marks, letters in _VNI_BASES:
        for mark, letter in zip(marks, letters, strict=False):
            pairs |= {base + mark: letter, base + mark.upper(): letter}
            pairs |= dict.fromkeys((base.upper() + mark, (base + mark).upper()), letter.upper())
    return pairs


_VNI_LETTERS = _vni_pairs() | _VNI_SINGLES
_VNI_PIECE = re.compile("|".join(sorted(_VNI_LETTERS, key=len, reverse=True)))


@dataclass(slots=True)
class _Count:
    """The words with marks: proof of the font, of Unicode, or of neither."""

    legacy: int = 0
    modern: int = 0
    open: int = 0


def legacy_font(text: str) -> str | None:
    """Name the 8-bit encoding, TCVN3 or VNI, that a text or some lines of it are in, or None."""
    if text.isascii():
        return None
    return max(_DECODERS, key=lambda font: _proof(text, font)) if _is_legacy(text) else None


def to_unicode(text: str, font: str) -> str:
    """Write a text of this font (or the lines of it that are) in Unicode, composed.

    TCVN3 has no capitals with tones: they are lower-case letters in a font of capitals, so they
    become capitals where the letters around them are. Raises KeyError for another font.
    """
    decode = _DECODERS[font]
    lines = text.split("\n")
    counts = [_count(line, decode) for line in lines]
    mostly = sum(one.legacy for one in counts) > sum(one.modern for one in counts)
    return "\n".join(_convert(line, decode, mostly) for line in lines)


def _is_legacy(text: str) -> bool:
    return any(_proof(text, font) for font in _DECODERS)


def _proof(text: str, font: str) -> int:
    """How many words prove the font; 0 when they are too few to prove anything."""
    counts = [_count(line, _DECODERS[font]) for line in text.split("\n")]
    proved = sum(one.legacy for one in counts if one.legacy > one.modern)
    others = sum(one.modern + one.open for one in counts)
    return proved if proved >= FEWEST or (proved >= 2 and proved >= others) else 0


def _count(line: str, decode: Callable[[str], str]) -> _Count:
    count = _Count()
    words = () if line.isascii() else _WORD.findall(line)
    for word in words:
        match _belongs(word, decode):
            case True:
                count.legacy += 1
            case False:
                count.modern += 1
            case None:
                count.open += not word.isascii()
    return count


def _belongs(word: str, decode: Callable[[str], str]) -> bool | None:
    """Say whether a word is of the font, surely is not, or could be either (None)."""
    if word.isascii():
        return None
    if any(char > "\u00ff" for char in word):
        return False
    if len(word) < 2 or is_syllable(word.lower()):
        return None
    return True if is_syllable(decode(word).lower()) else None


def _convert(line: str, decode: Callable[[str], str], mostly: bool) -> str:
    """Convert what is of the font; a word that could be either goes with the sure one before it."""
    if line.isascii():
        return line
    sure = (_belongs(word, decode) for word in _WORD.findall(line))
    ours = next((one for one in sure if one is not None), mostly)
    capitals = decode is _from_tcvn3 and _is_capitals(line)

    def word(found: re.Match[str]) -> str:
        nonlocal ours
        piece = found.group()
        belongs = _belongs(piece, decode)
        ours = ours if belongs is None else belongs
        if not ours or piece.isascii() or piece in _LONE:
            return piece
        return decode(piece).upper() if capitals else decode(piece)

    return _WORD.sub(word, line)


def _is_capitals(line: str) -> bool:
    """Say whether a line is set in capitals; *Sè 05-TB/TU* and *Së GD* are not."""
    if any(char.isascii() and char.islower() for char in line):
        return False
    plain = (chunk for chunk in line.split() if not _SYMBOL.search(chunk))
    words = [word for chunk in plain for word in _WORD.findall(chunk)]
    whole = [word for word in words if len(word) > 1 and is_syllable(_from_tcvn3(word).lower())]
    return len(whole) > 1


def _from_tcvn3(word: str) -> str:
    plain = [char.isupper() for char in word if char.isascii()]
    converted = word.translate(_TCVN3_LETTERS)
    late = not (word[0].isascii() and len(plain) == 1)
    return converted.upper() if plain and all(plain) and late else converted


def _from_vni(word: str) -> str:
    return _VNI_PIECE.sub(lambda found: _VNI_LETTERS[found.group()], word)


_DECODERS: Mapping[str, Callable[[str], str]] = {TCVN3: _from_tcvn3, VNI: _from_vni}
