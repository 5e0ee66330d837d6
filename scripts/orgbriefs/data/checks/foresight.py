"""No text speaks of a year after its own date, so that no past edition names later things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orgbriefs.data.citations import without_citations
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model import Comparison, Instrument, Organization, Record, Texts, WatchItem
from orgbriefs.data.model.party import PARTY_DATES
from orgbriefs.data.passages import passages_in
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem

_YEAR = re.compile(r"(?<![\d–-])(1[89]\d\d|2[01]\d\d)(?!\d)")
#: The fields of dated records that hold prose, and those that hold their date.
_PROSE = ("text", "note", "reason", "name", "title", "matter", "sign", "why", "matters")
_DATES = ("start", "date", "signed")


def later_years(record: Organization | Comparison, source: Source) -> Iterator[Problem]:
    """Every year that facts or passages of an organization or of the paper name too early."""
    for group in type(record).model_fields:
        value = getattr(record, group)
        for index, entry in enumerate(value if isinstance(value, list) else []):
            if isinstance(entry, Record) and (year := _year_of(entry)) is not None:
                yield from _in_entry(entry, year, (group, index), source)
            for party, own in enumerate(entry.parties if isinstance(entry, Instrument) else ()):
                year = max(day.parts[0] for name in PARTY_DATES if (day := getattr(own, name)))
                yield from _in_entry(own, year, (group, index, "parties", party), source)
    founded = record.founded.first.year if isinstance(record, Organization) else None
    yield from _in_texts(record.texts, founded, source)


def _year_of(entry: Record) -> int | None:
    """The year up to which an entry may speak; what is to be watched speaks of its own day."""
    if isinstance(entry, WatchItem):
        return entry.date.parts[0]
    beginning: PartialDate | None = next(
        (d for n in _DATES if (d := getattr(entry, n, None))), None
    )
    return beginning.parts[0] if beginning is not None else None


def _in_texts(texts: Texts, founded: int | None, source: Source) -> Iterator[Problem]:
    """``founded`` dates the passages without ``from``."""
    for location, passage in passages_in(texts):
        year = passage.start.parts[0] if passage.start else founded
        if year is not None:
            yield from _in_entry(passage, year, location, source)


def _in_entry(entry: Record, year: int, location: Location, source: Source) -> Iterator[Problem]:
    foreseen = getattr(entry, "foresees", [])
    for field in _PROSE:
        text = getattr(entry, field, None)
        if not isinstance(text, str):
            continue
        for match in _YEAR.finditer(without_citations(text)):
            if int(match[0]) > year and int(match[0]) not in foreseen:
                yield Problem(
                    source.place((*location, field)),
                    f"this holds from {year} and names a later year",
                    match[0],
                    f"begin it later, split it, or add 'foresees: [{match[0]}]' if it was planned",
                )
