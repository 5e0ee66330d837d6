"""What a template is given about one organization."""

from __future__ import annotations

import dataclasses
from datetime import date

from editions import content, english, plain

from orgbriefs.content.values import Organization
from orgbriefs.content.weight import in_one_line

LATE = date(2020, 12, 31)


def text(organization: Organization, section: str) -> str:
    found = organization.texts[section]
    return found.markdown if found is not None else ""


def test_readers_get_the_passages_meant_for_them() -> None:
    assert "armies learn" not in text(content("alpha", LATE, "policymakers"), "activities")
    assert "armies learn" in text(content("alpha", LATE, "students"), "activities")
    assert "armies learn" in text(content("alpha", LATE, "pupils", "students"), "activities")


def test_every_known_section_is_there_if_only_to_be_asked_for() -> None:
    assert content("alpha", LATE).texts["peg"] is None


def test_passages_are_there_only_while_they_hold() -> None:
    assert "left in 2012" not in text(content("alpha", date(2012, 2, 29)), "origins")
    assert "left in 2012" in text(content("alpha", date(2012, 3, 1)), "origins")


def test_a_country_has_one_line_with_its_history() -> None:
    rows = {row.country.name.name: row for row in content("alpha", LATE).participants}
    assert (rows["Bland"].status.label, rows["Bland"].former) == ("member", True)
    assert plain(english().dates(rows["Bland"].interval)) == "1 May 1999 – 1 March 2012"
    assert rows["Cland"].former is False
    assert english().value(rows["Cland"].remarks, "clauses") == "observer from 2001"


def test_looser_ties_share_a_line_a_status() -> None:
    early = content("alpha", date(2005, 12, 31))
    assert [row.country.name.name for row in early.participants] == ["Aland", "Bland"]
    (line,) = early.attendants
    assert (line.label, line.number, line.former) == ("observer", 1, False)
    assert [name.name for cohort in line.cohorts for name in cohort.countries] == ["Cland"]


def test_the_head_and_the_seat_are_those_of_the_day() -> None:
    assert content("alpha", date(2004, 1, 1)).head is None
    early, late = content("alpha", date(2008, 1, 1)), content("alpha", date(2012, 1, 1))
    assert early.head is not None
    assert late.head is not None
    assert (early.head.name, late.head.name) == ("Ada First", "Ben Second")
    assert [(seat.city, seat.country.name) for seat in early.seats] == [("Riverton", "Aland")]


def test_an_article_is_said_where_the_data_have_one() -> None:
    assert english().say(content("alpha", LATE).short) in ("AO", "the AO")
    name = content("alpha", LATE).name
    assert english().say(content("alpha", LATE).short) == " ".join(
        part for part in (name.article, name.abbreviation) if part
    )


def test_the_weight_of_the_largest_is_told_in_one_line() -> None:
    early = content("alpha", date(2010, 6, 30))
    assert early.largest_member is not None
    said = plain(english().say(early.largest_member))
    assert said == "population: Aland, 75%; GDP: Bland, 60% (2008)"


def test_many_countries_without_a_figure_are_counted() -> None:
    weight = content("alpha", date(2010, 6, 30)).weights[0]
    missing = (weight.largest.country,) * 7
    told = in_one_line([dataclasses.replace(weight, missing=missing)])
    assert told is not None
    assert plain(english().say(told)).endswith("(2008; not known: population of seven countries)")


def test_numbers_over_time_are_those_of_the_entries() -> None:
    counts = [(count.day, count.number) for count in content("alpha", LATE).counts]
    assert counts == [
        (date(1999, 5, 1), 2),
        (date(2011, 1, 1), 3),
        (date(2012, 3, 2), 2),
    ]
    turns = content("alpha", LATE).turns
    assert [[c.name for c in turn.joined] for turn in turns] == [["Cland"], []]
    assert [[c.name for c in turn.left] for turn in turns] == [[], ["Bland"]]
