"""What lies ahead, who is party to what, what mattered most: dated, and for whom it is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from editions import content, english, plain
from small_project import copy_of_project, edit

from orgbriefs.data.library import load_library
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.problems import InputError
from orgbriefs.provenance.facts import read_facts

ALPHA = "data/organizations/alpha.yaml"
WATCH = (
    "watch:\n"
    "  - {from: 2010-01-01, date: 2012-06, matter: A vote, sign: Look for the count., "
    "why: It decides., source: treaty}\n"
    "  - {from: 2010-01-01, to: 2010-12-31, date: 2011, matter: A summit, for: [students], "
    "sign: Look for the guests., why: They pay., source: treaty}\n"
    "events:\n"
)
PARTIES = (
    "founding: true, parties: ["
    "{country: CC, signed: 2001-03-01, ratified: 2003-04-05, source: treaty}, "
    "{country: BB, signed: 1999-05-01, ratified: 2000-01-01, denounced: 2011-09-01, "
    "ended: 2012-03-01, source: treaty}], source: treaty"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of_project(tmp_path)
    edit(root / ALPHA, "events:\n", WATCH)
    edit(root / ALPHA, "founding: true, source: treaty", PARTIES)
    return root


def watched(root: Path, day: date, reader: str) -> list[str]:
    return [str(item.date) for item in content("alpha", day, reader, data=root).watch]


def test_what_lies_ahead_is_told_the_nearest_first_and_to_its_readers(root: Path) -> None:
    assert watched(root, date(2010, 6, 30), "students") == ["2011", "2012-06"]
    assert watched(root, date(2010, 6, 30), "policymakers") == ["2012-06"]


def test_it_is_told_until_it_is_over_or_its_day_has_come(root: Path) -> None:
    assert watched(root, date(2009, 12, 31), "students") == []
    assert watched(root, date(2011, 1, 1), "students") == ["2012-06"]
    assert watched(root, date(2012, 6, 29), "students") == ["2012-06"]
    assert watched(root, date(2012, 6, 30), "students") == []


def test_it_cannot_have_been_due_before(root: Path) -> None:
    edit(root / ALPHA, "date: 2012-06", "date: 2009-06")
    with pytest.raises(InputError, match=r"alpha\.yaml:24:30: it was due before it was to be"):
        load_library(root / "data")


def test_who_is_party_is_known_as_of_the_day(root: Path) -> None:
    library = load_library(root / "data")

    def parties(day: date) -> dict[str, tuple[str, ...]]:
        (pact,) = resolve_organization(library, "alpha", day).organization.instruments
        return {
            party.country: tuple(
                str(getattr(party, act) or "-") for act in ("signed", "ratified", "ended")
            )
            for party in pact.parties
        }

    assert parties(date(1999, 12, 31)) == {"BB": ("1999-05-01", "-", "-")}
    assert parties(date(2002, 1, 1))["CC"] == ("2001-03-01", "-", "-")
    assert parties(date(2012, 3, 1))["BB"] == ("1999-05-01", "2000-01-01", "2012-03-01")


def test_those_that_left_most_treaties_come_first(root: Path) -> None:
    records = content("alpha", date(2020, 12, 31), data=root).treaty_records
    assert [(record.country.name, record.left) for record in records] == [
        ("Bland", 1),
        ("Cland", 0),
    ]
    before = content("alpha", date(2010, 6, 30), data=root).treaty_records
    assert [(record.country.name, record.left) for record in before] == [("Bland", 0), ("Cland", 0)]


def test_nobody_ratifies_before_it_signs(root: Path) -> None:
    edit(root / ALPHA, "ratified: 2003-04-05", "ratified: 2000-04-05")
    with pytest.raises(InputError, match=r"this is before 'signed' \(2001-03-01\)"):
        load_library(root / "data")
    edit(root / ALPHA, "signed: 2001-03-01, ratified: 2000-04-05, ", "")
    with pytest.raises(InputError, match="nothing is said of what CC did"):
        load_library(root / "data")


def test_each_has_a_line_of_its_own_to_be_followed_to(root: Path) -> None:
    facts = {fact.address: fact for fact in read_facts(load_library(root / "data"), english())}
    assert facts["alpha.watch.1"].says == "A vote"
    left = facts["alpha.instruments.1.parties.2"]
    assert (left.says, left.group) == ("Pact of Riverton: Bland", "instruments.parties")
    assert (left.place.line, str(left.start)) == (18, "1999-05-01")


def test_a_note_on_a_party_may_speak_of_its_own_days(root: Path) -> None:
    edit(root / ALPHA, "ratified: 2003-04-05,", "ratified: 2003-04-05, note: since 2003,")
    assert load_library(root / "data").organizations
    edit(root / ALPHA, "note: since 2003", "note: to 2004")
    with pytest.raises(InputError, match="this holds from 2003 and names a later year"):
        load_library(root / "data")


def test_dates_are_said_as_elsewhere(root: Path) -> None:
    (item,) = content("alpha", date(2010, 6, 30), data=root).watch
    assert plain(english().date(item.date)) == "June 2012"
