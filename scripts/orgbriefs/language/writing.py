"""How a text is written: its script, and whether from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Literal

from babel.core import get_global

Direction = Literal["ltr", "rtl"]

#: Letters of scripts that run from right to left (Unicode Standard Annex 9, classes R and AL),
#: from the first to the last of a stretch, with spaces, marks and figures between.
_RIGHT_TO_LEFT = r"\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
STRETCH = re.compile(
    rf"[{_RIGHT_TO_LEFT}](?:[^{_RIGHT_TO_LEFT}A-Za-z\u00c0-\u058f\n]*[{_RIGHT_TO_LEFT}])*"
)
#: Scripts by the first word of their letters' names (Unicode Standard, 4.8), as ISO 15924 has them.
_SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hans",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Kore",
    "HEBREW": "Hebr",
    "HIRAGANA": "Jpan",
    "KANNADA": "Knda",
    "KATAKANA": "Jpan",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr",
    "ORIYA": "Orya",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
}


def direction_of(text: str) -> Direction:
    """The direction of a text: that of its first letter (Unicode Standard Annex 9, P2)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


def script_of(text: str) -> str | None:
    """The script of most letters of a text, as ISO 15924 names it; ``None`` for European ones."""
    found = Counter(
        unicodedata.name(character, "").split(" ", 1)[0].split("-")[0]
        for character in text
        if character.isalpha()
    )
    return _SCRIPTS.get(found.most_common(1)[0][0]) if found else None


def likely_subtags(tag: str) -> tuple[str, str, str] | None:
    """Language, script and country of a tag (Unicode Technical Standard 35, part 1, 4.3)."""
    known = get_global("likely_subtags")
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    country = next((part for part in rest if len(part) == 2), "")
    for parts in (
        (language, script, country),
        (language, country),
        (language, script),
        (language,),
    ):
        if found := known.get("_".join(part for part in parts if part)):
            _, likely_script, likely_country = found.split("_")
            return language, script or likely_script, country or likely_country
    return None
