"""Design tokens: the one place where colours, fonts, sizes and spaces are set.

They stand in ``templates/styles/tokens.yaml``. Whoever draws, prints or styles takes them from
the values below, which hold nothing but text and numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, Field, create_model

from orgbriefs.data.errors import validated
from orgbriefs.data.faults import FaultyValueError
from orgbriefs.data.model import Record
from orgbriefs.data.source import Source, read_yaml

#: No size or space is larger, in whatever unit.
_LARGEST = 10_000
_COLOUR = 'a colour is written "#rrggbb", in quotation marks'
_FAMILY = "the name of a font family, of letters, digits, spaces and hyphens"
#: Word measures type in half points.
_HALVES = 2


def _number(value: Any, *, least: float) -> float:
    fix = f"write a number above {least:g}" if least else "write a number, 0 or more"
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise FaultyValueError("not a number", fix) from None
    if not math.isfinite(number) or number < least or number > _LARGEST:
        raise FaultyValueError("not a size", f"{fix}, and below {_LARGEST}")
    return number


def _length(value: Any) -> float:
    number = _number(value, least=0)
    if number == 0:
        raise FaultyValueError("not a size", f"write a number above 0, and below {_LARGEST}")
    return number


def _distance(value: Any) -> float:
    return _number(value, least=0)


def _share(value: Any) -> float:
    number = _length(value)
    if number > 1:
        raise FaultyValueError("not a share", "write a number above 0, and no more than 1")
    return number


def _colour(value: Any) -> str:
    digits = str(value)[1:]
    if not str(value).startswith("#") or len(digits) != 6:
        raise FaultyValueError("not a colour", _COLOUR)
    if not set(digits) <= set("0123456789abcdefABCDEF"):
        raise FaultyValueError("not a colour", _COLOUR)
    return str(value).lower()


def _family(value: Any) -> str:
    name = " ".join(str(value).split())
    if not name or not all(letter.isalnum() or letter in " -" for letter in name):
        raise FaultyValueError("not a font family", _FAMILY)
    return name


#: Hexadecimal sRGB.
Colour = Annotated[str, BeforeValidator(_colour), Field(description=_COLOUR)]
Family = Annotated[str, BeforeValidator(_family), Field(description=_FAMILY)]
Length = Annotated[float, BeforeValidator(_length), Field(description="a number above 0")]
#: A length that may be nought.
Distance = Annotated[float, BeforeValidator(_distance), Field(description="a number, 0 or more")]
Share = Annotated[float, BeforeValidator(_share), Field(description="a number from 0 to 1")]


@dataclass(frozen=True, kw_only=True)
class Colours:
    """Colours by what they are for."""

    ink: Colour
    muted: Colour
    rule: Colour
    tint: Colour
    paper: Colour
    accent: Colour
    accent_tint: Colour
    mark: Colour


@dataclass(frozen=True, kw_only=True)
class Families:
    """Font families: of text, and of headings, tables and figures."""

    text: Family
    heading: Family


@dataclass(frozen=True, kw_only=True)
class WordFamilies:
    """Font families in Word, which every Word has.

    ``scripts`` has those of runs in other languages, by script (ISO 15924, as CLDR gives the
    likely script of a language).
    """

    text: Family
    heading: Family
    scripts: Mapping[str, Family]


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The type scale in points, at scale 1."""

    tiny: Length
    small: Length
    body: Length
    h3: Length
    h2: Length
    h1: Length
    leading: Length

    def at(self, scale: float, floors: Floors) -> Sizes:
        """The type scale larger or smaller, but never below what can be read with ease."""
        scaled = {size.name: getattr(self, size.name) * scale for size in fields(self)}
        least = {floor.name: getattr(floors, floor.name) for floor in fields(floors)}
        return Sizes(**{name: max(size, least.get(name, 0)) for name, size in scaled.items()})


@dataclass(frozen=True, kw_only=True)
class Floors:
    """The smallest type of notes, of tables and captions, and of running text, in points."""

    tiny: Length
    small: Length
    body: Length


@dataclass(frozen=True, kw_only=True)
class Display:
    """Sizes in points that no scale changes."""

    caption: Length
    subtitle: Length
    title: Length
    cover: Length


@dataclass(frozen=True, kw_only=True)
class Spaces:
    """Vertical distances, in lines of running text."""

    hair: Length
    small: Length
    medium: Length
    large: Length


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Margins, columns, bars, and the step of smaller distances, in millimetres."""

    margin: Length
    margin_top: Length
    factsheet_top: Length
    factsheet_side: Length
    factsheet_bottom: Length
    bleed: Length
    side_column: Length
    gutter: Length
    panel: Length
    bar: Length
    band: Length
    measure_wide: Length
    measure: Length
    measure_narrow: Length
    step: Length


@dataclass(frozen=True, kw_only=True)
class Strokes:
    """Lines on paper, in points."""

    hairline: Length
    box: Length
    rule: Length


@dataclass(frozen=True, kw_only=True)
class WebSizes:
    """Type on the web page, in multiples of the reader's own; ``leading`` of the type."""

    small: Length
    table: Length
    text: Length
    h3: Length
    standfirst: Length
    h2: Length
    h1: Length
    leading: Length


@dataclass(frozen=True, kw_only=True)
class WebWidths:
    """Widths on the web page, in multiples of the reader's own type size."""

    page: Length
    measure: Length
    column: Length
    term: Length


@dataclass(frozen=True, kw_only=True)
class WebStrokes:
    """Lines on the web page, in CSS pixels."""

    hairline: Length
    rule: Length
    focus: Length
    bar: Length
    band: Length


@dataclass(frozen=True, kw_only=True)
class Web:
    """The web page."""

    dark: Colours
    sizes: WebSizes
    widths: WebWidths
    strokes: WebStrokes


@dataclass(frozen=True, kw_only=True)
class WordStyle:
    """A paragraph style: its type size, and the distances before and after, in points."""

    size: Length
    before: Distance
    after: Distance


@dataclass(frozen=True, kw_only=True)
class WordLeading:
    """From line to line, as a multiple of what the font asks for."""

    normal: Length
    text: Length
    heading: Length
    other: Length


@dataclass(frozen=True, kw_only=True)
class WordIndents:
    """Indents, in millimetres."""

    callout: Length
    bibliography: Length
    #: Of each level of a list, and on both sides of a block quotation.
    list: Length
    quote: Length


@dataclass(frozen=True, kw_only=True)
class WordStrokes:
    """Lines, in points."""

    hairline: Length
    rule: Length
    bar: Length


@dataclass(frozen=True, kw_only=True)
class WordGaps:
    """Distances in points: from a line to its text, around the text of a cell."""

    border: Length
    cell_above: Length
    cell_beside: Length


@dataclass(frozen=True, kw_only=True)
class Word:
    """Word files. The sizes of styles are resolved: points, whatever the file names."""

    fonts: WordFamilies
    scale: Length
    styles: Mapping[str, WordStyle]
    leading: WordLeading
    indents: WordIndents
    strokes: WordStrokes
    gaps: WordGaps


@dataclass(frozen=True, kw_only=True)
class FigureSizes:
    """Type in figures, in points."""

    name: Length
    row: Length
    text: Length
    count: Length
    small: Length


@dataclass(frozen=True, kw_only=True)
class FigureStrokes:
    """Lines in figures, in millimetres."""

    hairline: Length
    thin: Length
    thick: Length
    line: Length


@dataclass(frozen=True, kw_only=True)
class FigureTints:
    """How much of its colour a tint has, from 0 to 1."""

    looser: Share
    lane: Share


@dataclass(frozen=True, kw_only=True)
class FigureRows:
    """From one row of a figure to the next, in millimetres."""

    membership: Length
    overlap: Length
    assessment: Length
    balance: Length
    timeline: Length


@dataclass(frozen=True, kw_only=True)
class FigureLabels:
    """What a figure's labels take on the left, in millimetres."""

    membership: Length
    overlap: Length
    assessment: Length
    balance: Length
    timeline: Length
    numbers: Length


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Figures; in millimetres but for ``map``, the height of maps in parts of their widths."""

    width: Length
    #: With its caption and its source, a figure of this height still fits a page.
    tallest: Length
    sizes: FigureSizes
    strokes: FigureStrokes
    tints: FigureTints
    rows: FigureRows
    labels: FigureLabels
    chart: Length
    map: Share


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """``templates/styles/tokens.yaml``."""

    colours: Colours
    fonts: Families
    sizes: Sizes
    floors: Floors
    display: Display
    spaces: Spaces
    grid: Grid
    strokes: Strokes
    web: Web
    word: Word
    figures: Figures

    @classmethod
    def read(cls, path: Path) -> Tokens:
        """Read the tokens.

        Raises:
            InputError: when a token is missing, unknown, or not what it must be.
        """
        source = read_yaml(path)
        _resolve_word_sizes(source)
        return _plain(cls, validated(_record(cls), source))


def _resolve_word_sizes(source: Source) -> None:
    """Put points in place of the names of sizes that Word's styles give.

    What is not as it must be stays, for validation to say so.
    """
    value = source.value if isinstance(source.value, dict) else {}
    named = {**_group(value, "sizes"), **_group(value, "display")}
    word = _group(value, "word")
    for style in _group(word, "styles").values():
        if (
            isinstance(style, dict)
            and isinstance(style.get("size"), str)
            and style["size"] in named
        ):
            try:
                points = _length(named[style["size"]]) * _length(word.get("scale"))
            except FaultyValueError:
                continue
            style["size"] = str(round(points * _HALVES) / _HALVES)


def _group(value: dict[str, Any], name: str) -> dict[str, Any]:
    group = value.get(name)
    return group if isinstance(group, dict) else {}


T = TypeVar("T")


def _record(kind: type) -> type[BaseModel]:
    """The record by which a file is held to the fields of a dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    described: dict[str, Any] = {name: (_field(hint), ...) for name, hint in hints.items()}
    return create_model(kind.__name__, __base__=Record, **described)


def _field(hint: Any) -> Any:
    if is_dataclass(hint):
        return _record(hint)  # type: ignore[arg-type]
    if get_origin(hint) is Mapping:
        return dict[str, _field(get_args(hint)[1])]  # type: ignore[misc]
    return hint


def _plain(kind: type[T], record: BaseModel) -> T:
    """A valid record as the dataclass it was made from."""
    hints = get_type_hints(kind)
    return kind(
        **{f.name: _value(hints[f.name], getattr(record, f.name)) for f in fields(kind)}  # type: ignore[arg-type]
    )


def _value(hint: Any, value: Any) -> Any:
    if isinstance(value, dict):
        kind = get_args(hint)[1]
        return MappingProxyType({name: _value(kind, entry) for name, entry in value.items()})
    return _plain(hint, value) if isinstance(value, BaseModel) else value
