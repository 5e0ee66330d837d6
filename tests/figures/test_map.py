"""Maps: equal-area, cropped to the subject, each country named, and names apart."""

from __future__ import annotations

import dataclasses
import math
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from editions import content, english
from lxml import etree
from small_project import ROOT
from world import outlines

from orgbriefs.atlas.frame import cut, view_of
from orgbriefs.atlas.making import LEVELS
from orgbriefs.atlas.names import Box, Name, Room
from orgbriefs.atlas.outlines import COARSE, FINEST, fit_for, read_outlines
from orgbriefs.atlas.projection import (
    Azimuthal,
    Position,
    Projection,
    World,
    apart,
    midpoint,
)
from orgbriefs.content.captions import caption_of
from orgbriefs.content.values import Organization, StatusGroup
from orgbriefs.design import Design
from orgbriefs.figures import draw
from orgbriefs.figures.drawing import text_width
from orgbriefs.language.values import CountryName
from orgbriefs.problems import InputError

SVG = "{http://www.w3.org/2000/svg}"
DESIGN = Design.read(ROOT / "templates", ROOT / "out", outlines=outlines())
LATE = date(2025, 12, 31)
NATO = (
    "AL BE BG CA HR CZ DK EE FI FR DE GR HU IS IT LV LT LU ME NL MK NO PL PT RO SK SI ES SE TR GB "
    "US"
)
OSCE = f"{NATO} AD AM AT AZ BY BA CY GE VA IE KZ KG LI MT MD MC MN RU SM RS CH TJ TM UA UZ"
COMMONWEALTH = (
    "AG AU BS BD BB BZ BW BN CM CA CY DM SZ FJ GA GM GH GD GY IN JM KE KI LS MW MY MV MT MU MZ NA "
    "NR NZ NG PK PG RW KN LC VC WS SC SL SG SB ZA LK TZ TG TO TT TV UG GB VU ZM"
)
FORUM = "AU CK FM FJ KI NR NZ NU PW PG MH WS SB TO TV VU"


def joined_by(codes: str) -> Organization:
    """An organization with these members, and nothing else."""
    base = content("sco", LATE, data=ROOT)
    member = next(group.status for group in base.groups if group.status.counts)
    names = tuple(CountryName(code, english().country(code)) for code in codes.split())
    label = "members" if len(names) > 1 else "member"
    group = StatusGroup(status=member, label=label, number=len(names), countries=names)
    return dataclasses.replace(base, members=names, number=len(names), groups=(group,))


def map_of(*organizations: Organization) -> etree._Element:
    caption = caption_of("map", organizations)
    return etree.fromstring(draw("map", organizations, caption, DESIGN, english()).encode())


def words(root: etree._Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text") if text.get("aria-hidden") is None]


@pytest.mark.parametrize("codes", ["LU", "MT", NATO, OSCE, COMMONWEALTH, FORUM, "FJ", "US RU"])
def test_every_country_is_named_once(codes: str) -> None:
    organization = joined_by(codes)
    said = words(map_of(organization))
    text = " ".join(said)
    for country in organization.members:
        spaced = re.escape(country.name).replace("\\ ", r"\s+")
        assert len(re.findall(rf"(?<![\w-]){spaced}(?![\w-])", text)) >= 1, country.name
    keyed = [int(number) for number in re.findall(r"\b(\d+) (?=[A-Z])", text)]
    on_the_map = [int(word) for word in said if word.isdecimal()]
    assert sorted(set(keyed)) == sorted(on_the_map)
    assert "Beyond the map" not in text


@pytest.mark.parametrize("codes", [NATO, OSCE, COMMONWEALTH])
def test_names_do_not_touch_each_other(codes: str) -> None:
    root = map_of(joined_by(codes))
    boxes = []
    [inside] = [g for g in root.iter(f"{SVG}g") if g.get("clip-path")]
    for text in inside.iter(f"{SVG}text"):
        if text.get("aria-hidden") is None and text.get("text-anchor") == "middle":
            size = float(text.get("font-size"))
            width = text_width(text.text or "", size / 25.4 * 72)
            x, y = float(text.get("x")), float(text.get("y"))
            boxes.append(Box(x - width / 2, y - 0.7 * size, x + width / 2, y + 0.1 * size))
    assert len(boxes) > 30
    assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]


def test_a_map_is_the_same_each_time_and_small() -> None:
    organization = joined_by(OSCE)
    first, second = (etree.tostring(map_of(organization)) for _ in range(2))
    assert first == second
    assert len(first) < 200_000


@pytest.mark.parametrize(("codes", "degrees"), [("UA MD GE AZ", 30), ("LU", 12), (NATO, 120)])
def test_a_map_is_cropped_to_its_subject(codes: str, degrees: float) -> None:
    coarse = read_outlines(outlines(), COARSE)
    frame = view_of(coarse, codes.split(), []).frame(82, 49)
    assert frame.fineness * 82 < degrees
    for code in codes.split():
        for position in coarse[code][0]:
            point = frame.at(position)
            assert point is not None
            assert 0 <= point[0] <= 82 and 0 <= point[1] <= 49, code


def test_looser_ties_are_in_the_frame_where_they_lie_near() -> None:
    coarse = read_outlines(outlines(), COARSE)
    alone, near, far = (view_of(coarse, ["UA", "GE"], o) for o in ([], ["TR"], ["BR", "AU"]))
    assert near.high - near.low > alone.high - alone.low
    assert far == alone


def test_members_around_the_world_are_shown_on_a_map_of_the_world() -> None:
    coarse = read_outlines(outlines(), COARSE)
    assert isinstance(view_of(coarse, COMMONWEALTH.split(), []).projection, World)
    assert isinstance(view_of(coarse, OSCE.split(), []).projection, Azimuthal)
    pacific = view_of(coarse, FORUM.split(), []).projection
    assert isinstance(pacific, Azimuthal) and abs(pacific.centre[0]) > 150


def test_statuses_differ_in_more_than_colour() -> None:
    sco = content("sco", LATE, data=ROOT)
    assert len(sco.groups) > 1
    root = map_of(sco)
    fills = {r.get("fill") for r in root.iter(f"{SVG}rect") if r.get("width") == "2.60"}
    assert len(fills) == len(sco.groups)
    patterns = {f"url(#{p.get('id')})" for p in root.iter(f"{SVG}pattern")}
    assert len(patterns & fills) == len(sco.groups) - 1


def test_without_outlines_countries_are_named_beside_the_map() -> None:
    design = Design.read(ROOT / "templates", ROOT / "out")
    guam = content("guam", LATE, data=ROOT)
    svg = draw("map", [guam], caption_of("map", [guam]), design, english())
    assert "Beyond the map: Azerbaijan, Georgia, Moldova, Ukraine" in svg


@pytest.mark.parametrize("text", [None, "", "[1]", '{"UA": 5}'])
def test_outlines_that_cannot_be_read_are_told(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / COARSE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="the outlines of countries cannot be read"):
        read_outlines(tmp_path, COARSE)


def test_all_countries_have_outlines_at_every_level() -> None:
    found = [read_outlines(outlines(), name) for name in LEVELS]
    assert len(found) == 3
    corners = [sum(len(r.numbers) for rings in o.values() for r in rings) for o in found]
    assert corners[0] > 2 * corners[1] > 4 * corners[2]
    for known in found:
        assert len(known) > 235
        assert {"MM", "MV", "BH", "XK", "SS", "TV", "MC", "VA", "FR", "NO"} <= known.keys()
        assert all(known.values())
        assert all(len(ring.numbers) >= 6 for rings in known.values() for ring in rings)


def test_neighbours_keep_the_border_that_they_share() -> None:
    for level in LEVELS:
        known = read_outlines(outlines(), level)
        kazakhstan, russia = ({p for ring in known[code] for p in ring} for code in ("KZ", "RU"))
        assert len(kazakhstan & russia) > 10, level


def test_a_level_is_as_coarse_as_no_eye_can_see() -> None:
    assert fit_for(2.0) == COARSE
    assert fit_for(0.01) == FINEST


def area(projection: Projection, longitude: float, latitude: float) -> float:
    """Of a small field, in parts of its area on the sphere."""
    step = 0.1
    corners = [
        projection.project((longitude + x * step, latitude + y * step))
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    points = [corner for corner in corners if corner is not None]
    assert len(points) == 4
    pairs = zip(points, points[1:] + points[:1], strict=True)
    flat = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2
    return flat / math.cos(math.radians(latitude + step / 2)) / math.radians(step) ** 2


@pytest.mark.parametrize("projection", [Azimuthal((70.0, 45.0)), World()])
def test_areas_keep_their_proportions(projection: Projection) -> None:
    for place in ((70, 45), (20, 10), (120, 60), (40, 75), (100, 5)):
        assert area(projection, *place) == pytest.approx(1, rel=1e-4)


@pytest.mark.parametrize("position", [(70.0, 45.0), (20.0, 10.0), (-150.0, 80.0), (100.0, -20.0)])
def test_the_view_from_above_can_be_undone(position: Position) -> None:
    view = Azimuthal((70.0, 45.0))
    point = view.project(position)
    assert point is not None
    assert apart(view.position(point), position) == pytest.approx(0, abs=1e-6)
    assert view.project((-110.0, -45.0)) is None


def test_the_midpoint_is_that_of_the_sphere() -> None:
    assert midpoint([(0.0, 0.0), (90.0, 0.0)]) == pytest.approx((45.0, 0.0))
    middle = midpoint([(170.0, 10.0), (-170.0, 10.0)])
    assert middle is not None and abs(middle[0]) == pytest.approx(180.0)
    assert midpoint([(0.0, 0.0), (180.0, 0.0)]) is None


def test_shapes_are_cut_a_little_beyond_the_frame() -> None:
    square = [(-50.0, -50.0), (50.0, -50.0), (50.0, 5.0), (-50.0, 5.0)]
    found = cut(square, 10, 10, 2)
    assert {round(x, 6) for x, _ in found} == {-2, 12}
    assert {round(y, 6) for _, y in found} == {-2, 5}
    assert cut([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], 10, 10, 2) == []


def test_a_name_stands_inside_its_country_or_beside_it() -> None:
    room = Room(60, 40)
    room.settle("AA", [[(5.0, 5.0), (35.0, 5.0), (35.0, 25.0), (5.0, 25.0)]])
    room.settle("BB", [[(40.0, 10.0), (43.0, 10.0), (43.0, 12.0), (40.0, 12.0)]])
    inside = room.within(Name("AA", ("Aland",), 10.0, 2.5))
    assert inside is not None and inside.inside
    assert inside.box.left >= 5 and inside.box.right <= 35
    small = Name("BB", ("Bland",), 9.0, 2.5)
    assert room.within(small) is None
    beside = room.beside(small, {"AA": (20.0, 15.0), "BB": (41.5, 11.0)})
    assert beside is not None and not beside.inside
    assert not beside.box.touches(inside.box)


def test_a_map_with_many_names_is_wider_than_the_bars_beside_it() -> None:
    def width(organization: Organization) -> float:
        caption = caption_of("presence-sco", [organization])
        drawn = draw("presence-sco", [organization], caption, DESIGN, english())
        (clip,) = etree.fromstring(drawn.encode()).iter(f"{SVG}clipPath")
        return float(clip[0].get("width"))

    whole = DESIGN.tokens.figures.width
    assert width(joined_by(FORUM)) < whole / 2 < width(joined_by(NATO))


def test_names_of_maps_side_by_side_stand_on_one_line() -> None:
    root = map_of(*(content(name, LATE, data=ROOT) for name in ("cis", "csto")))
    heights = {t.text: t.get("y") for t in root.iter(f"{SVG}text") if t.text in ("CIS", "CSTO")}
    assert heights["CIS"] == heights["CSTO"]
