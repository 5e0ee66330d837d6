"""Static, subset font files made from the pinned fonts of packages.

WeasyPrint would instantiate each weight of a variable font anew for every document; doing it
once makes documents write several times faster, and leaves no doubt about which font was used.
HarfBuzz does it: it pins the axes and subsets in one step.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from orgbriefs.design import faces
from orgbriefs.design.faces import FACES, PACKAGES, Face, european
from orgbriefs.storage import write_whole

if TYPE_CHECKING:
    import uharfbuzz

#: The names that every font may have (OpenType, table ``name``); others are of variations.
_NAMES = range(26)
#: Those that a program needs: family, style, whole name, PostScript name.
_NAMES_USED = (1, 2, 4, 6)
#: How a font with CFF outlines begins (OpenType, “Organization of an OpenType font”).
_CFF = b"OTTO"
#: What no text needs to have for it to be set: Latin letters, digits and marks; spaces, hyphens,
#: quotation marks; marks of lists (Unicode blocks Latin-1, General Punctuation, Geometric Shapes).
_ADDED = (*range(0x20, 0x100), *range(0x2000, 0x2070), *range(0x25A0, 0x2600))


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """A font file as a style sheet names it."""

    family: str
    style: str
    weight: int
    url: str


def make_font(name: str, out: Path) -> None:
    """Write the font file called ``name`` to ``out``, whole or not at all; always the same bytes.

    Raises:
        KeyError: when no recipe has this name.
    """
    from uharfbuzz import SubsetFlags

    recipe = FACES[name]
    font = _opened(recipe.origin, recipe.index)
    wanted = _with_all_features(_characters(recipe, font))
    # PDF knows CFF outlines, not CFF2 (ISO 32000-2, 9.9).
    wanted.flags = SubsetFlags.NOTDEF_OUTLINE | SubsetFlags.DOWNGRADE_CFF2
    for axis, value in recipe.axes.items():
        wanted.pin_axis_location(font, axis, value)
    subset = wanted.subset(font)
    write_whole(out, subset.blob.data)


def subset_for(path: Path, text: str) -> bytes:
    """A font file with no more than a document needs: smaller to embed, and quicker to load.

    Args:
        path: the font file.
        text: all that is to be set; letters may be made capital or small, and what style sheets
            and layout add of themselves is there as well.
    """
    from uharfbuzz import SubsetFlags

    characters = {*text, *text.upper(), *text.lower(), *text.title()}
    wanted = _with_all_features({*map(ord, characters), *_ADDED})
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES_USED)
    wanted.drop_table_tag_set.update(int.from_bytes(name, "big") for name in (b"STAT", b"gasp"))
    wanted.flags = SubsetFlags.NOTDEF_OUTLINE
    content = bytes(wanted.subset(_opened(path)).blob.data)
    return _numbered_anew(content) if content.startswith(_CFF) else content


def _numbered_anew(content: bytes) -> bytes:
    """A font with CFF outlines, each known by its place (Adobe Technical Note 5176, 13).

    A subset keeps the numbers that its glyphs had; PDF finds glyphs by these, and its writers give
    their places.
    """
    from fontTools.ttLib import TTFont

    font, out = TTFont(io.BytesIO(content), recalcTimestamp=False), io.BytesIO()
    top = font["CFF "].cff.topDictIndex[0]
    if hasattr(top, "ROS"):
        glyphs = top.CharStrings
        order = [top.charset[0], *(f"cid{place:05}" for place in range(1, len(top.charset)))]
        glyphs.charStrings = {
            name: glyphs.charStrings[before]
            for name, before in zip(order, top.charset, strict=True)
        }
        top.charset = order
        font.setGlyphOrder(order)
    font.save(out, reorderTables=None)
    return out.getvalue()


def _with_all_features(characters: Iterable[int]) -> uharfbuzz.SubsetInput:
    """A subset with these characters, whatever a style sheet may ask of them, and all names."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    for every in (
        wanted.layout_feature_tag_set,
        wanted.layout_script_tag_set,
        wanted.name_lang_id_set,
    ):
        every.clear()
        every.invert()
    wanted.name_id_set.update(_NAMES)
    wanted.unicode_set.update(characters)
    return wanted


def font_files(folder: Path, text: str | None = None) -> tuple[FontFile, ...]:
    """The font files that lie, or will lie, in ``folder``: all, or those that a text needs.

    Args:
        folder: where they are.
        text: what is to be set; a face for another script is left out where it has none of it.
    """
    others = set() if text is None else {ord(c) for c in set(text)}.difference(european())
    return tuple(
        FontFile(
            family=face.family,
            style=face.style,
            weight=face.weight,
            url=(folder / face.file).resolve().as_uri(),
        )
        for face in FACES.values()
        if text is None
        or face.everywhere
        or (others and not others.isdisjoint(_opened(folder / face.file).unicodes))
    )


def are_made(folder: Path) -> bool:
    """Whether the faces that every text needs lie in ``folder``."""
    return all((folder / face.file).is_file() for face in FACES.values() if face.everywhere)


def digest() -> str:
    """What the bytes of the font files depend on, as SHA-256: recipes, and packages' versions."""
    found = hashlib.sha256()
    for module in (__file__, faces.__file__):
        found.update(Path(module).read_bytes())
    for package in (*PACKAGES.values(), "uharfbuzz"):
        found.update(f"{package}=={version(package)}\n".encode())
    return found.hexdigest()


@cache
def printable() -> frozenset[int]:
    """The code points that the font files cover once they are made."""
    return frozenset(
        code
        for face in FACES.values()
        for code in _characters(face, _opened(face.origin, face.index))
    )


def coverage(folder: Path) -> frozenset[int]:
    """The code points of the characters that at least one of the font files can show."""
    return frozenset(code for name in FACES for code in _opened(folder / name).unicodes)


def package_with(characters: Collection[str]) -> str | None:
    """The installed package of which a font has all the characters, though no font file does."""
    wanted = {ord(character) for character in characters}
    for folder, package in PACKAGES.items():
        for path in sorted(folder.iterdir()):
            if path.suffix in (".ttf", ".ttc", ".otf") and wanted <= set(_opened(path).unicodes):
                return package
    return None


def _characters(face: Face, font: uharfbuzz.Face) -> Iterable[int]:
    """What a font file is to have of a font."""
    had = set(font.unicodes)
    return had if face.characters is None else had & set(face.characters())


def _opened(path: Path, index: int = 0) -> uharfbuzz.Face:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
