"""What an editor would query is found: by sources, numbers, days and words of the present."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import copy_of_project, edit

from orgbriefs.check import check_project, remarks
from orgbriefs.check.statements import statement_problems
from orgbriefs.project import Project

ALPHA, STATUSES = "data/organizations/alpha.yaml", "data/statuses.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small project, strict, and sound: two are members on every day.

    Its only source is of no day, so that it may be of any.
    """
    root = copy_of_project(tmp_path)
    edit(root / "config.yaml", "house:", "provenance: {strict: true, stale_after: 5}\nhouse:")
    edit(root / "data/sources.yaml", "issued: 1999-05-01, ", "")
    edit(
        root / ALPHA,
        "status: observer, from: 2001, to: 2010-12-31",
        "status: observer, from: 2001, to: 2012-03-01",
    )
    edit(root / ALPHA, "status: member, from: 2011-01-01", "status: member, from: 2012-03-02")
    return root


def told(root: Path) -> list[str]:
    """What is queried in the statements themselves: no template is filled in for it."""
    project = Project(root)
    found = project.problems() or statement_problems(project.library(), project.config)
    return [problem.text(root) for problem in sorted(set(found))]


def source(root: Path, identifier: str, issued: str) -> None:
    """One more source."""
    path = root / "data/sources.yaml"
    entry = f"  - {{id: {identifier}, type: webpage, title: Page, issued: {issued}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")


def test_what_the_data_bear_out_is_passed(root: Path) -> None:
    assert told(root) == []
    assert check_project(Project(root)) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("country: CC, status: member, from: 2012-03-02, source: treaty", "source: old", "16:41"),
        ("The second country leaves., major: true, source: treaty", "source: old", "25:12"),
        (
            "in_force: 2000-01-01, place: Riverton, founding: true, source: treaty",
            "source: old",
            "",
        ),
    ],
)
def test_a_source_cannot_have_seen_what_came_after_it(
    root: Path, old: str, new: str, place: str
) -> None:
    source(root, "old", "1999-12-01")
    edit(root / ALPHA, old, old.replace("source: treaty", new))
    (problem,) = told(root)
    assert problem.startswith(f"{ALPHA}:{place}")
    assert "every source of this was published before it: the last on 1999-12-01" in problem


@pytest.mark.parametrize(
    "saved",
    [
        "source: [old, treaty]",
        "source: old, confidence: unverified",
        "source: old, foresees: [2012]",
    ],
)
def test_one_that_saw_it_will_do_or_a_word_that_none_did(root: Path, saved: str) -> None:
    source(root, "old", "1999-12-01")
    edit(root / ALPHA, "from: 2012-03-02, source: treaty", f"from: 2012-03-02, {saved}")
    assert told(root) == []


def test_the_evening_before_may_be_the_day_itself_elsewhere(root: Path) -> None:
    source(root, "eve", "2012-03-01")
    edit(root / ALPHA, "from: 2012-03-02, source: treaty", "from: 2012-03-02, source: eve")
    assert told(root) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It has three members [@treaty].", "1999-05-01"),
        ("It has two members [@treaty].", None),
        ("It joins 3 states [@treaty].", "1999-05-01"),
        ("It is an alliance of four states [@treaty].", "1999-05-01"),
        ("Its two founding members left; one of three members voted [@treaty].", None),
        ("It had five members until 1990 [@treaty].", None),
    ],
)
def test_a_text_counts_as_many_as_there_are(root: Path, text: str, day: str | None) -> None:
    edit(root / ALPHA, "The organization joins two states in **peace** [@treaty].", text)
    problems = told(root)
    assert len(problems) == (day is not None)
    for problem in problems:
        assert f"alpha has another number of members on {day}" in problem


def test_the_number_must_hold_for_as_long_as_the_text(root: Path) -> None:
    old = 'to: 2012-03-01, instrument: pact, source: "treaty, art. 4"'
    edit(root / ALPHA, old, old.replace("2012-03-01", "2014-03-01"))
    (problem,) = told(root)
    assert "members on 2012-03-02, when this may be printed" in problem
    assert problem.startswith(f"{ALPHA}:31:")


def test_the_comparison_is_held_to_the_one_that_a_sentence_names(root: Path) -> None:
    comparison = root / "data/comparison.yaml"
    edit(comparison, "They overlap", "The AO has nine members. BU has two members. They overlap")
    (problem,) = told(root)
    assert "alpha has another number" in problem
    assert "AO" not in problem.split("found:")[1]
    edit(comparison, "The AO has nine members. BU", "The AO and BU have nine members. BU")
    assert told(root) == []


@pytest.mark.parametrize(
    ("summaries", "day"),
    [
        ("[{to: 2004-12-31, text: One [@treaty].}]", "2005-01-01"),
        (
            "[{to: 2004-12, text: One [@treaty].}, {from: 2005-02, text: Two [@treaty].}]",
            "2005-01-01",
        ),
        (
            "[{to: 2004-12-31, text: One [@treaty].}, {from: 2005-01-01, text: Two [@treaty].}]",
            None,
        ),
        ("[{from: 1999-06-01, text: One [@treaty].}]", "1999-05-01"),
        (
            "[{for: [students], text: One [@treaty].}, "
            "{for: [policymakers], to: 2004, text: Two [@treaty].}]",
            "for policymakers on this day\n    found: 2005-01-01",
        ),
    ],
)
def test_every_day_has_a_summary(root: Path, summaries: str, day: str | None) -> None:
    written = summaries.replace("text: ", 'text: "').replace("].}", ']."}')
    old = '    - {text: "The organization joins two states in **peace** [@treaty]."}\n'
    edit(root / ALPHA, f"  summary:\n{old}", f"  summary: {written}\n")
    problems = [problem for problem in told(root) if "summary" in problem]
    assert len(problems) == (day is not None)
    for problem in problems:
        assert day is not None
        assert day in problem


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("{from: 2012-03-01, text: It now meets twice a year [@old].}", "of 2012-03-01"),
        ("{from: 2012-03-01, text: A base is in development [@old].}", "of 2012-03-01"),
        ("{from: 2012-03-01, to: 2015, text: It now meets twice a year [@old].}", None),
        ("{from: 2012-03-01, text: It now meets twice a year [@new].}", None),
        ("{from: 2012-03-01, text: It met twice a year [@old].}", None),
    ],
)
def test_what_is_said_of_the_present_has_sources_of_it(
    root: Path, entry: str, found: str | None
) -> None:
    source(root, "old", "2011-05-01")
    source(root, "new", "2019-05-01")
    written = entry.replace("text: ", 'text: "').replace("].}", ']."}')
    edit(root / ALPHA, "  origins:\n", f"  origins:\n    - {written}\n")
    problems = told(root)
    assert len(problems) == (found is not None)
    for problem in problems:
        assert found is not None
        assert "edition now says this, and the newest source that is cited is" in problem
        assert found in problem


def test_a_status_that_counts_denies_nothing(root: Path) -> None:
    edit(root / STATUSES, "plural: members,", "plural: members, change: no longer took part,")
    (problem,) = told(root)
    assert problem.startswith(f"{STATUSES}:2:")
    assert "found: no longer took part" in problem
    edit(root / STATUSES, "change: no longer took part, counts: true", "counts: true")
    edit(root / STATUSES, "observers, counts", "observers, change: left the table, counts")
    assert told(root) == []


def test_where_it_is_not_strict_it_is_only_said(root: Path) -> None:
    edit(root / STATUSES, "plural: members,", "plural: members, change: no longer took part,")
    (query,) = told(root)
    assert [problem.text(root) for problem in check_project(Project(root))] == [query]
    edit(root / "config.yaml", "strict: true", "strict: false")
    assert check_project(Project(root)) == []
    assert any("this denies it" in remark for remark in remarks(Project(root)))
