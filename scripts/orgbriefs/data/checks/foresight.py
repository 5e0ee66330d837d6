"""No text speaks of a year after its own date, so that no past edition names later things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from orgbriefs.data.citations import without_citations
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model import Organization, Record, Texts
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem

_YEAR = re.compile(r"(?<![\d–-])(1[89]\d\d|2[01]\d\d)(?!\d)")
#: The fields of dated records that hold prose, and those that hold their date.
_PROSE = ("text", "note", "reason", "name", "title")
_DATES = ("start", "date", "signed")


def later_years(record: Organization, source: Source) -> Iterator[Problem]:
    """Every year that an organization's facts or passages name too early."""
    for group in type(record).model_fields:
        value = getattr(record, group)
        for index, entry in enumerate(value if isinstance(value, list) else []):
            beginning = next((d for n in _DATES if (d := getattr(entry, n, None))), None)
            if isinstance(entry, Record) and beginning is not None:
                yield from _in_entry(entry, _year(beginning), (group, index), source)
    yield from later_years_in_texts(record.texts, record.founded.first.year, source)


def later_years_in_texts(texts: Texts, founded: int | None, source: Source) -> Iterator[Problem]:
    """Every year that a passage names too early; ``founded`` dates those without ``from``."""
    for section, passages in texts.items():
        for index, passage in enumerate(passages):
            year = _year(passage.start) if passage.start else founded
            if year is not None:
                yield from _in_entry(passage, year, ("texts", section, index), source)


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


def _year(value: PartialDate | date) -> int:
    return value.parts[0] if isinstance(value, PartialDate) else value.year
