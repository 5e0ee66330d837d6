"""Every character must be in the chosen faces; a fallback font is never used."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from fontTools.ttLib import TTFont
from lxml.html import HtmlElement

_UNPRINTED = {"Cc", "Zl", "Zp", "Cf"}


def covered(faces: Sequence[Path]) -> set[int]:
    """The characters that at least one of ``faces`` can show."""
    found: set[int] = set()
    for path in faces:
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return found


def missing(root: HtmlElement, characters: set[int]) -> list[tuple[str, str]]:
    """Characters that no face has, each with the words around it."""
    found: dict[str, str] = {}
    for text in root.itertext():
        for index, character in enumerate(text):
            if (
                ord(character) not in characters
                and unicodedata.category(character) not in _UNPRINTED
                and character not in found
            ):
                found[character] = " ".join(text[max(0, index - 25) : index + 25].split())
    return sorted(found.items())
