"""One map of an organization's countries: laid out, then drawn into a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from orgbriefs.atlas.frame import RADIUS, Frame, view_of
from orgbriefs.atlas.names import Box, Name, Placed, Room
from orgbriefs.atlas.outlines import COARSE, Outlines, fit_for, read_outlines
from orgbriefs.atlas.projection import Azimuthal, Point
from orgbriefs.content.values import Organization
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, text_width, wrapped
from orgbriefs.figures.marks import Mark
from orgbriefs.language.language import Language

#: From one line of words to the next, and what their letters take of it above and below the middle.
_LINE, _LETTERS = 2.9, 2.5
#: How much of the colour of rules is in land that has no part in it.
_LAND = 0.4
#: A scale is at most this part of the map's width long.
_SCALE = 0.25
_ROUND_LENGTHS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10)
#: A country of fewer square millimetres is shown by a dot of this radius.
_UNSEEN, _SPECK = 3, 0.7
#: What of a name stands on the first of two lines, at most; and what a line may take of the
#: map's width.
_HALF, _LONGEST = 0.58, 0.3
#: Lines below a map, at most: the text that goes with it names all.
_BELOW = 4


@dataclass
class CountryMap:
    """One map: what is shown, and what is written on it and below it."""

    organization: Organization
    frame: Frame
    marks: Mapping[str, Mark]
    #: In millimetres, by code.
    land: Mapping[str, list[list[Point]]]
    scale: tuple[float, str] | None
    names: list[Placed] = field(default_factory=list)
    neighbours: list[Placed] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    #: Where countries lie that are too small to be seen.
    specks: dict[str, Point] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """With the lines below it, in millimetres."""
        return self.frame.height + (1.4 + len(self.below) * _LINE if self.below else 0.0)


class Cartographer:
    """Lays out maps; reads the outlines of each level once."""

    def __init__(self, design: Design, language: Language) -> None:
        self._design, self._language = design, language
        self._coarse = read_outlines(design.outlines, COARSE)
        self._known: dict[str, Outlines] = {COARSE: self._coarse}

    def map(
        self,
        organization: Organization,
        marks: Mapping[str, Mark],
        width: float,
        heights: tuple[float, float],
    ) -> CountryMap:
        """An organization's map.

        Args:
            organization: it.
            marks: of its statuses, by their ids.
            width: of the map, in millimetres.
            heights: the least and the greatest that it may have, in millimetres.
        """
        members = {country.code for country in organization.members}
        others = {c.code for group in organization.groups for c in group.countries} - members
        view = view_of(self._coarse, members, others)
        frame = view.frame(width, min(max(view.proportion * width, heights[0]), heights[1]))
        level = fit_for(frame.fineness)
        if level not in self._known:
            self._known[level] = read_outlines(self._design.outlines, level)
        return _laid_out(
            organization, frame, marks, self._known[level], self._design, self._language
        )


def _laid_out(
    organization: Organization,
    frame: Frame,
    marks: Mapping[str, Mark],
    outlines: Outlines,
    design: Design,
    language: Language,
) -> CountryMap:
    seen = {code: list(frame.shapes(rings)) for code, rings in outlines.items()}
    land = {code: shapes for code, shapes in seen.items() if shapes}
    laid = CountryMap(organization, frame, marks, land, _scale(frame, language))
    room = Room(frame.width, frame.height, [_room_of_scale(frame, laid.scale, design)])
    for code, shapes in land.items():
        room.settle(code, shapes)
    countries = {c.code: c.name for group in organization.groups for c in group.countries}
    _name_all(laid, room, countries, design, language)
    size = design.tokens.figures.sizes.small
    around = land.keys() - countries.keys()
    for code in sorted(around, key=lambda code: (-room.extent(code), code)):
        words = language.country(code)
        placed = room.within(_name(code, words, size, 0.0)) if words != code else None
        if placed is not None and room.is_near(placed.box, countries):
            laid.neighbours.append(placed)
    return laid


def _name_all(
    laid: CountryMap, room: Room, countries: Mapping[str, str], design: Design, language: Language
) -> None:
    """Place the names of the organization's countries, or numbers for them."""
    size, width = design.tokens.figures.sizes.small, laid.frame.width
    subject = {code: point for code in countries if (point := room.middle(code)) is not None}
    laid.specks = {code: at for code, at in subject.items() if room.extent(code) < _UNSEEN}
    left = []
    for code in sorted(subject, key=lambda code: (-room.extent(code), code)):
        whole = _name(code, countries[code], size, 0.0)
        broken = _name(code, countries[code], size, width * _LONGEST)
        if (placed := room.within(whole) or room.within(broken)) is not None:
            laid.names.append(placed)
        else:
            left.append(broken)
    unplaced = []
    for name in left:
        if (placed := room.beside(name, subject)) is not None:
            laid.names.append(placed)
        else:
            unplaced.append(name.code)
    key: list[str] = []
    unnamed: list[str] = []
    for code in sorted(unplaced, key=lambda code: countries[code]):
        said = language.number(len(key) + 1)
        placed = room.beside(_name(code, said, size, 0.0), subject, hides=True)
        if placed is None:
            unnamed.append(countries[code])
        else:
            laid.names.append(placed)
            key.append(
                language.message("figure.map.numbered", number=said, country=countries[code])
            )
    beyond = tuple(sorted(countries[code] for code in countries.keys() - subject.keys()))
    if key:
        laid.below += wrapped(language.clauses(key), width, size)
    if unnamed:
        said = language.message("figure.map.unnamed", countries=tuple(unnamed))
        laid.below += wrapped(said, width, size)
    if beyond:
        said = language.message("figure.map.beyond", countries=beyond)
        laid.below += wrapped(said, width, size)
    if len(laid.below) > _BELOW:
        laid.below[_BELOW - 1 :] = [f"{laid.below[_BELOW - 1]} …"]


def _name(code: str, words: str, size: float, longest: float) -> Name:
    """The name, in lines as short as its words allow where it is longer than ``longest``."""
    lines = [words]
    if longest and text_width(words, size) > longest / 2:
        lines = wrapped(words, min(text_width(words, size) * _HALF, longest), size)
    wide = max(text_width(line, size) for line in lines)
    return Name(code, tuple(lines), wide, (len(lines) - 1) * _LINE + _LETTERS)


def _scale(frame: Frame, language: Language) -> tuple[float, str] | None:
    """The length of a scale in millimetres, and what it says; on a map of the world, none."""
    if not isinstance(frame.projection, Azimuthal):
        return None
    for kilometres in _ROUND_LENGTHS:
        length = kilometres / RADIUS * frame.scale
        if length <= frame.width * _SCALE:
            words = language.message("figure.map.scale", length=language.number(kilometres))
            return length, words
    return None


def _room_of_scale(frame: Frame, scale: tuple[float, str] | None, design: Design) -> Box:
    if scale is None:
        return Box(0, 0, 0, 0)
    wide = max(scale[0], text_width(scale[1], design.tokens.figures.sizes.small))
    return Box(0, frame.height - 5.6, wide + 3, frame.height)


# Drawing ------------------------------------------------------------------------------------------


def draw_map(drawing: Drawing, shown: CountryMap, x: float, y: float) -> None:
    """The map with its upper left corner there, and the lines below it."""
    tokens = drawing.design.tokens
    colours, figures = tokens.colours, tokens.figures
    organization, frame = shown.organization, shown.frame
    drawing.open_clip(f"map-{organization.id}-{frame.width:.0f}", x, y, frame.width, frame.height)
    _land(drawing, shown)
    for placed in (*shown.neighbours, *shown.names):
        _write(drawing, shown, placed)
    if shown.scale is not None:
        length, words = shown.scale
        base = frame.height - 1.4
        drawing.line(
            [(1.4, base - 0.8), (1.4, base), (1.4 + length, base), (1.4 + length, base - 0.8)],
            colours.muted,
            figures.strokes.thin,
        )
        drawing.text(
            1.4, base - 1.3, words, size=figures.sizes.small, fill=colours.muted, halo=colours.paper
        )
    drawing.close_clip()
    drawing.frame(x, y, frame.width, frame.height)
    for row, words in enumerate(shown.below):
        under = y + frame.height + 3.4 + row * _LINE
        drawing.text(x, under, words, size=figures.sizes.small, fill=colours.muted)


def _land(drawing: Drawing, shown: CountryMap) -> None:
    tokens = drawing.design.tokens
    colours, strokes = tokens.colours, tokens.figures.strokes
    colour = shown.organization.colour
    land = mixed(colours.rule, colours.paper, _LAND)
    status = {c.code: g.status.id for g in shown.organization.groups for c in g.countries}
    around = "".join(_path(shapes) for code, shapes in shown.land.items() if code not in status)
    if around:
        drawing.path(around, land, colours.rule, strokes.hairline)
    by_status: dict[str, list[str]] = {}
    for code in sorted(status.keys() & shown.land.keys()):
        by_status.setdefault(status[code], []).append(code)
    for own, codes in by_status.items():
        mark = shown.marks[own]
        fill, line = mark.fill(drawing), colours.paper if mark.is_solid else colour
        together = "".join(_path(shown.land[code]) for code in codes)
        drawing.path(together, fill, line, strokes.hairline)
        for code in codes:
            if code in shown.specks:
                drawing.disc(*shown.specks[code], _SPECK, fill, colour)


def _path(shapes: Iterable[Sequence[Point]]) -> str:
    return "".join(
        "M" + "L".join(f"{x / 10:g} {y / 10:g}" for x, y in corners) + "Z"
        for shape in shapes
        if (corners := list(_corners(shape)))
    )


def _corners(shape: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """The corners of a shape in tenths of a millimetre, but for those at which nothing turns."""
    corners = [corner for corner, _ in groupby((round(x * 10), round(y * 10)) for x, y in shape)]
    around = zip([corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True)
    for (left, high), (x, y), (right, low) in around:
        if (x - left) * (low - y) != (y - high) * (right - x):
            yield x, y


def _write(drawing: Drawing, shown: CountryMap, placed: Placed) -> None:
    """A name in its place."""
    tokens = drawing.design.tokens
    colours, figures = tokens.colours, tokens.figures
    status = {c.code: g.status.id for g in shown.organization.groups for c in g.countries}
    own = status.get(placed.name.code)
    on_solid = placed.inside and own is not None and shown.marks[own].is_solid
    if placed.line is not None:
        drawing.line(list(placed.line), colours.paper, figures.strokes.line)
        drawing.line(list(placed.line), colours.ink, figures.strokes.thin)
        drawing.disc(*placed.line[1], 0.45, colours.ink, colours.paper)
    middle = (placed.box.left + placed.box.right) / 2
    for row, words in enumerate(placed.name.lines):
        drawing.text(
            middle,
            placed.box.top + 1.95 + row * _LINE,
            words,
            size=figures.sizes.small,
            anchor="middle",
            fill=colours.paper if on_solid else colours.ink if own else colours.muted,
            halo=None if not own else shown.organization.colour if on_solid else colours.paper,
        )
