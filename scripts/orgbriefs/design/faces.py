"""Which faces the house sets its documents in, and from which packages they come.

Text and headings are in two families, which have Latin, Greek and Cyrillic. Every other script has
a face of its own, which a document takes only where it uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import fontpkg_ibm_plex_sans_arabic
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import manimgx_fonts
import manimgx_fonts_cjk

_SERIF = Path(fontpkg_source_serif_4.ROOT) / "files"
_SANS = Path(fontpkg_source_sans_3.ROOT) / "files"
_ARABIC = Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files"
_NOTO = Path(manimgx_fonts.__file__).parent
_CJK = Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc"
#: The face for simplified Chinese in the collection. The forms that Japan, Korea and Taiwan have
#: for the same characters are in it too, and chosen by the language of the text.
_CJK_INDEX = 2

#: The packages that the faces come from.
PACKAGES: Mapping[Path, str] = MappingProxyType(
    {
        _SERIF: "fontpkg-source-serif-4",
        _SANS: "fontpkg-source-sans-3",
        _ARABIC: "fontpkg-ibm-plex-sans-arabic",
        _NOTO: "manimgx-fonts",
        _CJK.parent: "manimgx-fonts-cjk",
    }
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
#: Spaces, without which words of a script would be set in two faces.
_SPACES = (0x20, 0xA0)
#: What stands in the tables of national standards: ideographs, kana, syllables, punctuation.
_EAST_ASIAN = range(0x2E80, 0x10000)
_HANGUL = range(0xAC00, 0xD7A4)
#: The first level of Big5: the characters in common use.
_BIG5_COMMON = (b"\xa1\x40", b"\xc6\x7e")


def european() -> Iterable[int]:
    """The code points of the families of text and headings."""
    return (code for first, last in _EUROPEAN for code in range(first, last + 1))


def _standard(codec: str, first: bytes = b"\xa1\xa1", last: bytes = b"\xfe\xfe") -> Iterator[int]:
    """The characters of a national standard of two bytes each, from its table."""
    for code in _EAST_ASIAN:
        try:
            written = chr(code).encode(codec)
        except UnicodeEncodeError:
            continue
        if len(written) == len(first) and first <= written <= last:
            yield code


def _han() -> Iterable[int]:
    """GB 2312, the common part of Big5, and JIS X 0208, with their punctuation."""
    chosen = {
        *_SPACES,
        *map(ord, "“”"),
        *_standard("gb2312"),
        *_standard("big5", *_BIG5_COMMON),
        *_standard("euc_jp"),
    }
    return chosen - set(_HANGUL)


def _hangul() -> Iterable[int]:
    """The syllables of KS X 1001."""
    return {*_SPACES, *(code for code in _standard("euc_kr") if code in _HANGUL)}


@dataclass(frozen=True, kw_only=True)
class Face:
    """How a font file is made: CSS family, style and weight, and where it comes from."""

    file: str
    family: str
    style: str = "normal"
    weight: int = 400
    #: The font that it is taken from, which may be variable.
    origin: Path
    #: Its place in a collection.
    index: int = 0
    #: Where each axis of variation is pinned.
    axes: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    #: The code points to keep; ``None`` for all that it has.
    characters: Callable[[], Iterable[int]] | None = None

    @property
    def everywhere(self) -> bool:
        """Whether every document is given it, and not only those that use it."""
        return self.characters is european

    @property
    def package(self) -> str:
        """The distribution that it comes from."""
        return next(name for folder, name in PACKAGES.items() if self.origin.is_relative_to(folder))


def _text(file: str, style: str, weight: int) -> Face:
    name = "SourceSerif4-Italic" if style == "italic" else "SourceSerif4"
    return Face(
        file=file,
        family="Source Serif 4",
        style=style,
        weight=weight,
        origin=_SERIF / f"{name}[opsz,wght].ttf",
        axes={"opsz": 10, "wght": weight},
        characters=european,
    )


def _heading(file: str, style: str, weight: int) -> Face:
    name = "SourceSans3-Italic" if style == "italic" else "SourceSans3"
    return Face(
        file=file,
        family="Source Sans 3",
        style=style,
        weight=weight,
        origin=_SANS / f"{name}[wght].ttf",
        axes={"wght": weight},
        characters=european,
    )


def _noto(script: str) -> Iterator[Face]:
    for weight in (400, 600):
        yield Face(
            file=f"{script.lower()}-{weight}.ttf",
            family=f"Noto Sans {script}",
            weight=weight,
            origin=_NOTO / f"NotoSans{script}[wght].ttf",
            axes={"wght": weight},
        )


def _arabic() -> Iterator[Face]:
    """Noto takes its letters apart into strokes and dots, so that no copy of them is right."""
    for name, weight in (("Regular", 400), ("SemiBold", 600)):
        yield Face(
            file=f"arabic-{weight}.ttf",
            family="IBM Plex Sans Arabic",
            weight=weight,
            origin=_ARABIC / f"IBMPlexSansArabic-{name}.ttf",
        )


def _cjk(script: str, family: str, characters: Callable[[], Iterable[int]]) -> Face:
    return Face(
        file=f"{script}-400.otf",
        family=family,
        origin=_CJK,
        index=_CJK_INDEX,
        axes={"wght": 400},
        characters=characters,
    )


#: Scripts as Noto names its faces.
_SCRIPTS = (
    "Armenian",
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Lao",
    "Malayalam",
    "Myanmar",
    "Oriya",
    "Sinhala",
    "Tamil",
    "Telugu",
    "Thai",
)

#: The faces by the names of their font files.
FACES: Mapping[str, Face] = MappingProxyType(
    {
        face.file: face
        for face in (
            _text("serif-400.ttf", "normal", 400),
            _text("serif-400-italic.ttf", "italic", 400),
            _text("serif-600.ttf", "normal", 600),
            _heading("sans-400.ttf", "normal", 400),
            _heading("sans-400-italic.ttf", "italic", 400),
            _heading("sans-600.ttf", "normal", 600),
            _heading("sans-700.ttf", "normal", 700),
            _cjk("han", "Noto Sans CJK SC", _han),
            _cjk("hangul", "Noto Sans CJK Hangul", _hangul),
            *_arabic(),
            *(face for script in _SCRIPTS for face in _noto(script)),
        )
    }
)

#: The families that stand behind those of text and headings, for all other scripts.
OTHER_FAMILIES = tuple(dict.fromkeys(face.family for face in FACES.values() if not face.everywhere))
