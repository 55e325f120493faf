"""Texts in 8-bit fonts: found, and converted, every letter there and back."""

from __future__ import annotations

import unicodedata

import pytest

from tests.goldens.scoring import HERE
from tracker.domain.breakdown.legacy_fonts import FONTS, TCVN3, VNI, legacy_font, to_unicode

LOW = list("aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ")
TCVN3_CODES = bytes.fromhex(
    "61 b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb ae 65 cc ce cf d0 d1 aa d2 d3 d4 d5 d6"
    "69 d7 d8 dc dd de 6f df e1 e2 e3 e4 ab e5 e6 e7 e8 e9 ac ea eb ec ed ee 75 ef f1 f2 f3 f4"
    "ad f5 f6 f7 f8 f9 79 fa fb fc fd fe"
)
"""TCVN 5712:1993, third form, in the order above."""
VNI_CODES = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ e eø eû eõ eù eï eâ eà eå eã eá eä "
    "i ì æ ó í ò o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï "
    "ö öø öû öõ öù öï y yø yû yõ yù î"
)
CODES = {
    TCVN3: dict(zip(LOW, TCVN3_CODES.decode("cp1252"), strict=True))
    | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)),
    VNI: dict(zip(LOW, VNI_CODES.split(), strict=True))
    | {low.upper(): code.upper() for low, code in zip(LOW, VNI_CODES.split(), strict=True)},
}
TCVN3_LINE = "Giao Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh x©y dùng ph­¬ng ¸n b¶o ®¶m"
LINE = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh xây dựng phương án bảo đảm"


def typed(text: str, font: str) -> str:
    """The text as somebody typed it in this font; TCVN3 leaves capitals to a font of capitals."""
    codes = CODES[font]
    return "".join(
        char if char.isascii() else codes.get(char) or codes.get(char.lower(), char)
        for char in text
    )


@pytest.mark.parametrize("letter", LOW)
@pytest.mark.parametrize("font", FONTS)
def test_every_letter_comes_back_in_both_cases(font: str, letter: str) -> None:
    # In a line of the font, as part of a word: by itself a letter proves nothing.
    around = typed(LINE, font)
    for word, line in ((f"t{letter}t", LINE), (f"T{letter.upper()}T", LINE.upper())):
        said = f"{typed(word, font)} {around if line == LINE else typed(line, font)}"
        assert to_unicode(said, font) == f"{word} {line}"


def test_well_known_lines_are_read() -> None:
    head = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM\nÑoäc laäp - Töï do - Haïnh phuùc"
    assert legacy_font(head) == VNI
    assert to_unicode(head, VNI) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    )
    assert legacy_font(TCVN3_LINE) == TCVN3
    assert to_unicode(TCVN3_LINE, TCVN3) == LINE
    assert to_unicode("Uû ban nh©n d©n\nUBND TØNH\nSè 05-TB/TU", TCVN3) == (
        "Uỷ ban nhân dân\nUBND TỈNH\nSố 05-TB/TU"
    )


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(
    "path", sorted((HERE / "texts").iterdir()), ids=lambda path: path.stem[:12]
)
def test_real_texts_are_found_and_come_back(path: object, font: str) -> None:
    text = unicodedata.normalize("NFC", path.read_text("utf-8"))  # type: ignore[attr-defined]
    text = text.replace("Ð", "Đ").replace("«", "“").replace("»", "”")
    # A soft hyphen has the code of ư in TCVN3, the copyright sign that of â: no text holds both.
    text = text.replace("\N{SOFT HYPHEN}", "").replace("\N{COPYRIGHT SIGN}", "")
    assert legacy_font(text) is None
    said = typed(text, font)
    assert legacy_font(said) == font
    back = to_unicode(said, font)
    # TCVN3 has no Ủ or Ẩ at the head of a word in small letters; nothing else may differ.
    assert back.lower() == text.lower()
    if font == VNI:
        assert back == text


def test_one_paragraph_of_it_in_a_text_is_found_and_the_rest_stays() -> None:
    modern = "Các cơ quan báo chí của tỉnh hoà nhịp tuyên truyền; bé Hà dự lễ."
    mixed = f"{modern}\n{TCVN3_LINE}\n{modern}"
    assert legacy_font(mixed) == TCVN3
    assert to_unicode(mixed, TCVN3) == f"{modern}\n{LINE}\n{modern}"


def test_words_of_unicode_inside_a_line_of_it_stay() -> None:
    assert to_unicode(f"Đồng chí Nguyễn: {TCVN3_LINE}", TCVN3) == f"Đồng chí Nguyễn: {LINE}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "So 12",
        "· Café, naïve, São Paulo, año, 10 µm, 5 m², © 2020",
        "«Báo Hải Dương» · Sở Y tế ® · 2 × 3",
        "hoà hoá uý bé tí hò",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy_font(text) is None


def test_bullets_and_sums_stay_what_they_are() -> None:
    assert to_unicode(f"· {TCVN3_LINE} 2 × 3", TCVN3) == f"· {LINE} 2 × 3"
