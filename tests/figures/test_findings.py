"""What the title of a figure finds is so, whatever the data: generated cases, with ties."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from datetime import date

import pytest
from editions import content, english, plain
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from num2words import num2words
from small_project import ROOT
from world import outlines

from orgbriefs.content.captions import COMPARATIVE, caption_of, names_of
from orgbriefs.content.captions.balance import parts_of
from orgbriefs.content.captions.overlap import rows_of
from orgbriefs.content.values import (
    Count,
    Organization,
    Share,
    StatusGroup,
    Turn,
    Weight,
)
from orgbriefs.data.dates import PartialDate
from orgbriefs.design import Design
from orgbriefs.figures import draw
from orgbriefs.figures.drawing import text_width
from orgbriefs.language.values import CountryName, Interval, message

SVG = "{http://www.w3.org/2000/svg}"
DESIGN = Design.read(ROOT / "templates", ROOT / "out", outlines=outlines())
BASE = content("sco", date(2025, 12, 31), data=ROOT)
MEMBER = next(group.status for group in BASE.groups if group.status.counts)
CODES = (
    "AM AZ BY GE KZ KG MD RU TJ TM UA UZ CN IN PK IR MN AF TR DE FR IT ES PT GB IE NL BE LU DK NO "
    "SE FI IS PL CZ SK HU AT CH RO BG GR HR SI RS BA ME MK AL EE LV LT CY MT US CA MX BR AR"
).split()
LONG = "Organization of Friendly and Neighbourly States for Lasting Understanding and the "
LONG = (LONG * 2)[:120].strip()
#: As many examples as are quick; each draws nothing but words.
quick = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def named(code: str) -> CountryName:
    return CountryName(code, english().country(code))


def joined_by(
    number: int, codes: Sequence[str], shares: Sequence[float] = (), name: str = ""
) -> Organization:
    """The organization of this number, with these members and, of their population, shares."""
    names = tuple(sorted(map(named, codes), key=lambda country: country.name))
    entry = next(entry for entry in BASE.membership if entry.status.counts)
    entries = tuple(
        dataclasses.replace(
            entry,
            country=dataclasses.replace(entry.country, code=n.code, name=n),
            interval=Interval(PartialDate(str(1992 + index % 20)), None),
        )
        for index, n in enumerate(names)
    )
    group = StatusGroup(status=MEMBER, label="members", number=len(names), countries=names)
    parts = tuple(
        Share(country=named(code), share=share)
        for code, share in sorted(zip(codes, shares, strict=False), key=lambda pair: -pair[1])
    )
    weight = BASE.weights[0]
    weights: tuple[Weight, ...] = ()
    if parts:
        weights = (dataclasses.replace(weight, shares=parts, largest=parts[0], missing=()),)
    return dataclasses.replace(
        BASE,
        id=f"o{number}",
        name=dataclasses.replace(BASE.name, abbreviation=name or f"O{number}"),
        short=message("name.bare", name=name or f"O{number}"),
        members=names,
        number=len(names),
        groups=(group,) if names else (),
        membership=entries,
        counts=(Count(day=date(1992, 1, 1), number=len(names)),) if names else (),
        turns=(Turn(day=date(2001, 5, 1), joined=names, left=()),) if names else (),
        weights=weights,
    )


def title(name: str, organizations: Sequence[Organization]) -> str:
    return plain(english().say(caption_of(name, organizations).title))


def word(number: int) -> str:
    return str(num2words(number)) if number <= 20 else str(number)


circles = st.lists(st.lists(st.sampled_from(CODES[:8]), max_size=8, unique=True), max_size=5)


@quick
@given(circles.filter(len))
def test_the_largest_and_the_smallest_are_those(members: list[list[str]]) -> None:
    organizations = [joined_by(number, codes) for number, codes in enumerate(members)]
    said = title("numbers", organizations)
    most, least = max(map(len, members)), min(map(len, members))
    if len(members) == 1 or most == 0 or most == least:
        assert "largest" not in said and "larger" not in said
        return
    largest, _, smallest = re.sub(r"\bone state,", "one states,", said).partition(" states, ")
    for number, codes in enumerate(members):
        assert (f"O{number}" in largest) == (len(codes) == most), said
        assert (f"O{number}" in smallest) == (len(codes) == least), said
    assert f"with {word(most)}" in largest
    assert smallest.endswith(word(least) if least else "none"), said
    assert "one states" not in said


@quick
@given(circles.filter(lambda found: len(found) > 1))
def test_those_who_take_part_in_most_are_those(members: list[list[str]]) -> None:
    organizations = [joined_by(number, codes) for number, codes in enumerate(members)]
    said = title("overlap", organizations)
    times = {code: sum(code in codes for codes in members) for codes in members for code in codes}
    most = max(times.values(), default=0)
    if most < 2:
        assert said.startswith("No state takes part in")
        return
    leading = {code for code, number in times.items() if number == most}
    for code in times:
        assert (named(code).name in said) == (code in leading), said
    if len(members) > 2:
        assert said.endswith(f"in {word(most)} of the {word(len(members))}")
    else:
        assert said.endswith("in both")
    assert [row.number for row in rows_of(organizations)] == sorted(times.values(), reverse=True)


@quick
@given(circles.filter(lambda found: len(found) > 1))
def test_what_all_have_in_common_is_told_by_the_map(members: list[list[str]]) -> None:
    said = title("map", [joined_by(number, codes) for number, codes in enumerate(members)])
    everywhere = set.intersection(*map(set, members))
    for code in CODES[:8]:
        assert (named(code).name in said) == (code in everywhere), said
    assert "all two" not in said and "any of the two" not in said and "None of the two" not in said


@quick
@given(st.lists(st.lists(st.integers(1, 9), min_size=2, max_size=8), min_size=1, max_size=4))
def test_more_than_half_is_said_of_those_alone_who_have_it(amounts: list[list[int]]) -> None:
    organizations = [
        joined_by(number, CODES[: len(own)], [amount / sum(own) for amount in own])
        for number, own in enumerate(amounts)
    ]
    said = title("balance", organizations)
    half = [own for own in amounts if max(own) / sum(own) > 0.5]
    if len(amounts) == 1:
        [own] = amounts
        assert (" each have " in said) == (own.count(max(own)) > 1), said
        for code, amount in zip(CODES, own, strict=False):
            assert (named(code).name in said) == (amount == max(own)), said
    elif not half:
        assert said.startswith("No state has more than half")
    elif len(half) == len(amounts):
        assert (
            said.startswith("One state has more than half") and "ach of" in said
        ) or "both" in said
    else:
        assert f" in {word(len(half))} of the {word(len(amounts))}: " in said


@quick
@given(st.lists(st.integers(0, 9), min_size=2, max_size=60).filter(any))
def test_parts_of_a_bar_make_the_whole(amounts: list[int]) -> None:
    amounts = [amount for amount in amounts if amount] + [
        amount for amount in amounts if not amount
    ]
    own = joined_by(0, CODES[: len(amounts)], [amount / sum(amounts) for amount in amounts])
    parts = parts_of(own.weights[0])
    assert len(parts) == min(len(amounts), 3)
    assert abs(sum(part.share for part in parts) - 1) < 1e-9
    assert parts[0].share >= parts[1].share
    if len(amounts) > 3:
        assert english().say(parts[2].words).startswith(f"{len(amounts) - 2} others")


def beyond(svg: str) -> list[str]:
    """Words that reach over the edges of the picture."""
    root = etree.fromstring(svg.encode())
    _, _, width, height = map(float, root.get("viewBox").split())
    found = []
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        for group in text.iterancestors(f"{SVG}g"):
            if move := re.match(r"translate\(([\d.-]+) ([\d.-]+)", group.get("transform", "")):
                x, y = x + float(move[1]), y + float(move[2])
        wide = text_width(text.text or "", float(text.get("font-size")) / 25.4 * 72)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")] * wide
        if left < -0.5 or left + wide > width + 0.5 or not 0 < y < height:
            found.append(f"{text.text} at {left:.1f} {y:.1f}")
    return found


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("number", "members"), [(1, 1), (1, 60), (2, 30), (5, 12), (12, 5)])
def test_words_stay_within_the_frame(number: int, members: int, long: bool) -> None:
    organizations = [
        joined_by(
            index,
            (CODES[index:] + CODES[:index])[:members],
            [1 / members] * members if members > 1 else (),
            f"{LONG} {index}" if long else "",
        )
        for index in range(number)
    ]
    for name in (*COMPARATIVE, *names_of("o0")):
        svg = draw(name, organizations, caption_of(name, organizations), DESIGN, english())
        assert beyond(svg) == [], name
        root = etree.fromstring(svg.encode())
        sizes = {float(text.get("font-size")) / 25.4 * 72 for text in root.iter(f"{SVG}text")}
        assert min(sizes, default=9) > 6.9, name
        assert float(root.get("height").removesuffix("mm")) <= DESIGN.tokens.figures.tallest + 1, (
            name
        )
