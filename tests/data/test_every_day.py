"""The shipped data hold on every day from 1992 on, and on the day before each change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pydantic import BaseModel
from small_project import ROOT

from orgbriefs.check.statements import statement_problems
from orgbriefs.data.dates import PartialDate, ended
from orgbriefs.data.library import Library
from orgbriefs.edition.existence import exists
from orgbriefs.edition.membership import on_day, participants, present_name
from orgbriefs.edition.resolve import resolve_comparison, resolve_organization
from orgbriefs.project import Project

FIRST = date(1992, 1, 1)
PROJECT = Project(ROOT)
AUDIENCES = tuple(PROJECT.config.audiences)


@pytest.fixture(scope="module")
def library() -> Library:
    return PROJECT.library()


def dates_in(value: object) -> Iterator[PartialDate]:
    if isinstance(value, PartialDate):
        yield value
    elif isinstance(value, BaseModel):
        yield from dates_in(list(value.__dict__.values()))
    elif isinstance(value, dict):
        yield from dates_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from dates_in(item)


def turns(record: BaseModel) -> list[date]:
    """Every day on which something of it begins or is over, and the day before each."""
    day = timedelta(days=1)
    days = {
        d + step
        for found in dates_in(record)
        for d in (found.first, found.last)
        for step in (-day, day * 0, day)
    }
    last = PROJECT.config.editions[-1].day
    return sorted({FIRST, last, *(d for d in days if FIRST <= d <= last)})


@pytest.mark.parametrize("name", ["cis", "csto", "guam", "sco"])
def test_an_organization_is_whole_on_every_day(library: Library, name: str) -> None:
    written = library.organizations[name]
    days = [day for day in turns(written) if exists(written.founded, day)]
    assert len(days) > 100
    for day in days:
        edition = resolve_organization(library, name, day)
        organization = edition.organization
        for audience in AUDIENCES:
            summaries = [
                passage.text
                for passage in organization.texts.get("summary", [])
                if not passage.readers or audience in passage.readers
            ]
            assert summaries, f"{name} has no summary for {audience} on {day}"
        present = present_name(edition)
        assert any(word in " ".join(summaries) for word in (present.abbreviation, present.text)), (
            f"{name} is not called {present.abbreviation} in its summary on {day}"
        )
        assert sum(not ended(entry.end, day) for entry in organization.names) == 1, (name, day)
        # Where only the year of a change is known, both hold office in the rest of it.
        in_office = {
            (str(h.end), h.name) for h in organization.heads if h.end is None or h.end.last > day
        }
        certain = [head for end, head in in_office if len(end) != len("2004")]
        assert len(certain) <= 1, f"{name} has {certain} on {day}"
        assert participants(edition), f"nobody takes part in {name} on {day}"
        codes = [entry.country for entry in on_day(organization.membership, day)]
        assert len(codes) == len(set(codes)), (name, day)


def test_the_comparison_is_whole_on_every_day(library: Library) -> None:
    assert library.comparison is not None
    days = sorted(
        {day for o in library.organizations.values() for day in turns(o)}
        | set(turns(library.comparison))
    )
    assert len(days) > 300
    for day in days:
        texts = resolve_comparison(library, day).comparison.texts
        for section in ("summary", "introduction", "background", "comparison", "conclusions"):
            assert texts.get(section), f"the comparison has no {section} on {day}"


def test_nothing_is_said_that_the_data_do_not_bear_out(library: Library) -> None:
    assert PROJECT.config.provenance.strict
    assert [p.text(ROOT) for p in statement_problems(library, PROJECT.config)] == []
