"""Every character must be in the chosen fonts; a fallback font is never used."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_UNPRINTED = {"Cc", "Zl", "Zp", "Cf"}
#: So many characters around one that is missing are shown.
_AROUND = 25


@dataclass(frozen=True)
class MissingGlyphs:
    """A text with characters that no font has."""

    #: In the order in which they stand.
    characters: str
    #: The words around the first of them.
    words: str


def missing(root: HtmlElement, coverage: Collection[int]) -> Iterator[MissingGlyphs]:
    """The texts that cannot be set in full, each once.

    Args:
        root: the part of the document that is printed.
        coverage: the characters that the fonts have.
    """
    lacking = {c for c in set(root.text_content()) if not is_covered(c, coverage)}
    found = set()
    for text in root.itertext() if lacking else ():
        absent = [c for c in text if c in lacking]
        if not absent:
            continue
        at = text.index(absent[0])
        words = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
        glyphs = MissingGlyphs("".join(dict.fromkeys(absent)), words)
        if glyphs not in found:
            found.add(glyphs)
            yield glyphs


def is_covered(character: str, coverage: Collection[int]) -> bool:
    """Whether a font has the character, or it is none that is printed."""
    return ord(character) in coverage or unicodedata.category(character) in _UNPRINTED


def spell_missing(root: HtmlElement, coverage: Collection[int]) -> None:
    """Put the number of each character that no font has in its place, as ``[U+07B0]``: in drafts.

    Args:
        root: the part of the document that is printed, which is changed.
        coverage: the characters that the fonts have.
    """
    lacking = {c for c in set(root.text_content()) if not is_covered(c, coverage)}
    if not lacking:
        return
    spelt = str.maketrans({character: f"[U+{ord(character):04X}]" for character in lacking})
    for element in root.iter():
        if element.text and isinstance(element.tag, str):
            if not lacking.isdisjoint(element.text):
                element.attrib.pop("dir", None)  # numbers run from left to right
            element.text = element.text.translate(spelt)
        if element.tail:
            element.tail = element.tail.translate(spelt)
