"""Where the participants lie: one small map an organization, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, inf

from orgbriefs.content.captions.members_map import others_of
from orgbriefs.content.values import Organization
from orgbriefs.data.outlines import Outline, Position, outlines
from orgbriefs.design import Design
from orgbriefs.design.contrast import mixed
from orgbriefs.figures.drawing import Drawing, text_width
from orgbriefs.figures.projection import Projection, midpoint
from orgbriefs.language.language import Language

_GAP, _HEADING = 5.0, 5.6
#: Free space around what is shown, in parts of its greater extent.
_MARGIN = 0.05
#: How far points of an outline are apart at least, in millimetres: twice the width of its line.
_FINEST = 0.3
#: The radius of a country without an outline, in millimetres.
_DOT = 0.8


@dataclass(frozen=True)
class _Frame:
    """The part of the world that is shown, and how large."""

    projection: Projection
    left: float
    top: float
    scale: float
    width: float
    height: float

    def at(self, position: Position) -> tuple[float, float] | None:
        """Millimetres from the map's upper left corner; ``None`` where it is out of sight."""
        point = self.projection.project(position)
        if point is None:
            return None
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.scale


def draw(organizations: Sequence[Organization], design: Design, language: Language) -> Drawing:
    """The picture."""
    figures = design.tokens.figures
    number = len(organizations)
    columns = 1 if number == 1 else 2 if number <= 4 else 3
    rows = -(-number // columns)
    width = (figures.width - _GAP * (columns - 1)) / columns
    height = width * (figures.map_alone if columns == 1 else figures.map)
    drawing = Drawing(rows * (_HEADING + height) + (rows - 1) * _GAP / 2 + 1, design)
    frame = _framed(organizations, width, height)
    land = {code: path for code, o in outlines().items() if (path := _outlined(o, frame))}
    for index, organization in enumerate(organizations):
        x = index % columns * (width + _GAP)
        y = index // columns * (_HEADING + height + _GAP / 2)
        name, size = organization.name.abbreviation, figures.sizes.name
        beside = x + text_width(name, size) * 1.15 + 2
        drawing.text(x, y + 4, name, size=size, weight=600, fill=organization.colour)
        said = language.number(organization.number)
        drawing.text(beside, y + 4, said, size=size, fill=organization.colour)
        drawing.open_clip(f"map-{organization.id}", x, y + _HEADING, width, height)
        _map(drawing, organization, frame, land)
        drawing.close_clip()
    return drawing


def _map(
    drawing: Drawing, organization: Organization, frame: _Frame, land: Mapping[str, str]
) -> None:
    tokens = drawing.design.tokens
    colours, strokes, colour = tokens.colours, tokens.figures.strokes, organization.colour
    half = mixed(colour, colours.paper, tokens.figures.tints.looser)
    inside = {country.code for country in organization.members}
    others = {country.code for country in others_of(organization)}
    drawing.box(0, 0, frame.width, frame.height, colours.paper, colours.rule)
    around = "".join(path for code, path in land.items() if code not in inside | others)
    drawing.path(around, colours.tint, colours.rule, strokes.hairline)
    for code in sorted(others & land.keys()):
        drawing.path(land[code], half, colour, strokes.thin)
    for code in sorted(inside & land.keys()):
        drawing.path(land[code], colour, colours.paper, strokes.hairline)
    for code in sorted((inside | others) - land.keys()):
        outline = outlines().get(code)
        point = frame.at(outline.place) if outline and outline.place else None
        if point is not None:
            drawing.disc(*point, _DOT, colour if code in inside else half, colour)


def _framed(organizations: Sequence[Organization], width: float, height: float) -> _Frame:
    """The frame that holds all participants and those with another status."""
    known = outlines()
    present = {c.code for o in organizations for c in (*o.members, *others_of(o))}
    codes = present & known.keys()
    corners = [p for code in sorted(codes) for p in _corners(known[code])]
    projection = Projection(midpoint(corners))
    points = [point for p in corners if (point := projection.project(p)) is not None]
    if not points:
        points = [(-1.0, -1.0), (1.0, 1.0)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    margin = _MARGIN * max(right - left, high - low, 0.1)
    scale = min(width / (right - left + 2 * margin), height / (high - low + 2 * margin))
    return _Frame(
        projection,
        (left + right) / 2 - width / scale / 2,
        (low + high) / 2 + height / scale / 2,
        scale,
        width,
        height,
    )


def _corners(outline: Outline) -> list[Position]:
    """The corners of the country's largest part, by which a map is framed."""
    if not outline.rings:
        return [outline.place] if outline.place else []
    largest = max(outline.rings, key=len)
    return list(largest)


def _outlined(outline: Outline, frame: _Frame) -> str:
    """The country's outline as an SVG path; empty where none of it is in the frame."""
    parts = []
    for ring in outline.rings:
        points = [point for position in ring if (point := frame.at(position)) is not None]
        corners = list(_apart(points))
        if len(corners) > 2 and any(
            0 <= x <= frame.width and 0 <= y <= frame.height for x, y in points
        ):
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z")
    return "".join(parts)


def _apart(points: Sequence[Position]) -> Iterator[Position]:
    """The points of a line, but for those that no eye could tell from the one before."""
    last = (inf, inf)
    for point in points:
        if hypot(point[0] - last[0], point[1] - last[1]) >= _FINEST:
            yield point
            last = point
