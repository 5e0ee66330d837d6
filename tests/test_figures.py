"""Figures: drawn from data, within their frame, with four organizations and with twelve."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from orgbriefs.data.library import Library, load_library
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import exists, resolve_organization
from orgbriefs.figures.catalogue import COMPARATIVE, describe, draw, names_of
from orgbriefs.figures.drawing import WIDTH, text_width
from orgbriefs.figures.projection import Projection, midpoint
from orgbriefs.figures.shapes import shapes
from orgbriefs.figures.tokens import Tokens

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = Tokens.read(ROOT / "templates/styles/tokens.yaml")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT / "data")


@pytest.fixture(scope="module")
def four(library: Library) -> list[OrganizationAt]:
    return [
        resolve_organization(library, name, date(2025, 12, 31))
        for name in ("cis", "csto", "guam", "sco")
    ]


@pytest.fixture(scope="module")
def twelve(four: list[OrganizationAt]) -> list[OrganizationAt]:
    """The four three times over, under other names."""
    found = []
    for number in range(12):
        content = json.loads(four[number % 4].to_json())
        content["organization"]["id"] = f"org-{number}"
        for name in content["organization"]["names"]:
            name["abbreviation"] = f"ORG{number}"
        found.append(OrganizationAt.model_validate(content))
    return found


def stray(svg: str) -> list[str]:
    """Texts that reach beyond the picture's left or right edge."""
    root = etree.fromstring(svg.encode())
    found = []
    for text in root.iter(f"{SVG}text"):
        shift = sum(
            float(m[1])
            for group in text.iterancestors(f"{SVG}g")
            if (m := re.match(r"translate\(([\d.]+)", group.get("transform", "")))
        )
        size = float(text.get("font-size")) / 25.4 * 72
        width = text_width(text.text or "", size)
        anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")]
        left = shift + float(text.get("x")) - anchor * width
        if left < -0.5 or left + width > WIDTH + 0.5:
            found.append(text.text)
    return found


@pytest.mark.parametrize("name", COMPARATIVE)
@pytest.mark.parametrize("number", ["four", "twelve"])
def test_comparative_figures_keep_to_their_frame(
    name: str, number: str, request: pytest.FixtureRequest
) -> None:
    editions = request.getfixturevalue(number)
    svg = draw(name, editions, TOKENS)
    assert len(list(etree.fromstring(svg.encode()).iter(f"{SVG}text"))) > 4
    assert stray(svg) == []


def test_figures_of_one_organization_keep_to_their_frame(four: list[OrganizationAt]) -> None:
    names = [name for o in four for name in names_of(o.organization.id)]
    assert len(names) == 8
    for name in names:
        assert stray(draw(name, four, TOKENS)) == [], name


@pytest.mark.parametrize("number", ["four", "twelve"])
def test_columns_of_the_overlap_are_apart(number: str, request: pytest.FixtureRequest) -> None:
    editions = request.getfixturevalue(number)
    root = etree.fromstring(draw("overlap", editions, TOKENS).encode())
    labels = [t for t in root.iter(f"{SVG}text") if t.get("font-weight") == "600"]
    assert len(labels) == len(editions)
    ends = []
    for label in labels:
        width = text_width(label.text, float(label.get("font-size")) / 25.4 * 72)
        ends.append((float(label.get("x")) - width / 2, float(label.get("x")) + width / 2))
    assert all(one[1] < other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize("year", [1991, 1992, 1996, 1999, 2003, 2006, 2012, 2018, 2023])
def test_figures_of_any_year_are_drawn(library: Library, year: int) -> None:
    day = date(year, 12, 31)
    there = [o for o in library.organizations.values() if exists(o.founded, day)]
    editions = [resolve_organization(library, o.id, day) for o in there]
    assert editions
    for name in (*COMPARATIVE, *(n for o in there for n in names_of(o.id))):
        caption = describe(name, editions)
        told = f"{caption.title} {caption.alt} {caption.note}"
        assert not [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", told) if int(y) > year], told
        assert stray(draw(name, editions, TOKENS)) == [], name


def test_every_figure_says_what_it_shows(four: list[OrganizationAt]) -> None:
    names = [*COMPARATIVE, *(n for o in four for n in names_of(o.organization.id))]
    for name in names:
        caption = describe(name, four)
        assert caption.title and not caption.title.endswith("."), name
        assert len(caption.alt) > len(caption.title) / 2, name
        root = etree.fromstring(draw(name, four, TOKENS).encode())
        assert root.findtext(f"{SVG}title") == caption.title
        assert root.findtext(f"{SVG}desc") == caption.alt


def test_the_map_says_that_it_takes_no_side(four: list[OrganizationAt]) -> None:
    note = describe("map", four).note
    assert "no opinion on any boundary" in note
    assert "shown as dots: Bahrain, Maldives and Myanmar" in note


def test_the_projection_keeps_areas_in_proportion() -> None:
    projection = Projection((70.0, 45.0))

    def area(longitude: float, latitude: float) -> float:
        step = 0.1
        corners = [
            projection.project((longitude + x * step, latitude + y * step))
            for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        assert None not in corners
        pairs = zip(corners, corners[1:] + corners[:1], strict=True)
        flat = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2
        return flat / math.cos(math.radians(latitude + step / 2))

    reference = area(70, 45)
    for place in ((20, 10), (120, 60), (40, 75), (100, 5)):
        assert area(*place) == pytest.approx(reference, rel=1e-4)
    assert projection.project((70.0, 45.0)) == pytest.approx((0.0, 0.0))
    assert projection.project((-110.0, -45.0)) is None


def test_the_midpoint_is_that_of_the_sphere() -> None:
    assert midpoint([(0.0, 0.0), (90.0, 0.0)]) == pytest.approx((45.0, 0.0))
    assert midpoint([(170.0, 10.0), (-170.0, 10.0)])[0] == pytest.approx(180.0)


def test_outlines_are_there_for_all_members_but_the_smallest() -> None:
    found = shapes()
    assert len(found) > 200
    codes = "RU UA CN KZ KG TJ TM UZ AM AZ GE MD BY IN PK IR MN AF TR".split()
    assert [code for code in codes if not found[code].rings] == []


def test_no_outline_is_kept_in_the_repository() -> None:
    suffixes = {".shp", ".geojson", ".topojson", ".dbf"}
    files = [path for path in ROOT.glob("[!.]*/**/*") if path.is_file()]
    assert len(files) > 100
    inside = [p for p in files if p.suffix in suffixes and "out" not in p.relative_to(ROOT).parts]
    assert not inside


def test_pictures_are_sharp_in_word(
    four: list[OrganizationAt], tmp_path: Path, faces: Path
) -> None:
    import io

    from PIL import Image

    from orgbriefs.pdf.faces import font_face_css
    from orgbriefs.pdf.raster import pdf_of_svg, png_of_pdf

    picture = png_of_pdf(pdf_of_svg(draw("overlap", four, TOKENS), font_face_css(faces)))
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width >= WIDTH / 25.4 * 300 - 2
