"""The outlines of countries, as they were made for maps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path

from orgbriefs.atlas.making import LEVELS, UNITS
from orgbriefs.atlas.projection import Position
from orgbriefs.problems import InputError, Place, Problem

#: The finest level, and the one that says well enough where a country lies.
FINEST, *_, COARSE = LEVELS
#: How coarse outlines may be, in millimetres on the map.
_SEEN = 0.5


@dataclass(frozen=True)
class Ring:
    """A closed line: longitudes and latitudes in turn, in parts of a degree."""

    numbers: Sequence[int]

    def __iter__(self) -> Iterator[Position]:
        numbers = self.numbers
        return ((numbers[at] / UNITS, numbers[at + 1] / UNITS) for at in range(0, len(numbers), 2))

    def around(self) -> tuple[Position, float]:
        """A circle around it: its centre, and its radius in degrees."""
        longitudes, latitudes = self.numbers[0::2], self.numbers[1::2]
        west, east, south, north = (
            number / UNITS
            for number in (min(longitudes), max(longitudes), min(latitudes), max(latitudes))
        )
        nearest = 0.0 if south < 0 < north else min(abs(south), abs(north))
        radius = (east - west) / 2 * cos(radians(nearest)) + (north - south) / 2
        return ((west + east) / 2, (south + north) / 2), radius


#: By ISO 3166-1 alpha-2 code, the ring of the largest part first.
Outlines = Mapping[str, Sequence[Ring]]


def fit_for(fineness: float) -> str:
    """The level to draw a map with, the coarsest of which no edge shows.

    Args:
        fineness: how many degrees of latitude a millimetre is.
    """
    fits = [name for name, own in LEVELS.items() if own <= _SEEN * fineness]
    return fits[-1] if fits else FINEST


def read_outlines(folder: Path | None, level: str) -> Outlines:
    """The outlines of one level of fineness.

    Args:
        folder: where they were made; ``None`` where there are none.
        level: the name of its file.

    Raises:
        InputError: when the file is missing or damaged.
    """
    if folder is None:
        return {}
    path = folder / level
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {code: [Ring(numbers) for numbers in rings] for code, rings in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        text, fix = "the outlines of countries cannot be read", "run: orgbriefs outlines"
        raise InputError([Problem(Place(path, 0, 0), text, fix=fix)]) from None
