"""Lambert's azimuthal equal-area projection of the sphere.

After J. P. Snyder, Map Projections: A Working Manual (US Geological Survey Professional
Paper 1395, 1987), equations 22-4, 24-2 and 24-13. Areas keep their proportions, which a map of
states should not distort.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from orgbriefs.data.outlines import Position


@dataclass(frozen=True)
class Projection:
    """A view of the sphere from above ``centre``; its radius is 1."""

    centre: Position

    def project(self, position: Position) -> tuple[float, float] | None:
        """Where ``position`` falls, right and up; ``None`` on the far side of the sphere."""
        across, latitude = radians(position[0] - self.centre[0]), radians(position[1])
        middle = radians(self.centre[1])
        cosine = sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(across)
        if cosine < 0:
            return None
        scale = sqrt(2 / (1 + cosine))
        return (
            scale * cos(latitude) * sin(across),
            scale * (cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(across)),
        )


def midpoint(positions: Iterable[Position]) -> Position:
    """Where the mean of the positions' unit vectors points, as longitude and latitude."""
    x = y = z = 0.0
    for longitude, latitude in positions:
        east, north = radians(longitude), radians(latitude)
        x, y, z = x + cos(north) * cos(east), y + cos(north) * sin(east), z + sin(north)
    length = hypot(x, y, z)
    if length < 1e-9:
        return 0.0, 0.0
    return degrees(atan2(y, x)), degrees(asin(z / length))
