"""Projections that keep areas in proportion, which a map of states should not distort.

Lambert's azimuthal one is after J. P. Snyder, Map Projections: A Working Manual (US Geological
Survey Professional Paper 1395, 1987), equations 22-4, 24-2 and 24-13 to 24-16; Equal Earth, for the
world, after B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection (International
Journal of Geographical Information Science 33 (2019) 3), equation 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

#: Longitude and latitude in degrees, east and north positive.
Position = tuple[float, float]
Point = tuple[float, float]

#: Lambert's view ends so far from the centre, as a cosine: beyond, shapes are past recognition.
_HORIZON = -0.8
_SERIES = (1.340264, -0.081106, 0.000893, 0.003796)


class Projection(Protocol):
    """From positions on a sphere of radius 1 to points on a plane, right and up."""

    def project(self, position: Position) -> Point | None:
        """Where ``position`` falls; ``None`` where it is out of sight."""


@dataclass(frozen=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection: a view from above ``centre``."""

    centre: Position

    def project(self, position: Position) -> Point | None:
        """Where ``position`` falls; ``None`` on the far side of the sphere."""
        across, latitude = radians(position[0] - self.centre[0]), radians(position[1])
        middle = radians(self.centre[1])
        low, flat, high, steep = sin(middle), cos(middle), sin(latitude), cos(latitude)
        ahead = steep * cos(across)
        cosine = low * high + flat * ahead
        if cosine < _HORIZON:
            return None
        scale = sqrt(2 / (1 + cosine))
        return scale * steep * sin(across), scale * (flat * high - low * ahead)

    def position(self, point: Point) -> Position:
        """What falls on ``point``."""
        distance, middle = hypot(*point), radians(self.centre[1])
        if distance < 1e-9:
            return self.centre
        angle = 2 * asin(min(distance / 2, 1))
        x, y = point
        latitude = asin(cos(angle) * sin(middle) + y * sin(angle) * cos(middle) / distance)
        across = atan2(
            x * sin(angle),
            distance * cos(middle) * cos(angle) - y * sin(middle) * sin(angle),
        )
        return self.centre[0] + degrees(across), degrees(latitude)


@dataclass(frozen=True)
class World:
    """Equal Earth: the whole world, Greenwich in the middle."""

    def project(self, position: Position) -> Point:
        """Where ``position`` falls."""
        first, second, third, fourth = _SERIES
        angle = asin(sqrt(3) / 2 * sin(radians(position[1])))
        square = angle * angle
        sixth = square**3
        bend = first + 3 * second * square + sixth * (7 * third + 9 * fourth * square)
        return (
            2 * sqrt(3) * radians(position[0]) * cos(angle) / (3 * bend),
            angle * (first + second * square + sixth * (third + fourth * square)),
        )


def midpoint(positions: Iterable[Position]) -> Position | None:
    """Where the mean of the positions' unit vectors points; ``None`` where it points nowhere."""
    x = y = z = 0.0
    for longitude, latitude in positions:
        east, north = radians(longitude), radians(latitude)
        x, y, z = x + cos(north) * cos(east), y + cos(north) * sin(east), z + sin(north)
    length = hypot(x, y, z)
    if length < 1e-9:
        return None
    return degrees(atan2(y, x)), degrees(asin(z / length))


def apart(one: Position, other: Position) -> float:
    """How far two positions are apart on the sphere, in degrees."""
    across, here, there = radians(one[0] - other[0]), radians(one[1]), radians(other[1])
    half = sin((here - there) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return degrees(2 * asin(sqrt(min(half, 1))))
