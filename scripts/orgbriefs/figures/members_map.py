"""Where the participants lie: one small map an organization, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.edition.participation import on_day, participants, present_name, with_article
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing, mixed
from orgbriefs.figures.projection import Position, Projection, midpoint
from orgbriefs.figures.shapes import Shape, shapes
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join

_GAP, _HEADING = 5.0, 5.6
#: Height of a map, in parts of its width.
_FORM = 0.6
_MARGIN = 0.05
#: How much of its colour a country has whose status does not count as taking part.
OTHER = 0.4


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    names = {c.code: c.name for e in editions for c in e.countries}
    inside = [{m.country for m in participants(e)} for e in editions]
    told = [
        f"{present_name(e).abbreviation}: " + join(sorted(names[code] for code in codes))
        for e, codes in zip(editions, inside, strict=True)
    ]
    dots = sorted(
        names[code]
        for code in {m.country for e in editions for m in on_day(e, e.as_of)}
        if code in shapes() and not shapes()[code].rings
    )
    note = "Dark: participants. Half dark: another status, such as observer or partner."
    if not any(_others(e) for e in editions):
        note = "Dark: participants."
    if dots:
        note += f" Without an outline, shown as dots: {join(dots)}."
    note += (
        " The map shows where countries lie. Its outlines are generalized and imply no opinion on "
        "any boundary or the status of any territory."
    )
    return Caption(
        _finding(editions, names),
        f"Maps of the participants, one for each organization. {'. '.join(told)}.",
        note,
    )


def _finding(editions: Sequence[OrganizationAt], names: dict[str, str]) -> str:
    """Which participants all have in common, or that none are."""
    inside = [{m.country for m in participants(e)} for e in editions]
    if len(editions) == 1:
        number = len(inside[0])
        name = with_article(present_name(editions[0]))
        return f"{in_words(number).capitalize()} states take part in {name}"
    everywhere = sorted(names[code] for code in set.intersection(*inside))
    if everywhere:
        verb = "takes" if len(everywhere) == 1 else "take"
        return f"{join(everywhere)} {verb} part in all {in_words(len(editions))}"
    apart = [
        present_name(e).abbreviation
        for e, codes in zip(editions, inside, strict=True)
        if not any(codes & other for other in inside if other is not codes)
    ]
    together = set().union(*inside)
    finding = f"The {in_words(len(editions))} join {in_words(len(together))} states; none is in all"
    return f"{finding}, and {join(apart)} shares none" if len(apart) == 1 else finding


def _others(edition: OrganizationAt) -> set[str]:
    """Countries whose status on the day does not count as taking part."""
    return {m.country for m in on_day(edition, edition.as_of)} - {
        m.country for m in participants(edition)
    }


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


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    columns = 1 if len(editions) == 1 else 2 if len(editions) <= 4 else 3
    rows = -(-len(editions) // columns)
    width = (Drawing.width - _GAP * (columns - 1)) / columns
    height = width * (_FORM if columns > 1 else 0.5)
    drawing = Drawing(rows * (_HEADING + height) + (rows - 1) * _GAP / 2 + 1, tokens)
    frame = _framed(editions, width, height)
    land = {code: path for code, shape in shapes().items() if (path := _outline(shape, frame))}
    for index, edition in enumerate(editions):
        x = index % columns * (width + _GAP)
        y = index // columns * (_HEADING + height + _GAP / 2)
        colour = edition.organization.colour
        name = present_name(edition).abbreviation
        number = len(participants(edition))
        drawing.text(x, y + 4, name, size=9, weight=600, fill=colour)
        drawing.text(x + 2.2 + len(name) * 2.3, y + 4, str(number), size=9, fill=colour)
        drawing.open_clip(f"map-{edition.organization.id}", x, y + _HEADING, width, height)
        _map(drawing, edition, frame, land)
        drawing.close_clip()
    return drawing.svg(describe(editions))


def _map(drawing: Drawing, edition: OrganizationAt, frame: _Frame, land: dict[str, str]) -> None:
    colours, colour = drawing.tokens.colours, edition.organization.colour
    inside, others = {m.country for m in participants(edition)}, _others(edition)
    drawing.box(0, 0, frame.width, frame.height, colours.paper, colours.rule, 0.3)
    for code, path in land.items():
        if code not in inside and code not in others:
            drawing.path(path, colours.tint, colours.rule, 0.15)
    for code in sorted(others & land.keys()):
        drawing.path(land[code], mixed(colour, colours.paper, OTHER), colour, 0.3)
    for code in sorted(inside & land.keys()):
        drawing.path(land[code], colour, colours.paper, 0.2)
    for code in sorted((inside | others) - land.keys()):
        shape = shapes().get(code)
        point = frame.at(shape.place) if shape and shape.place else None
        if point is not None:
            fill = colour if code in inside else mixed(colour, colours.paper, OTHER)
            drawing.disc(*point, 0.8, fill, colour)


def _framed(editions: Sequence[OrganizationAt], width: float, height: float) -> _Frame:
    """The frame that holds all participants and those with another status."""
    known = shapes()
    codes = {m.country for e in editions for m in on_day(e, e.as_of)} & known.keys()
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


def _corners(shape: Shape) -> list[Position]:
    """The corners of the country's largest part, by which a map is framed."""
    if not shape.rings:
        return [shape.place] if shape.place else []
    largest = max(shape.rings, key=len)
    return list(largest)


def _outline(shape: Shape, frame: _Frame) -> str:
    """The country's outline as an SVG path; empty where none of it is in the frame."""
    parts, seen = [], False
    for ring in shape.rings:
        points = [point for position in ring if (point := frame.at(position)) is not None]
        if len(points) < 3:
            continue
        seen = seen or any(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in points)
        corners = dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append("M" + "L".join(corners) + "Z")
    return "".join(parts) if seen else ""
