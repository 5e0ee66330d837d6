"""An organization that is summarized is summarized on every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from orgbriefs.data.library import Library
from orgbriefs.data.model import Organization, Passage
from orgbriefs.data.passages import is_printed_on
from orgbriefs.data.source import Source
from orgbriefs.problems import Problem

_SUMMARY = "summary"
_DAY = timedelta(days=1)


def continuity_problems(library: Library) -> Iterator[Problem]:
    """The first day of each time for which an organization has a summary before, but none then."""
    for name, organization in library.organizations.items():
        if passages := organization.texts.get(_SUMMARY):
            yield from _gaps(organization, passages, library.sources[name])


def _gaps(organization: Organization, passages: list[Passage], source: Source) -> Iterator[Problem]:
    readers: set[str | None] = {reader for passage in passages for reader in passage.readers}
    readers = readers or {None}
    first = organization.founded.last
    turns = {first, *(p.end.last + _DAY for p in passages if p.end)}
    for day in sorted(turn for turn in turns if turn >= first):
        lacking = sorted(str(reader) for reader in readers if not _told(passages, reader, day))
        if lacking:
            whom = "" if readers == {None} else f" for {' and '.join(lacking)}"
            yield Problem(
                source.place(("texts", _SUMMARY)),
                f"there is no summary{whom} on this day",
                day.isoformat(),
                "begin one then, or let the one before it hold until the next begins",
            )


def _told(passages: list[Passage], reader: str | None, day: date) -> bool:
    return any(
        is_printed_on(passage, day) and (not passage.readers or reader in passage.readers)
        for passage in passages
    )
