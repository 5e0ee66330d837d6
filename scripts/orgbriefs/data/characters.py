"""Characters that no text may hold, since they are not seen, or turn what is seen around.

Control characters (Unicode Standard 16.0, 23.1) often come along when text is pasted from a PDF;
lone surrogates and noncharacters (23.6, 23.7) are no text at all; overrides of direction (Unicode
Standard Annex 9, 2.2) let a name read as another. What isolates a direction must be closed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]"
)
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_FIX = "type the text anew instead of pasting it, or remove the character"


@dataclass(frozen=True)
class FaultyCharacter:
    """A character that may not stand where it does; ``offset`` counts from 0."""

    offset: int
    message: str
    name: str
    fix: str = _FIX


def faulty_character(text: str) -> FaultyCharacter | None:
    """The first character of ``text`` that may not stand there; line breaks and tabs may."""
    if (forbidden := forbidden_character(text)) is not None:
        return forbidden
    depth = 0
    for offset, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return _unbalanced(offset, character)
    if depth:
        offset = max(text.rfind(character) for character in _OPENING)
        return _unbalanced(offset, text[offset])
    return None


def forbidden_character(text: str) -> FaultyCharacter | None:
    """The first character of ``text`` that may stand nowhere."""
    match = _FORBIDDEN.search(text)
    return FaultyCharacter(match.start(), _kind(match[0]), _named(match[0])) if match else None


def _unbalanced(offset: int, character: str) -> FaultyCharacter:
    return FaultyCharacter(offset, "this mark of direction has no other", _named(character))


def _kind(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "this is half of a character"
    if character == "\ufffd":
        return "a character was lost here"
    if unicodedata.category(character) == "Cn":
        return "this is no character"
    if "\u202a" <= character <= "\u202e":
        return "this turns the direction of the text around"
    return "a control character stands in this text"


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")
