"""What templates are given, and what they may not do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.library import Library, load_library
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.view import prose
from orgbriefs.view.organization import OrganizationView, view_organization
from orgbriefs.wording import day, grouped, in_words, join, period

PROJECT = Path(__file__).parent / "project"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(PROJECT / "data")


def view(library: Library, on: date, *readers: str) -> OrganizationView:
    return view_organization(
        resolve_organization(library, "alpha", on), list(readers) or ["policymakers"], {}
    )


def test_dates_numbers_and_lists_read_as_british_english() -> None:
    assert day(PartialDate("2002-10-07")).replace("\N{NO-BREAK SPACE}", " ") == "7 October 2002"
    assert day(PartialDate("2002-10")).replace("\N{NO-BREAK SPACE}", " ") == "October 2002"
    assert period(PartialDate("1999-01-01"), PartialDate("2005")) == "1999–2005"
    assert period(PartialDate("2005-08"), PartialDate("2005-09")) == "2005"
    assert join(["a", "b", "c"]) == "a, b and c"
    assert (in_words(12), in_words(21)) == ("twelve", "21")
    assert grouped(10_000) == "10\N{NO-BREAK SPACE}000"
    assert grouped(9_999) == "9999"


def test_readers_get_the_passages_meant_for_them(library: Library) -> None:
    on = date(2020, 12, 31)
    assert "armies learn" not in view(library, on, "policymakers").text("activities")
    assert "armies learn" in view(library, on, "students").text("activities")
    assert "armies learn" in view(library, on, "pupils", "students").text("activities")
    assert not view(library, on, "students").text("no-such-section")


def test_passages_are_printed_only_while_they_hold(library: Library) -> None:
    assert "left in 2012" not in view(library, date(2012, 2, 29)).text("origins")
    assert "left in 2012" in view(library, date(2012, 3, 1)).text("origins")


def test_a_country_has_one_line_with_its_history(library: Library) -> None:
    rows = {row.country: row for row in view(library, date(2020, 12, 31)).participants}
    plain = {name: row.since.replace("\N{NO-BREAK SPACE}", " ") for name, row in rows.items()}
    assert rows["Bland"].status == "Former member"
    assert plain["Bland"] == "1 May 1999 – 1 March 2012"
    assert (rows["Cland"].status, plain["Cland"]) == ("Member", "1 January 2011")
    assert rows["Cland"].remark == "Observer from 2001"


def test_looser_ties_share_a_line_a_status(library: Library) -> None:
    early = view(library, date(2005, 12, 31))
    assert [row.country for row in early.participants] == ["Aland", "Bland"]
    assert [(row.status, row.text) for row in early.attendants] == [
        ("Observer (1)", "Cland (2001)")
    ]


def test_the_head_and_the_seat_are_those_of_the_day(library: Library) -> None:
    assert view(library, date(2004, 1, 1)).head is None
    early, late = view(library, date(2008, 1, 1)), view(library, date(2012, 1, 1))
    assert early.head is not None
    assert late.head is not None
    assert (early.head.name, late.head.name) == ("Ada First", "Ben Second")
    assert early.seat == "Riverton, Aland"


def test_prose_is_markdown_with_citations_and_no_html_of_its_own() -> None:
    html = prose.html("In **1999** it met [@treaty, art. 1; @other].\n\n- one\n- two")
    assert "<strong>1999</strong>" in html
    assert "<li>" in html
    assert 'data-cite="treaty|art. 1;other|"' in html
    assert "<script>" not in prose.html("<script>alert(1)</script>")
