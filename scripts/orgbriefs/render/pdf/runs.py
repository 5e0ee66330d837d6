"""Runs of text say in a PDF what WeasyPrint 70 leaves out: their language, and their letters.

A run in another language than the document's has it on its marked content (ISO 32000-1, 14.9.2.3).
Where a script joins letters into others, or puts a vowel before the consonant that it follows, one
glyph stands for several texts, and ToUnicode can give but one of them: so such a run carries its
letters as ActualText (14.9.4). Scripts that run from right to left have none: whoever copies them
puts the glyphs, each of one letter, in order, and would turn around what is in order already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.draw import text as drawing

#: What a glyph stands for that another speaks for.
_NOTHING = "\N{ZERO WIDTH SPACE}"
#: Scripts of South and South-East Asia (Unicode Standard 16.0, chapters 12 and 16).
_REORDERED = re.compile(r"[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff]")


@contextmanager
def runs_marked(language: str) -> Iterator[None]:
    """While a document in ``language`` is written."""
    before = drawing.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, *arguments: Any) -> Any:
        said = _said(textbox, language)
        if not said:
            return before(stream, textbox, *arguments)
        stream.begin_marked_content("Span", pydyf.Dictionary(said))
        try:
            return before(stream, textbox, *arguments)
        finally:
            stream.end_marked_content()
            _map_silent_glyphs(stream)

    drawing.draw_first_line = draw_first_line
    try:
        yield
    finally:
        drawing.draw_first_line = before


def _map_silent_glyphs(stream: Any) -> None:
    """Give each glyph a text: those that have none are part of one that says it all (6.2.11.7)."""
    for font in stream._fonts.values():
        for glyph, text in font.to_unicode.items():
            if not text:
                font.to_unicode[glyph] = _NOTHING


def _said(textbox: Any, language: str) -> dict[str, pydyf.String]:
    """What to say of a line of a run."""
    said = {}
    if (own := textbox.style["lang"]) and own != language:
        said["Lang"] = pydyf.String(own)
    if _REORDERED.search(text := textbox.pango_layout.text):
        said["ActualText"] = pydyf.String(text)
    return said
