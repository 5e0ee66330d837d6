"""Static, subset font files made from the pinned variable families.

WeasyPrint would instantiate each weight of a variable font anew for every document;
doing it once makes documents write several times faster, and leaves no doubt about
which face was used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import manimgx_fonts_cjk
from fontTools.cffLib.CFF2ToCFF import convertCFF2ToCFF
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_SERIF = Path(fontpkg_source_serif_4.ROOT) / "files"
_SANS = Path(fontpkg_source_sans_3.ROOT) / "files"
_HAN = Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc"

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


def _european() -> set[int]:
    return {code for first, last in _EUROPEAN for code in range(first, last + 1)}


def _han() -> set[int]:
    """The characters of GB 2312, the basic set of simplified Chinese."""
    found = set()
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found | {ord(mark) for mark in "，。、：；（）《》「」“”"}


@dataclass(frozen=True)
class Face:
    """One static face: CSS family, style and weight, and where it comes from."""

    file: str
    family: str
    style: str
    weight: int
    path: Path
    axes: dict[str, float]
    characters: Callable[[], set[int]] = _european
    collection_name: str = ""


def _text(file: str, style: str, weight: int) -> Face:
    name = "SourceSerif4-Italic" if style == "italic" else "SourceSerif4"
    return Face(
        file,
        "Source Serif 4",
        style,
        weight,
        _SERIF / f"{name}[opsz,wght].ttf",
        {"opsz": 10, "wght": weight},
    )


def _heading(file: str, style: str, weight: int) -> Face:
    name = "SourceSans3-Italic" if style == "italic" else "SourceSans3"
    return Face(file, "Source Sans 3", style, weight, _SANS / f"{name}[wght].ttf", {"wght": weight})


FACES = {
    face.file: face
    for face in (
        _text("serif-400.ttf", "normal", 400),
        _text("serif-400-italic.ttf", "italic", 400),
        _text("serif-600.ttf", "normal", 600),
        _heading("sans-400.ttf", "normal", 400),
        _heading("sans-400-italic.ttf", "italic", 400),
        _heading("sans-600.ttf", "normal", 600),
        _heading("sans-700.ttf", "normal", 700),
        Face(
            "han-400.otf",
            "Noto Sans CJK SC",
            "normal",
            400,
            _HAN,
            {"wght": 400},
            _han,
            "Noto Sans CJK SC",
        ),
    )
}


def make_face(name: str, out: Path) -> None:
    """Write the face called ``name`` to ``out``: subset first, which makes instancing quick."""
    face = FACES[name]
    font = _open(face)
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters())
    subsetter.subset(font)
    font = instantiateVariableFont(font, face.axes, inplace=True, updateFontNames=False)
    if "CFF2" in font:
        font = _with_cff(font)
    font["head"].modified = font["head"].created
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out, reorderTables=True)


def font_face_css(folder: Path) -> str:
    """``@font-face`` rules for the faces in ``folder``."""
    return "\n".join(
        f"@font-face {{ font-family: '{face.family}'; font-style: {face.style}; "
        f"font-weight: {face.weight}; src: url('{(folder / face.file).resolve().as_uri()}'); }}"
        for face in FACES.values()
    )


def _open(face: Face) -> TTFont:
    if not face.collection_name:
        return TTFont(face.path, recalcTimestamp=False)
    # Read at once: a lazy collection keeps its file open for as long as its fonts live.
    for font in TTCollection(BytesIO(face.path.read_bytes()), lazy=True):
        if font["name"].getDebugName(1) == face.collection_name:
            font.recalcTimestamp = False
            return font
    raise ValueError(f"{face.path.name} has no face named {face.collection_name}")


def _with_cff(font: TTFont) -> TTFont:
    """PDF knows CFF outlines, not CFF2 (ISO 32000-2, 9.9)."""
    # fontTools 4.68 converts only what was read from a file, read in full, and where the
    # glyphs already have the names that CFF gives them.
    buffer = BytesIO()
    font.save(buffer)
    buffer.seek(0)
    font = TTFont(buffer, recalcTimestamp=False)
    font.setGlyphOrder([".notdef", *(f"cid{n:05d}" for n in range(1, font["maxp"].numGlyphs))])
    outlines = font["CFF2"].cff.topDictIndex[0]
    for part in ("FDSelect", "CharStrings"):
        getattr(outlines, part)
    convertCFF2ToCFF(font)
    return font
