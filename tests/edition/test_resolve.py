"""What held on a day: nothing later shows."""

from datetime import date
from pathlib import Path

import pytest
from small_project import BETA, PROJECT, ROOT, copy_of_project, edit

from orgbriefs.data.library import load_library
from orgbriefs.edition.membership import participants, present_name
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.edition.resolve import resolve_comparison, resolve_organization


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


def test_an_edition_is_read_as_it_was_written() -> None:
    library = load_library(ROOT / "data")
    for name in library.organizations:
        written = resolve_organization(library, name, date(2025, 12, 31))
        text = written.to_json()
        assert OrganizationAt.from_json(text) == written
        assert OrganizationAt.from_json(text).to_json() == text
    comparison = resolve_comparison(library, date(2025, 12, 31))
    assert ComparisonAt.from_json(comparison.to_json()) == comparison


def test_a_country_needs_no_entry_of_its_own(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    edit(root / BETA, "country: CC", "country: NO")
    edition = resolve_organization(load_library(root / "data"), "beta", date(2010, 1, 1))
    assert [(c.code, c.name) for c in edition.countries] == [("AA", "Aland"), ("NO", None)]
    assert OrganizationAt.from_json(edition.to_json()) == edition


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[@treaty].", "[@treaty; see @pact, art. 3]."),
        ("source: treaty", 'source: [treaty, "pact, art. 3"]'),
        ("source: treaty", 'note: "as it says [@pact]", source: treaty'),
    ],
)
def test_what_is_cited_anywhere_is_listed(tmp_path: Path, old: str, new: str) -> None:
    root = copy_of_project(tmp_path)
    edit(
        root / "data/sources.yaml",
        "references:",
        "references:\n  - {id: pact, type: treaty, title: Pact}",
    )
    text = (root / BETA).read_text(encoding="utf-8")
    start = text.index("membership:")
    (root / BETA).write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    edition = resolve_organization(load_library(root / "data"), "beta", date(2010, 1, 1))
    assert [reference.id for reference in edition.references] == ["pact", "treaty"]
