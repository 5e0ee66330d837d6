"""What changed between two editions is computed, and told in sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Workspace
from reading import text_of

from orgbriefs.data.library import load_library
from orgbriefs.edition.changes import compare
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.view.changes import ChangesView, view_changes

PROJECT = Path(__file__).parent / "project"
EARLY, LATE = date(2010, 6, 30), date(2020, 12, 31)


def told(name: str, before: date, after: date, data: Path = PROJECT) -> ChangesView:
    library = load_library(data / "data")
    return view_changes(
        resolve_organization(library, name, before),
        resolve_organization(library, name, after),
        "then",
    )


def sentences(view: ChangesView, title: str) -> list[str]:
    rows = next((group.rows for group in view.groups if group.title == title), [])
    return [str(row.text).replace("\N{NO-BREAK SPACE}", " ") for row in rows]


def test_members_who_left_and_came_are_told_with_their_dates() -> None:
    view = told("alpha", EARLY, LATE)
    assert (view.number_before, view.number_after) == (2, 2)
    assert (view.joined, view.left) == (["Cland"], ["Bland"])
    assert sentences(view, "Members and others") == [
        "Cland, until then an observer, became a member on 1 January 2011.",
        "Bland left; it was a member until 1 March 2012.",
    ]


def test_judgements_made_anew_are_told_with_both_ratings() -> None:
    (row,) = told("alpha", EARLY, LATE).judgements
    assert (row.title, row.before, row.after, row.differs) == ("Works", "no", "yes", True)


def test_a_new_name_is_told() -> None:
    view = told("alpha", date(2003, 1, 1), EARLY)
    assert sentences(view, "Name") == [
        "Alpha Forum has been called Alpha Organization since 1 January 2005."
    ]
    assert sentences(view, "Chief executives") == [
        "Ada First (Aland) was Secretary General from 1 January 2005 to 31 December 2009.",
        "Ben Second (Bland) has been Secretary General since 1 January 2010.",
    ]


def test_two_equal_editions_have_no_changes_to_tell() -> None:
    view = told("alpha", date(2020, 1, 1), LATE)
    assert view.groups == []
    assert view.judgements == []
    assert view.in_short == "No state joined or left."


def test_editions_in_the_wrong_order_are_refused() -> None:
    library = load_library(PROJECT / "data")
    late, early = (resolve_organization(library, "alpha", day) for day in (LATE, EARLY))
    with pytest.raises(ValueError, match="is not before"):
        compare(late, early)


def test_the_shipped_changes_are_those_of_the_record() -> None:
    days = (date(2006, 12, 31), date(2025, 12, 31))
    views = {name: told(name, *days, ROOT) for name in ("cis", "csto", "guam", "sco")}
    assert {name: (v.joined, v.left) for name, v in views.items()} == {
        "cis": ([], ["Georgia", "Ukraine"]),
        "csto": ([], ["Uzbekistan"]),
        "guam": ([], []),
        "sco": (["Belarus", "India", "Iran", "Pakistan"], []),
    }


def test_the_paper_can_compare_any_two_editions(workspace: Workspace) -> None:
    arguments = ["changes", "--config", "as_of=2003-06-30", "from=2003-06-30", "to=2010"]
    names = workspace.built(*arguments)
    assert len(names) == 8
    text = text_of(
        workspace.path / "out/2010/students/test-groups-changes-students-2003-06-30-to-2010.md"
    )
    assert "Alpha Forum has been called Alpha Organization" in text
    assert "It did not yet exist on 30 June 2003." in text
