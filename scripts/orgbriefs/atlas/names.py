"""Room for the names of countries on a map: on the country, or beside it with a line to it.

Names never touch each other. Each takes the best place that those before it left: inside its
country; across its borders; at last beside it, with a line. What finds no place stands as a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin

from orgbriefs.atlas.projection import Point

#: A cell of the raster in which places are sought, in millimetres.
_CELL = 1.0
#: Free space around a name, in millimetres, and to the edge of the map.
_AROUND, _EDGE = 0.35, 0.6
#: How far from its country a name may stand, in millimetres, and in how many directions.
_DISTANCES, _DIRECTIONS = (0.0, 1.5, 3.0, 4.5, 6.0, 8.0, 10.5), 16
#: What is given for a millimetre of distance, a cell of another country of the subject that a name
#: covers, and a line.
_FAR, _COVERED, _LINED = 1.0, 0.5, 2.0
#: Names are wide: how much more a distance up or down counts than one aside.
_FLAT = 1.6
#: A country of fewer cells is so small that a name across it would hide it.
_HIDDEN = 8
#: What lies near, in parts of the map's width.
_NEAR = 0.22


@dataclass(frozen=True)
class Box:
    """A rectangle on the map, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether they have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight line runs through it."""
        steps = max(int(hypot(end[0] - start[0], end[1] - start[1]) / 0.4), 1)
        return any(
            self.left < start[0] + (end[0] - start[0]) * step / steps < self.right
            and self.top < start[1] + (end[1] - start[1]) * step / steps < self.bottom
            for step in range(steps + 1)
        )

    def nearest(self, point: Point) -> Point:
        """Its point that is nearest to another."""
        return (
            min(max(point[0], self.left), self.right),
            min(max(point[1], self.top), self.bottom),
        )


@dataclass(frozen=True)
class Name:
    """A name that wants a place: of a country, with the size of its lines in millimetres."""

    code: str
    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """A name in its place. ``inside`` its country, it needs no halo; ``line`` leads to it."""

    name: Name
    box: Box
    inside: bool
    line: tuple[Point, Point] | None


class Room:
    """The raster of a map: which country each cell belongs to, and what is taken."""

    def __init__(self, width: float, height: float, taken: Sequence[Box] = ()) -> None:
        self.width, self.height = width, height
        self._columns, self._rows = int(width / _CELL), int(height / _CELL)
        self._owners = [[""] * self._columns for _ in range(self._rows)]
        self._cells: dict[str, list[tuple[int, int]]] = {}
        self._fallback: dict[str, Point] = {}
        self._taken = list(taken)
        self._lines: list[tuple[Point, Point]] = []

    def settle(self, code: str, shapes: Sequence[Sequence[Point]]) -> None:
        """Give a country the cells whose middle lies in its shapes (even-odd rule)."""
        crossings: list[list[float]] = [[] for _ in range(self._rows)]
        for corners in shapes:
            x, y = corners[-1]
            for across, along in corners:
                low, high = (y, along) if y < along else (along, y)
                for row in range(
                    max(int(low / _CELL + 0.5), 0), min(int(high / _CELL + 0.5), self._rows)
                ):
                    share = ((row + 0.5) * _CELL - y) / (along - y)
                    crossings[row].append(x + (across - x) * share)
                x, y = across, along
        cells = self._cells.setdefault(code, [])
        for row, found in enumerate(crossings):
            found.sort()
            for start, end in zip(found[::2], found[1::2], strict=False):
                first, last = max(int(start / _CELL + 0.5), 0), int(end / _CELL + 0.5)
                for column in range(first, min(last, self._columns)):
                    self._owners[row][column] = code
                    cells.append((row, column))
        if shapes and not cells:
            largest = max(shapes, key=len)
            self._fallback[code] = (
                sum(x for x, _ in largest) / len(largest),
                sum(y for _, y in largest) / len(largest),
            )

    def extent(self, code: str) -> int:
        """How many cells a country has on the map."""
        return len(self._cells.get(code, ()))

    def middle(self, code: str) -> Point | None:
        """A point of the country, as far in its middle as may be; ``None`` if it is not seen."""
        cells = self._cells.get(code)
        if not cells:
            point = self._fallback.get(code)
            inside = point and 0 <= point[0] <= self.width and 0 <= point[1] <= self.height
            return point if inside else None
        row = sum(row for row, _ in cells) / len(cells)
        column = sum(column for _, column in cells) / len(cells)
        nearest = min(cells, key=lambda cell: (hypot(cell[0] - row, cell[1] - column), cell))
        return (nearest[1] + 0.5) * _CELL, (nearest[0] + 0.5) * _CELL

    def is_near(self, box: Box, codes: Collection[str]) -> bool:
        """Whether one of the countries reaches near a rectangle."""
        near = _NEAR * self.width
        top, bottom = max(int(box.top - near), 0), int(box.bottom + near)
        left, right = max(int(box.left - near), 0), int(box.right + near)
        rows = self._owners[top : bottom + 1]
        return any(owner in codes for owners in rows for owner in owners[left : right + 1])

    def within(self, name: Name) -> Placed | None:
        """A place for a name all inside its country, the nearest to its middle."""
        middle = self.middle(name.code)
        if middle is None:
            return None
        deep, wide = ceil(name.height / _CELL), ceil(name.width / _CELL) + 1
        found: tuple[float, Box] | None = None
        for row, column in self._cells.get(name.code, ()):
            x, y = (column + wide / 2) * _CELL, (row + deep / 2) * _CELL
            far = hypot(x - middle[0], _FLAT * (y - middle[1]))
            if found and far >= found[0]:
                continue
            if not self._owned(name.code, row, column, deep, wide):
                continue
            box = _around((x, y), name)
            if self._is_free(box):
                found = (far, box)
        if found is None:
            return None
        self._take(found[1])
        return Placed(name, found[1], inside=True, line=None)

    def beside(
        self, name: Name, subject: Mapping[str, Point], *, hides: bool = False
    ) -> Placed | None:
        """A place for a name on or near its country.

        Args:
            name: the name.
            subject: a point of each country that is named.
            hides: whether it may hide the smallest countries.
        """
        middle = self.middle(name.code)
        if middle is None:
            return None
        found: tuple[float, Placed] | None = None
        for centre, far in self._around(middle, name):
            box = _around(centre, name)
            cost = _FAR * far
            if (found and cost >= found[0]) or not self._is_free(box):
                continue
            covers_itself = box.left < middle[0] < box.right and box.top < middle[1] < box.bottom
            if covers_itself and not hides and self.extent(name.code) < _HIDDEN:
                continue
            line = None
            if not covers_itself and hypot(*_minus(box.nearest(middle), middle)) > 1.6:
                line = (box.nearest(middle), middle)
                if not self._is_open(line):
                    continue
                cost += _LINED
            if not hides and any(
                box.left < x < box.right and box.top < y < box.bottom
                for code, (x, y) in subject.items()
                if code != name.code
            ):
                continue
            cost += _COVERED * self._covered(box, name.code, subject)
            if found is None or cost < found[0]:
                found = cost, Placed(name, box, inside=False, line=line)
        if found is None:
            return None
        self._take(found[1].box)
        if found[1].line is not None:
            self._lines.append(found[1].line)
        return found[1]

    def _around(self, middle: Point, name: Name) -> Iterator[tuple[Point, float]]:
        yield middle, 0.0
        for distance in _DISTANCES:
            for number in range(_DIRECTIONS):
                angle = 2 * pi * number / _DIRECTIONS
                away = (
                    middle[0] + cos(angle) * (distance + name.width / 2 + 0.8),
                    middle[1] + sin(angle) * (distance + name.height / 2 + 0.8),
                )
                yield away, distance + 0.8

    def _owned(self, code: str, row: int, column: int, deep: int, wide: int) -> bool:
        if row + deep > self._rows or column + wide > self._columns:
            return False
        return all(
            owner == code
            for owners in self._owners[row : row + deep]
            for owner in owners[column : column + wide]
        )

    def _covered(self, box: Box, code: str, subject: Mapping[str, Point]) -> int:
        return sum(
            owner != code and owner in subject
            for owners in self._owners[int(box.top / _CELL) : int(box.bottom / _CELL) + 1]
            for owner in owners[int(box.left / _CELL) : int(box.right / _CELL) + 1]
        )

    def _is_free(self, box: Box) -> bool:
        if box.left < _EDGE or box.top < _EDGE:
            return False
        if box.right > self.width - _EDGE or box.bottom > self.height - _EDGE:
            return False
        return not any(box.touches(other) for other in self._taken) and not any(
            box.crossed(*line) for line in self._lines
        )

    def _is_open(self, line: tuple[Point, Point]) -> bool:
        return not any(box.crossed(*line) for box in self._taken) and not any(
            _cross(line, other) for other in self._lines
        )

    def _take(self, box: Box) -> None:
        self._taken.append(
            Box(box.left - _AROUND, box.top - _AROUND, box.right + _AROUND, box.bottom + _AROUND)
        )


def _around(centre: Point, name: Name) -> Box:
    x, y = centre
    return Box(x - name.width / 2, y - name.height / 2, x + name.width / 2, y + name.height / 2)


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight lines have a point in common."""

    def side(start: Point, end: Point, point: Point) -> float:
        (ax, ay), (bx, by) = _minus(end, start), _minus(point, start)
        return ax * by - ay * bx

    return (
        side(*one, other[0]) * side(*one, other[1]) <= 0
        and side(*other, one[0]) * side(*other, one[1]) <= 0
    )
