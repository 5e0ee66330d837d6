"""Font files small enough to lie within a web page: the characters that it shows, as WOFF 1.0.

WOFF 2.0 would take a tenth from the size of a page, and more time than all else that makes one.
"""

from __future__ import annotations

import base64
import io
import string
from collections.abc import Iterable
from urllib.parse import urlsplit
from urllib.request import url2pathname

import uharfbuzz
from fontTools.ttLib import TTFont
from uharfbuzz import SubsetFlags

from orgbriefs.design.fonts import FontFile

#: What a browser writes by itself: numbers of lists, hyphens.
_ALWAYS = string.digits + string.ascii_letters + string.punctuation + " \N{NO-BREAK SPACE}\u2010"
#: Tables for variable fonts, for baselines of other scripts, and for coarse screens.
_UNUSED = (b"STAT", b"BASE", b"gasp")


def embedded(fonts: Iterable[FontFile], text: str) -> str:
    """``@font-face`` rules that bring with them what they need to set ``text``.

    Args:
        fonts: the font files, which must lie where they say.
        text: all that the page shows.

    Returns:
        A style sheet, without those faces that have nothing of the text; always the same.
    """
    shown = set(map(ord, {*text, *_ALWAYS}))
    said = set(map(ord, set(text)))
    return "\n".join(
        f"@font-face {{ font-family: '{font.family}'; font-style: {font.style}; "
        f"font-weight: {font.weight}; src: url(data:font/woff;base64,{_encoded(face, shown)}) "
        "format('woff'); }"
        for font in fonts
        if not said.isdisjoint((face := _opened(font)).unicodes)
    )


def _opened(font: FontFile) -> uharfbuzz.Face:
    path = url2pathname(urlsplit(font.url).path)
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))


def _encoded(face: uharfbuzz.Face, characters: set[int]) -> str:
    return base64.b64encode(_woff(_subset(face, characters))).decode("ascii")


def _subset(face: uharfbuzz.Face, characters: set[int]) -> bytes:
    """The font with these characters only, and what joins and kerns them."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.drop_table_tag_set.update(int.from_bytes(name, "big") for name in _UNUSED)
    wanted.flags = SubsetFlags.NO_HINTING
    return bytes(wanted.subset(face).blob.data)


def _woff(font: bytes) -> bytes:
    """The font compressed (WOFF File Format 1.0, W3C Recommendation)."""
    file, out = TTFont(io.BytesIO(font), recalcBBoxes=False, recalcTimestamp=False), io.BytesIO()
    file.flavor = "woff"
    file.save(out, reorderTables=None)
    return out.getvalue()
