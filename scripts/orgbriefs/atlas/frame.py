"""The part of the world that a map shows, and how large."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import degrees, inf

from orgbriefs.atlas.outlines import Outlines, Ring
from orgbriefs.atlas.projection import (
    Azimuthal,
    Point,
    Position,
    Projection,
    World,
    apart,
    midpoint,
)

#: Free space around what is shown, in parts of its greater extent.
_MARGIN = 0.05
#: No map shows less than this, so that a small state is seen among its neighbours:
#: half its extent in radii.
_LEAST = 0.06
#: Those with a looser tie are shown where this much more than the participants' room holds them.
_GROWN = 0.35
#: What reaches farther from the middle, in degrees, is shown on a map of the world.
_FARTHEST = 85.0
#: How far shapes reach beyond the frame, in millimetres: their cut edges are not seen.
_BLEED = 2.0
#: Islands that are smaller than this, in millimetres, are left out, but for a country's largest.
_SPECK = 0.6
#: Kilometres in a radius of the sphere.
RADIUS = 6371.0


@dataclass(frozen=True)
class Frame:
    """What a map of ``width`` by ``height`` millimetres shows."""

    projection: Projection
    left: float
    top: float
    #: Millimetres in a radius of the sphere.
    scale: float
    width: float
    height: float

    def at(self, position: Position) -> Point | None:
        """Millimetres from the upper left corner; ``None`` where it is out of sight."""
        point = self.projection.project(position)
        if point is None:
            return None
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.scale

    @property
    def fineness(self) -> float:
        """How many degrees of latitude a millimetre is, in the middle."""
        return degrees(1 / self.scale)

    def shapes(self, rings: Sequence[Ring]) -> Iterator[list[Point]]:
        """What is seen of a country's rings, in millimetres, cut a little beyond the frame."""
        for rank, ring in enumerate(rings):
            corners = self._drawn(ring) if self._may_be_seen(ring) else []
            if corners and (rank == 0 or _extent(corners) >= _SPECK):
                yield corners

    def _drawn(self, ring: Ring) -> list[Point]:
        points: list[Point] = []
        for position in ring:
            point = self.at(position)
            if point is None:
                return []
            points.append(point)
        return cut(points, self.width, self.height, _BLEED)

    def _may_be_seen(self, ring: Ring) -> bool:
        if self._reach is None:
            return True
        (middle, reach), (centre, radius) = self._reach, ring.around()
        return apart(middle, centre) <= radius + reach

    @cached_property
    def _reach(self) -> tuple[Position, float] | None:
        """The position in the middle, and how far the corners are from it, in degrees."""
        if not isinstance(self.projection, Azimuthal):
            return None
        across, along = self.width / self.scale, self.height / self.scale
        middle = self.projection.position((self.left + across / 2, self.top - along / 2))
        corners = ((self.left + x * across, self.top - y * along) for x in (0, 1) for y in (0, 1))
        return middle, max(apart(middle, self.projection.position(corner)) for corner in corners)


@dataclass(frozen=True)
class View:
    """What a map has to hold: a rectangle on the plane of a projection, in radii of the sphere."""

    projection: Projection
    left: float
    low: float
    right: float
    high: float

    @property
    def proportion(self) -> float:
        """Its height in parts of its width."""
        return (self.high - self.low) / (self.right - self.left)

    def frame(self, width: float, height: float) -> Frame:
        """It in the middle of a map of this size, in millimetres."""
        scale = min(width / (self.right - self.left), height / (self.high - self.low))
        return Frame(
            self.projection,
            (self.left + self.right) / 2 - width / scale / 2,
            (self.low + self.high) / 2 + height / scale / 2,
            scale,
            width,
            height,
        )


def view_of(outlines: Outlines, members: Collection[str], others: Collection[str]) -> View:
    """A view of all members, and of those others that lie near.

    Args:
        outlines: by code, at any fineness: of each country, its largest part is to be seen.
        members: codes of those who take part.
        others: codes of those with a looser tie.
    """
    largest = {
        code: list(outlines[code][0]) for code in sorted({*members, *others} & outlines.keys())
    }
    shown = {code: largest[code] for code in largest if code in members} or largest
    projection = _projection([corner for corners in shown.values() for corner in corners])
    left, low, right, high = _room(projection, shown.values())
    grown = _GROWN * max(right - left, high - low)
    near = [
        room
        for code in largest.keys() - shown.keys()
        if (room := _room(projection, [largest[code]]))[0] >= left - grown
        and room[1] >= low - grown
        and room[2] <= right + grown
        and room[3] <= high + grown
    ]
    left, right = min([left, *(r[0] for r in near)]), max([right, *(r[2] for r in near)])
    low, high = min([low, *(r[1] for r in near)]), max([high, *(r[3] for r in near)])
    margin = _MARGIN * max(right - left, high - low)
    across = max((right - left) / 2 + margin, _LEAST)
    along = max((high - low) / 2 + margin, _LEAST)
    x, y = (left + right) / 2, (low + high) / 2
    return View(projection, x - across, y - along, x + across, y + along)


def _projection(corners: Sequence[Position]) -> Projection:
    """A view from above the middle of what is shown, or of the world where that is too far."""
    centre = midpoint(corners)
    if centre is None:
        return World()
    for _ in range(2):
        view = Azimuthal(centre)
        points = [point for corner in corners if (point := view.project(corner)) is not None]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        centre = view.position(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    if max(apart(centre, corner) for corner in corners) > _FARTHEST:
        return World()
    return Azimuthal(centre)


def _room(
    projection: Projection, shown: Iterable[Sequence[Position]]
) -> tuple[float, float, float, float]:
    """Left, low, right and high of shapes, in radii; without end where they are out of sight."""
    projected = [projection.project(position) for corners in shown for position in corners]
    points = [point for point in projected if point is not None]
    if len(points) < len(projected):
        return -inf, -inf, inf, inf
    if not points:
        return -1.0, -1.0, 1.0, 1.0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _extent(corners: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def cut(points: Sequence[Point], width: float, height: float, bleed: float) -> list[Point]:
    """A polygon cut to a rectangle and ``bleed`` around it (I. E. Sutherland, G. W. Hodgman)."""
    kept = list(points)
    if all(-bleed <= x <= width + bleed and -bleed <= y <= height + bleed for x, y in points):
        return kept
    for axis, limit, sign in (
        (0, -bleed, 1),
        (0, width + bleed, -1),
        (1, -bleed, 1),
        (1, height + bleed, -1),
    ):
        if not kept:
            return []
        edges, kept = pairwise([kept[-1], *kept]), []
        for start, end in edges:
            before, after = (start[axis] - limit) * sign, (end[axis] - limit) * sign
            if (before < 0) != (after < 0):
                share = before / (before - after)
                kept.append(
                    (
                        start[0] + (end[0] - start[0]) * share,
                        start[1] + (end[1] - start[1]) * share,
                    )
                )
            if after >= 0:
                kept.append(end)
    return kept
