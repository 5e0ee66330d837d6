"""Outlines of countries at small scale, from the package countryinfo.

They serve to find a country on a page of a hundred millimetres, and for nothing else: they are
undated and generalized, and some states have none: those stand as dots.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import countryinfo

#: Longitude and latitude in degrees, east and north positive.
Position = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A country's place on the map: the rings of its outline, none where it has only a place."""

    code: str
    rings: tuple[tuple[Position, ...], ...]
    place: Position | None


@cache  # of what the pinned package holds, the same for every project
def outlines() -> Mapping[str, Outline]:
    """All countries by ISO 3166-1 alpha-2 code, in order of their codes."""
    found: dict[str, Outline] = {}
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        code = entry.get("ISO", {}).get("alpha2")
        if code:
            found[code] = Outline(code, _rings(entry.get("geoJSON") or {}), _place(entry))
    return dict(sorted(found.items()))


def _rings(collection: dict[str, object]) -> tuple[tuple[Position, ...], ...]:
    rings = []
    for feature in collection.get("features", []):  # type: ignore[attr-defined]
        geometry = feature["geometry"]
        several = geometry["type"] == "MultiPolygon"
        for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
            rings += [tuple((float(x), float(y)) for x, y, *_ in ring) for ring in polygon]
    return tuple(rings)


def _place(entry: dict[str, object]) -> Position | None:
    pair = entry.get("latlng")
    return (float(pair[1]), float(pair[0])) if isinstance(pair, list) and len(pair) == 2 else None
