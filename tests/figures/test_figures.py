"""Figures: drawn from content, within their frame, with four organizations and with twelve."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from itertools import pairwise

import pytest
from editions import content, english, library, plain
from lxml import etree
from small_project import ROOT
from world import outlines

from orgbriefs.content.captions import COMPARATIVE, caption_of, names_of
from orgbriefs.content.values import Membership, Organization
from orgbriefs.data.dates import PartialDate
from orgbriefs.design import Design
from orgbriefs.edition.existence import exists
from orgbriefs.figures import draw as drawn
from orgbriefs.figures.drawing import text_width
from orgbriefs.language.values import Interval

SVG = "{http://www.w3.org/2000/svg}"
DESIGN = Design.read(ROOT / "templates", ROOT / "out", outlines=outlines())
WIDTH = DESIGN.tokens.figures.width
LATE = date(2025, 12, 31)


def draw(name: str, organizations: list[Organization]) -> str:
    return drawn(name, organizations, caption_of(name, organizations), DESIGN, english())


def told(name: str, organizations: list[Organization]) -> tuple[str, str, str]:
    """Title, alternative text and note of a figure."""
    caption = caption_of(name, organizations)
    note = english().say(caption.note) if caption.note is not None else ""
    return plain(english().say(caption.title)), english().say(caption.alt), note


@pytest.fixture(scope="module")
def four() -> list[Organization]:
    return [content(name, LATE, data=ROOT) for name in ("cis", "csto", "guam", "sco")]


@pytest.fixture(scope="module")
def twelve(four: list[Organization]) -> list[Organization]:
    """The four three times over, under other names."""
    return [
        dataclasses.replace(
            four[number % 4],
            id=f"org-{number}",
            name=dataclasses.replace(four[number % 4].name, abbreviation=f"ORG{number}"),
        )
        for number in range(12)
    ]


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
    svg = draw(name, editions)
    assert len(list(etree.fromstring(svg.encode()).iter(f"{SVG}text"))) > 4
    assert stray(svg) == []


def test_figures_of_one_organization_keep_to_their_frame(four: list[Organization]) -> None:
    names = [name for o in four for name in names_of(o.id)]
    assert len(names) == 8
    for name in names:
        assert stray(draw(name, four)) == [], name


@pytest.mark.parametrize("number", ["four", "twelve"])
def test_columns_of_the_overlap_are_apart(number: str, request: pytest.FixtureRequest) -> None:
    editions = request.getfixturevalue(number)
    root = etree.fromstring(draw("overlap", editions).encode())
    labels = [t for t in root.iter(f"{SVG}text") if t.get("font-weight") == "600"]
    assert len(labels) == len(editions)
    ends = []
    for label in labels:
        width = text_width(label.text, float(label.get("font-size")) / 25.4 * 72)
        ends.append((float(label.get("x")) - width / 2, float(label.get("x")) + width / 2))
    assert all(one[1] < other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize("year", [1991, 1992, 1996, 1999, 2003, 2006, 2012, 2018, 2023])
def test_figures_of_any_year_are_drawn(year: int) -> None:
    day = date(year, 12, 31)
    there = [o.id for o in library(ROOT).organizations.values() if exists(o.founded, day)]
    organizations = [content(name, day, data=ROOT) for name in there]
    assert organizations
    for name in (*COMPARATIVE, *(n for o in there for n in names_of(o))):
        said = " ".join(told(name, organizations))
        assert not [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", said) if int(y) > year], said
        assert stray(draw(name, organizations)) == [], name


def test_every_figure_says_what_it_shows(four: list[Organization]) -> None:
    names = [*COMPARATIVE, *(n for o in four for n in names_of(o.id))]
    for name in names:
        title, alt, _ = told(name, four)
        assert title and not title.endswith("."), name
        assert len(alt) > len(title) / 2, name
        root = etree.fromstring(draw(name, four).encode())
        assert plain(root.findtext(f"{SVG}title")) == title
        assert root.findtext(f"{SVG}desc") == alt


def test_the_map_says_that_it_takes_no_side(four: list[Organization]) -> None:
    _, _, note = told("map", four)
    assert "imply no opinion on their course or on the status of any territory" in note


def numbered(four: list[Organization], *numbers: int) -> list[Organization]:
    """The first of the four, with other numbers of participants."""
    return [
        dataclasses.replace(organization, number=number)
        for organization, number in zip(four, numbers, strict=False)
    ]


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        (
            (10, 6, 4, 3),
            "The CIS is the largest of the four with ten states, the SCO the smallest with three",
        ),
        (
            (10, 6, 4, 10),
            "The CIS and the SCO are the largest of the four with ten states, "
            "GUAM the smallest with four",
        ),
        (
            (9, 4, 4, 5),
            "The CIS is the largest of the four with nine states, "
            "the CSTO and GUAM the smallest with four",
        ),
        ((7, 7), "Each of the two has seven participating states"),
        ((1,), "The CIS has one participating state"),
        ((0,), "The CIS has no participating states"),
        ((0, 0), "Neither of the two has a participating state"),
        ((9, 4), "The CIS is the larger of the two with nine states, the CSTO has four"),
    ],
)
def test_a_finding_tells_ties(
    four: list[Organization], numbers: tuple[int, ...], title: str
) -> None:
    assert told("numbers", numbered(four, *numbers))[0] == title


def test_the_finding_on_members_agrees_in_number() -> None:
    alone = dataclasses.replace(content("alpha", date(2020, 12, 31)), number=1, members=())
    title = told("membership-alpha", [alone])[0]
    assert title.startswith("One state takes part in")
    assert "Aland, Bland and Cland no longer do" in title


def test_an_organization_of_which_little_is_known_is_drawn(four: list[Organization]) -> None:
    nothing = dict.fromkeys(
        "membership members groups statuses participants attendants counts turns organs weights "
        "ratings frameworks instruments holders".split(),
        (),
    )
    bare = dataclasses.replace(four[2], number=0, **nothing)
    for organizations in ([bare], [bare, bare], [*four[:2], bare]):
        for name in (*COMPARATIVE, *names_of(bare.id)):
            if name in COMPARATIVE or len({o.id for o in organizations}) == len(organizations):
                title, alt, _ = told(name, organizations)
                assert not title.startswith("None states")
                assert ": ." not in alt and ". ." not in alt, alt
                assert stray(draw(name, organizations)) == [], name
    assert told("membership-guam", [bare])[0] == "No state takes part in GUAM"
    assert told("map", [bare, bare])[0] == "No state takes part in either of the two"


def test_one_criterion_of_several_is_told_alike(four: list[Organization]) -> None:
    title = told("assessment", four[:2])[0]
    assert re.match(r"\w+ of \w+ criteria (is|are) judged alike for the two: ", title), title


def test_who_takes_part_in_most_is_told(four: list[Organization]) -> None:
    assert told("overlap", four)[0].endswith("take part in three of the four")
    apart = [four[2], content("alpha", date(2020, 12, 31))]
    assert told("overlap", apart)[0] == "No state takes part in more than one of them"


def test_no_outline_is_kept_in_the_repository() -> None:
    suffixes = {".shp", ".geojson", ".topojson", ".dbf"}
    files = [path for path in ROOT.glob("[!.]*/**/*") if path.is_file()]
    assert len(files) > 100
    inside = [p for p in files if p.suffix in suffixes and "out" not in p.relative_to(ROOT).parts]
    assert not inside


def test_names_of_any_length_and_many_rows_stay_within_the_frame(
    four: list[Organization],
) -> None:
    organization = four[3]
    entry = next(entry for entry in organization.membership if entry.status.counts)
    long = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle"
    members = tuple(
        dataclasses.replace(
            entry,
            country=dataclasses.replace(
                entry.country,
                code=f"{chr(65 + n // 26)}{chr(65 + n % 26)}",
                name=dataclasses.replace(entry.country.name, code=str(n), name=f"{long} {n}"),
            ),
        )
        for n in range(92)
    )
    many = dataclasses.replace(organization, membership=members)
    svg = draw(f"membership-{organization.id}", [many])
    root = etree.fromstring(svg.encode())
    assert float(root.get("height").removesuffix("mm")) <= DESIGN.tokens.figures.tallest + 0.01
    labels = [node for node in root.iter(f"{SVG}text") if (node.text or "").startswith("Donau")]
    assert len(labels) > 30
    for label in labels:
        size = float(label.get("font-size")) / 25.4 * 72
        assert size >= DESIGN.tokens.figures.sizes.text * 0.75 - 0.01
        assert text_width(label.text, size) <= float(label.get("x"))
        assert label.text.endswith("…")


def test_those_who_joined_together_share_a_bar_where_there_are_many(
    four: list[Organization],
) -> None:
    sco = four[3]
    entry = next(entry for entry in sco.membership if entry.status.counts)

    def joined(number: int, year: int) -> Membership:
        name = dataclasses.replace(entry.country.name, code=str(number), name=f"Land {number}")
        country = dataclasses.replace(entry.country, code=str(number), name=name)
        interval = Interval(PartialDate(f"{year}-0{number % 9 + 1}"), None)
        return dataclasses.replace(entry, country=country, interval=interval)

    founders = [joined(number, 2001) for number in range(12)]
    later = [joined(number, 2004) for number in range(12, 20)]
    for members, bars in ((founders, 12), ([*founders, *later], 2)):
        many = dataclasses.replace(sco, membership=tuple(members))
        root = etree.fromstring(draw("membership-sco", [many]).encode())
        drawn = [p.get("d") for p in root.iter(f"{SVG}path") if p.get("fill") == sco.colour]
        assert sum(d.count("Z") for d in drawn) == bars
        said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert all(f"Land {number}" in said for number in range(len(members)))
