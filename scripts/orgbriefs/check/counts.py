"""Texts speak of as many members as the data have."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from num2words import num2words

from orgbriefs.data.citations import without_citations
from orgbriefs.data.dates import ended
from orgbriefs.data.library import Library
from orgbriefs.data.model import Organization, Passage, Texts
from orgbriefs.data.passages import passages_in
from orgbriefs.data.source import Source
from orgbriefs.edition.membership import on_day
from orgbriefs.problems import Problem

_DAY = timedelta(days=1)
#: The numbers that a text may give in words. English, as our catalogue is.
_NUMBERS = {num2words(number): number for number in range(1, 61)}
_NUMBER = rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|[1-9][0-9]?)"
_STATES = r"(?:member states|members|participating states|participants|states|countries)"
#: Sentences that say how many take part: ‘has six members’, ‘its ten members’, ‘joins twelve
#: states’, ‘an alliance of six states’, ‘nine states are members’.
_SAYINGS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:has|its|all|joins|unites|counts|numbers)\s+{_NUMBER}\s+{_STATES}\b",
        r"\b(?:organization|organisation|alliance|group|grouping|forum|commonwealth|treaty)\b"
        rf"[^.;:]{{0,30}}?\bof\s+{_NUMBER}\s+{_STATES}\b",
        rf"(?<!of )\b{_NUMBER}\s+states\s+are\s+(?:now\s+)?(?:members|parties)\b",
        rf"(?<!of )\b{_NUMBER}\s+states\s+take\s+part\b",
    )
)
#: What is told of the past, of some or of others, is not the number of the day.
_OTHERWISE = re.compile(
    r"\b(then|first|founding|original|other|more|fewer|further|new|once|until|by|left|remaining)\b",
    re.I,
)


def count_problems(library: Library) -> Iterator[Problem]:
    """Every number of members in a text that is not that of a day on which it is printed.

    Whom a text counts, it need not say: the number must be that of one status, or of some from
    the closest tie on.
    """
    for name, organization in library.organizations.items():
        yield from _problems(organization.texts, organization, library, library.sources[name], None)
    if library.comparison is None:
        return
    source = library.sources["comparison"]
    for name in library.comparison.organizations:
        organization = library.organizations[name]
        abbreviations = {entry.abbreviation for entry in organization.names}
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(abbreviations)))})\b")
        yield from _problems(library.comparison.texts, organization, library, source, named)


def _problems(
    texts: Texts,
    organization: Organization,
    library: Library,
    source: Source,
    named: re.Pattern[str] | None,
) -> Iterator[Problem]:
    for location, passage in passages_in(texts):
        for sentence in re.split(r"(?<=[.;!?])\s+|\n", without_citations(passage.text)):
            if named is not None and not _is_only_about(sentence, named, library):
                continue
            for said, number in _numbers(sentence):
                day = _first_other_day(organization, passage, number, library)
                if day is not None:
                    yield Problem(
                        source.place_in((*location, "text"), said.split()[0]),
                        f"{organization.id} has another number of members on {day}, when this may "
                        "be printed",
                        said,
                        "correct the number, or end the passage with 'to:' before that day",
                    )


def _is_only_about(sentence: str, named: re.Pattern[str], library: Library) -> bool:
    """Whether the sentence names this organization, and no other."""
    if named.search(sentence) is None:
        return False
    others = {entry.abbreviation for o in library.organizations.values() for entry in o.names}
    return not any(
        re.search(rf"\b{re.escape(other)}\b", sentence) and not named.fullmatch(other)
        for other in others
    )


def _numbers(sentence: str) -> Iterator[tuple[str, int]]:
    for pattern in _SAYINGS:
        for match in pattern.finditer(sentence):
            if _OTHERWISE.search(sentence[: match.end() + 12]) is None:
                written = match["number"].lower()
                yield match[0], _NUMBERS.get(written) or int(written)


def _first_other_day(
    organization: Organization, passage: Passage, number: int, library: Library
) -> date | None:
    """The first day on which the passage is printed and no group of members has this number."""
    for day in _turns(organization, passage):
        if number not in _counts(organization, day, library):
            return day
    return None


def _turns(organization: Organization, passage: Passage) -> list[date]:
    """The first day of the passage, and every later one of it on which a status changed."""
    first = max(d.last for d in (passage.start, organization.founded) if d is not None)
    days = {first, *(m.start.last for m in organization.membership)}
    days |= {m.end.last + _DAY for m in organization.membership if m.end is not None}
    return [day for day in sorted(days) if day >= first and not ended(passage.end, day)]


def _counts(organization: Organization, day: date, library: Library) -> set[int]:
    statuses = Counter(entry.status for entry in on_day(organization.membership, day))
    ordered = [statuses[status] for status in library.statuses if statuses[status]]
    counting = [statuses[s.id] for s in library.statuses.values() if s.counts and statuses[s.id]]
    return {*ordered, *itertools.accumulate(ordered), *itertools.accumulate(counting)}
