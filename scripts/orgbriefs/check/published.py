"""No fact rests on sources that were published before it happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.library import Library
from orgbriefs.data.model import Event, Fact, Instrument, Organization, Party, Period, WatchItem
from orgbriefs.data.model.party import PARTY_DATES
from orgbriefs.data.source import Location
from orgbriefs.problems import Problem

#: A page of the day before may tell of the day: it lies further west.
_TOLERANCE = timedelta(days=1)


def published_problems(library: Library) -> Iterator[Problem]:
    """Every verified fact all of whose sources appeared before the day that it begins on.

    A source without a date, or with one that is still going on, may be of any day.
    """
    for name, organization in library.organizations.items():
        source = library.sources[name]
        for at, fact in _facts(organization):
            if fact.confidence == "unverified":
                continue
            newest = _newest(fact, library)
            if newest is None:
                continue
            for field, day in _days(fact):
                if newest + _TOLERANCE < day.first and day.parts[0] not in fact.foresees:
                    yield Problem(
                        source.place((*at, field)),
                        f"every source of this was published before it: the last on {newest}",
                        str(day),
                        "cite one that saw it, or write 'confidence: unverified'",
                    )


def _facts(organization: Organization) -> Iterator[tuple[Location, Fact]]:
    for group in type(organization).model_fields:
        entries = getattr(organization, group)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Fact):
                yield (group, index), entry
            for number, party in enumerate(getattr(entry, "parties", ())):
                yield (group, index, "parties", number), party


def _days(fact: Fact) -> Iterator[tuple[str, PartialDate]]:
    """The days on which something begins, by the field that gives each."""
    fields: tuple[str, ...] = ()
    match fact:
        case WatchItem():
            return
        case Period():
            yield "from", fact.start
        case Event():
            fields = ("date",)
        case Instrument():
            fields = ("signed", "in_force")
        case Party():
            fields = PARTY_DATES
    for field in fields:
        if (day := getattr(fact, field)) is not None:
            yield field, day


def _newest(fact: Fact, library: Library) -> date | None:
    """The last day on which one of its sources appeared; ``None`` where that is not known."""
    days = [
        issued.last if (issued := library.references[citation.key].issued) else None
        for citation in fact.source
    ]
    return None if None in days else max(day for day in days if day is not None)
