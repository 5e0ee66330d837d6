"""What held on a day: nothing later shows."""

from datetime import date
from pathlib import Path

import pytest

from orgbriefs.data.dates import PartialDate, begun, ended
from orgbriefs.data.library import load_library
from orgbriefs.edition.balance import balance, balances
from orgbriefs.edition.participation import participants, present_name
from orgbriefs.edition.resolve import resolve_organization

PROJECT = Path(__file__).parent / "project"
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-05-23", date(2006, 5, 23), date(2006, 5, 23)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2006", date(2006, 1, 1), date(2006, 12, 31)),
    ],
)
def test_a_partial_date_stands_for_every_day_in_it(text: str, first: date, last: date) -> None:
    assert (PartialDate(text).first, PartialDate(text).last) == (first, last)


@pytest.mark.parametrize("text", ["2006-13", "2006-02-30", "06", "2006/05/23", "yesterday"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(text)


def test_a_vague_beginning_counts_late_and_an_end_day_still_counts() -> None:
    assert not begun(PartialDate("2006"), date(2006, 6, 30))
    assert begun(PartialDate("2006"), date(2006, 12, 31))
    assert not ended(PartialDate("2009-08-18"), date(2009, 8, 18))
    assert ended(PartialDate("2009-08-18"), date(2009, 8, 19))


@pytest.mark.parametrize(
    ("day", "name", "members"),
    [
        (date(2000, 1, 1), "AF", {"AA", "BB"}),
        (date(2010, 6, 30), "AO", {"AA", "BB"}),
        (date(2011, 6, 30), "AO", {"AA", "BB", "CC"}),
        (date(2020, 1, 1), "AO", {"AA", "CC"}),
    ],
)
def test_names_and_members_are_those_of_the_day(day: date, name: str, members: set[str]) -> None:
    edition = resolve_organization(load_library(PROJECT / "data"), "alpha", day)
    assert present_name(edition).abbreviation == name
    assert {entry.country for entry in participants(edition)} == members


def test_later_facts_and_later_ends_leave_no_trace() -> None:
    edition = resolve_organization(load_library(PROJECT / "data"), "alpha", date(2010, 6, 30))
    text = edition.to_json()
    for later in ("2011", "2012", "2015", "2019", "leaves"):
        assert later not in text


def test_the_latest_judgement_of_the_day_is_taken() -> None:
    library = load_library(PROJECT / "data")
    early = resolve_organization(library, "alpha", date(2010, 6, 30)).organization.assessments
    late = resolve_organization(library, "alpha", date(2020, 6, 30)).organization.assessments
    assert [a.rating for a in early] == ["no"]
    assert [a.rating for a in late] == ["yes"]


def test_an_organization_not_yet_founded_cannot_be_resolved() -> None:
    with pytest.raises(ValueError, match="founded"):
        resolve_organization(load_library(PROJECT / "data"), "beta", date(2000, 1, 1))


def test_shares_are_of_the_year_that_most_participants_have() -> None:
    library = load_library(PROJECT / "data")
    early = balance(resolve_organization(library, "alpha", date(2010, 6, 30)), "population")
    assert early is not None
    assert (early.year, early.largest.country.name, early.total) == ("2008", "Aland", 4_000_000)
    assert early.largest.share == 0.75
    assert early.concentration == pytest.approx(0.75**2 + 0.25**2)
    # Of 2019 only one participant has a figure, so that there is nothing to compare.
    late = balance(resolve_organization(library, "alpha", date(2020, 12, 31)), "population")
    assert late is not None
    assert (late.year, [w.country.name for w in late.weights]) == ("2008", ["Aland", "Cland"])


def test_a_participant_without_a_figure_is_named_and_left_out() -> None:
    edition = resolve_organization(load_library(PROJECT / "data"), "alpha", date(2011, 6, 30))
    found = balance(edition, "gdp")
    assert found is not None
    assert [country.name for country in found.missing] == ["Cland"]
    assert found.largest.share == 0.6


def test_a_year_counts_once_it_has_ended() -> None:
    library = load_library(PROJECT / "data")
    before = resolve_organization(library, "alpha", date(2008, 12, 30))
    after = resolve_organization(library, "alpha", date(2008, 12, 31))
    assert balances(before) == []
    assert [entry.measure for entry in balances(after)] == ["population", "gdp"]
