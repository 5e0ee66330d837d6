"""The data that come with Orgbriefs: enough of them, and true of the day."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from small_project import ROOT

from orgbriefs.config import read_config
from orgbriefs.data.library import Library
from orgbriefs.edition.membership import on_day, participants
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.language.language import Language
from orgbriefs.project import Project

SHIPPED = ("cis", "csto", "guam", "sco")
#: Sections that the briefing paper, the fact sheet and the handouts place.
SECTIONS = (
    "summary origins membership structure activities record tests assessment peg naming errors "
    "quotable verdict question learning-aims exercise discussion reading talking-points "
    "decisions contacts"
).split()


@pytest.fixture(scope="module")
def library() -> Library:
    return Project(ROOT).library()


def test_the_editions_that_ship() -> None:
    editions = {e.id: e.day for e in read_config(ROOT / "config.yaml").editions}
    assert editions["2007"] == date(2006, 12, 31)
    assert editions["current"] <= date.today()


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(1995, 6, 30), {"cis": 12, "csto": 9}),
        (date(2003, 6, 30), {"cis": 12, "csto": 6, "guam": 5, "sco": 6}),
        (date(2006, 12, 31), {"cis": 12, "csto": 7, "guam": 4, "sco": 6}),
        (date(2013, 6, 30), {"cis": 11, "csto": 6, "guam": 4, "sco": 6}),
        (date(2018, 1, 1), {"csto": 6, "guam": 4, "sco": 8}),
        (date(2024, 12, 31), {"cis": 10, "csto": 6, "guam": 4, "sco": 10}),
    ],
)
def test_who_takes_part_on_a_day(library: Library, day: date, numbers: dict[str, int]) -> None:
    found = {name: len(participants(resolve_organization(library, name, day))) for name in numbers}
    assert found == numbers


def test_the_sco_of_2007_joins_china_russia_and_four_central_asian_states(
    library: Library,
) -> None:
    edition = resolve_organization(library, "sco", date(2006, 12, 31))
    assert {e.country for e in participants(edition)} == {"CN", "RU", "KZ", "KG", "TJ", "UZ"}
    observers = {
        e.country
        for e in on_day(edition.organization.membership, edition.as_of)
        if e.status == "observer"
    }
    assert observers == {"IN", "IR", "MN", "PK"}


@pytest.mark.parametrize("name", SHIPPED)
def test_there_is_enough_of_everything(library: Library, name: str) -> None:
    organization = library.organizations[name]
    assert len(organization.instruments) >= 15
    assert len(organization.events) >= 45
    assert len(organization.activities) >= 12
    assert len(organization.organs) >= 5
    assert organization.heads
    for day in (date(2006, 12, 31), date(2025, 12, 31)):
        edition = resolve_organization(library, name, day).organization
        assert edition.watch, f"{name} on {day}: nothing to watch"
        missing = [section for section in SECTIONS if not edition.texts.get(section)]
        assert not missing, f"{name} on {day}: no text for {missing}"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_editors_judge_by_every_criterion(library: Library, name: str) -> None:
    """What SIPRI is silent on stays unassessed as theirs; the editors' own judgement is whole."""
    framework = library.frameworks["sipri"]
    criteria = {c.id for group in framework.groups for c in group.criteria}
    judged = resolve_organization(library, name, date(2025, 12, 31)).organization.assessments
    ours = [a for a in judged if "Editors" in a.holder and str(a.date).startswith("2025")]
    assert {a.criterion for a in ours} == criteria
    assert all(a.reason and a.source for a in ours)


@pytest.mark.parametrize("name", SHIPPED)
def test_heads_follow_each_other(library: Library, name: str) -> None:
    heads = sorted(library.organizations[name].heads, key=lambda h: h.start.first)
    for before, after in itertools.pairwise(heads):
        assert before.end is not None, f"{before.name} has no end"
        assert before.end.first <= after.start.last


def test_countries_are_named_where_they_are_called_otherwise_than_in_cldr(
    library: Library,
) -> None:
    named = {code: c.name for code, c in library.countries.written.items() if c.name}
    assert named == {"MM": "Myanmar"}
    english = Language.load("en-GB")
    assert all(name != english.country(code) for code, name in named.items())


def test_few_facts_are_unverified(library: Library) -> None:
    facts = [
        fact
        for organization in library.organizations.values()
        for group in (
            "names",
            "seats",
            "languages",
            "heads",
            "membership",
            "instruments",
            "organs",
            "aims",
            "competences",
            "activities",
            "events",
            "relations",
        )
        for fact in getattr(organization, group)
    ]
    assert len(facts) > 300
    unverified = [fact for fact in facts if fact.confidence == "unverified"]
    assert len(unverified) / len(facts) < 0.05


def test_every_source_says_where_it_was_read(library: Library) -> None:
    lacking = [r.id for r in library.references.values() if not (r.url and r.accessed)]
    assert not lacking
