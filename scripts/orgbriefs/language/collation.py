"""The order of names: that of the Common Locale Data Repository's root collation.

As far as names need it (Unicode Technical Standard 10, 1.1; UTS 35, part 5): first letters without
their marks and whatever their case, with letters that have no mark of their own beside those that
they are taken for, then marks, then case. Spaces come before punctuation, that before figures, and
those before letters; scripts follow in the order of the standard.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: Letters that Unicode does not take apart, and what they stand beside (CLDR, root collation).
_BESIDE = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ĸ": "q",
        "ŋ": "n",
        "ə": "e",
        "ґ": "г",
        "’": "'",
        "‘": "'",
    }
)
#: Letters of Cyrillic in their order, which is not that of their codes.
_CYRILLIC = "аәбвгғдђеєжзѕиійјкқлљмнңњоөпрстћуүұфхҳһцчҷџшщъыьэюя"
#: Letters of their own that Unicode takes apart, and what they go through that as.
_HIDDEN = {"й": "\ue000", "ı": "\ue001"}
_PLACES = {
    **{letter: 2 * (0x400 + place) for place, letter in enumerate(_CYRILLIC)},
    _HIDDEN["й"]: 2 * (0x400 + _CYRILLIC.index("й")),
    _HIDDEN["ı"]: 2 * ord("i") + 1,
}
_HIDING = str.maketrans(_HIDDEN)
#: Punctuation between spaces and figures, in its order.
_PUNCTUATION = "_-‐‑–—,;:!?./'\"()[]{}@*\\&#%"
_ORDER = {mark: chr(33 + place) for place, mark in enumerate(_PUNCTUATION)}
#: Letters begin behind all punctuation.
_LETTERS = 0x100

#: What a name is sorted by.
CollationKey = tuple[str, str, str]


@lru_cache(maxsize=4096)  # the same names are sorted in each document
def collation_key(text: str) -> CollationKey:
    """What to sort a name by."""
    folded = text.casefold().translate(_HIDING).translate(_BESIDE)
    folded = unicodedata.normalize("NFKD", folded)
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_BESIDE)
    return "".join(map(_primary, plain)), folded, text.swapcase()


def _primary(character: str) -> str:
    if character.isspace():
        return " "
    place = _PLACES.get(character, 2 * ord(character))
    return _ORDER.get(character) or chr(_LETTERS + place)
