"""Static, subset font files made from the pinned variable fonts.

WeasyPrint would instantiate each weight of a variable font anew for every document; doing it
once makes documents write several times faster, and leaves no doubt about which font was used.
HarfBuzz does it: it pins the axes and subsets in one step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import manimgx_fonts_cjk
import uharfbuzz
from uharfbuzz import SubsetFlags

from orgbriefs.storage import write_whole

_SERIF = Path(fontpkg_source_serif_4.ROOT) / "files"
_SANS = Path(fontpkg_source_sans_3.ROOT) / "files"
_HAN = Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc"
#: What shapes the bytes of font files beside their recipes.
_PACKAGES = (
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "manimgx-fonts-cjk",
    "uharfbuzz",
)

#: Latin with its extensions, IPA, modifiers, Greek, Cyrillic, punctuation, currency,
#: letter-like signs, arrows, mathematical operators and geometric shapes.
_EUROPEAN = (
    (0x20, 0x52F),
    (0x1C80, 0x1C8F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2DE0, 0x2DFF),
    (0xA640, 0xA69F),
)
#: The names that every font may have (OpenType, table ``name``); others are of variations.
_NAMES = range(26)


def _european() -> Iterable[int]:
    return (code for first, last in _EUROPEAN for code in range(first, last + 1))


def _han() -> Iterable[int]:
    """The characters of GB 2312, the basic set of simplified Chinese, with its punctuation."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield ord(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    yield from map(ord, "，。、：；（）《》「」“”")


@dataclass(frozen=True, kw_only=True)
class Font:
    """How a font file is made: CSS family, style and weight, and where it comes from."""

    file: str
    family: str
    style: str
    weight: int
    #: The variable font.
    origin: Path
    #: Its place in a collection.
    index: int = 0
    #: Where each axis of variation is pinned.
    axes: Mapping[str, float]
    characters: Callable[[], Iterable[int]] = _european


@dataclass(frozen=True, kw_only=True)
class FontFile:
    """A font file as a style sheet names it."""

    family: str
    style: str
    weight: int
    url: str


def _text(file: str, style: str, weight: int) -> Font:
    name = "SourceSerif4-Italic" if style == "italic" else "SourceSerif4"
    return Font(
        file=file,
        family="Source Serif 4",
        style=style,
        weight=weight,
        origin=_SERIF / f"{name}[opsz,wght].ttf",
        axes={"opsz": 10, "wght": weight},
    )


def _heading(file: str, style: str, weight: int) -> Font:
    name = "SourceSans3-Italic" if style == "italic" else "SourceSans3"
    return Font(
        file=file,
        family="Source Sans 3",
        style=style,
        weight=weight,
        origin=_SANS / f"{name}[wght].ttf",
        axes={"wght": weight},
    )


#: The font files by their names.
FONTS: Mapping[str, Font] = MappingProxyType(
    {
        font.file: font
        for font in (
            _text("serif-400.ttf", "normal", 400),
            _text("serif-400-italic.ttf", "italic", 400),
            _text("serif-600.ttf", "normal", 600),
            _heading("sans-400.ttf", "normal", 400),
            _heading("sans-400-italic.ttf", "italic", 400),
            _heading("sans-600.ttf", "normal", 600),
            _heading("sans-700.ttf", "normal", 700),
            Font(
                file="han-400.otf",
                family="Noto Sans CJK SC",
                style="normal",
                weight=400,
                origin=_HAN,
                index=2,
                axes={"wght": 400},
                characters=_han,
            ),
        )
    }
)


def make_font(name: str, out: Path) -> None:
    """Write the font file called ``name`` to ``out``, whole or not at all; always the same bytes.

    Raises:
        KeyError: when no recipe has this name.
    """
    font = FONTS[name]
    blob = uharfbuzz.Blob.from_file_path(str(font.origin))
    face = uharfbuzz.Face(blob, font.index)
    wanted = uharfbuzz.SubsetInput()
    for every in (
        wanted.layout_feature_tag_set,
        wanted.layout_script_tag_set,
        wanted.name_lang_id_set,
    ):
        every.clear()
        every.invert()
    wanted.name_id_set.update(_NAMES)
    wanted.unicode_set.update(font.characters())
    # PDF knows CFF outlines, not CFF2 (ISO 32000-2, 9.9).
    wanted.flags = SubsetFlags.NOTDEF_OUTLINE | SubsetFlags.DOWNGRADE_CFF2
    for axis, value in font.axes.items():
        wanted.pin_axis_location(face, axis, value)
    subset = wanted.subset(face)
    write_whole(out, subset.blob.data)


def font_files(folder: Path) -> tuple[FontFile, ...]:
    """The font files that lie, or will lie, in ``folder``."""
    return tuple(
        FontFile(
            family=font.family,
            style=font.style,
            weight=font.weight,
            url=(folder / font.file).resolve().as_uri(),
        )
        for font in FONTS.values()
    )


def digest() -> str:
    """What the bytes of the font files depend on, as SHA-256: recipes, and packages' versions."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    for package in _PACKAGES:
        found.update(f"{package}=={version(package)}\n".encode())
    return found.hexdigest()


@cache
def printable() -> frozenset[int]:
    """The code points that the font files cover once they are made."""
    found: set[int] = set()
    for font in FONTS.values():
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font.origin)), font.index)
        found.update(set(face.unicodes) & set(font.characters()))
    return frozenset(found)


def coverage(folder: Path) -> frozenset[int]:
    """The code points of the characters that at least one of the font files can show."""
    found: set[int] = set()
    for name in FONTS:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(folder / name)))
        found.update(face.unicodes)
    return frozenset(found)
