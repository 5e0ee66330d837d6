"""Every fact and passage of the data with the place where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from orgbriefs.data.citations import Citation, citations_in, without_citations
from orgbriefs.data.dates import PartialDate, begun, ended
from orgbriefs.data.fitness import is_verified
from orgbriefs.data.library import Library
from orgbriefs.data.model import (
    MEASURES,
    Comparison,
    CountryCode,
    Fact,
    Measure,
    Organization,
    Passage,
    Period,
    Record,
    figures_of,
)
from orgbriefs.data.passages import passages_in
from orgbriefs.data.source import Location
from orgbriefs.language.language import Language
from orgbriefs.problems import Place, abridged

#: What says most about a fact of each group; it is also what a document prints of it.
_SAYING = {
    "names": ("text",),
    "seats": ("city",),
    "languages": ("language",),
    "heads": ("name", "office"),
    "membership": ("country", "status"),
    "instruments": ("title",),
    "organs": ("name",),
    "aims": ("text",),
    "competences": ("text",),
    "activities": ("name",),
    "events": ("text",),
    "relations": ("text",),
    "assessments": ("criterion", "rating", "reason"),
    "watch": ("matter",),
}
_BEGINNINGS = ("start", "date", "signed", "ratified", "in_force", "denounced", "ended")
#: Stand for organizations in the addresses of figures by year and of the comparative texts.
COUNTRIES, COMPARISON = "countries", "comparison"


@dataclass(frozen=True)
class TracedFact:
    """A fact or passage: its address in the data, what it says, and what it rests on."""

    #: ``guam.heads.2``, ``guam.instruments.3.parties.1`` or ``guam.texts.summary.1``, counting
    #: from 1, or ``countries.am.population.2006``.
    address: str
    organization: str
    group: str
    place: Place
    says: str
    #: What a document prints of it.
    prints: str
    start: PartialDate | None
    end: PartialDate | None
    citations: tuple[Citation, ...]
    verified: bool

    @property
    def works(self) -> list[str]:
        """Keys of the sources, each once."""
        return list(dict.fromkeys(citation.key for citation in self.citations))

    @property
    def is_text(self) -> bool:
        """Whether it is a passage of prose."""
        return self.group.startswith("texts.")

    def holds(self, day: date) -> bool:
        """Whether an edition of ``day`` may show it."""
        if self.start is not None and not begun(self.start, day):
            return False
        return not ((self.is_text or self.group == "watch") and ended(self.end, day))


def read_facts(library: Library, language: Language) -> list[TracedFact]:
    """All facts of all organizations and of the comparison, in the order of the files.

    Args:
        library: the data.
        language: in which countries and measures are named.
    """

    def name_of(code: CountryCode) -> str:
        return library.countries[code].name or language.country(code)

    reading = _Reading(
        library,
        {code: name_of(code) for code in library.countries},
        {measure: language.message(f"measure.{measure}") for measure in MEASURES},
    )
    facts = list(reading.figures())
    for identifier, organization in library.organizations.items():
        facts += reading.facts_of(identifier, organization)
    if library.comparison is not None:
        facts += reading.facts_of(COMPARISON, library.comparison)
    return facts


class _Reading:
    """One walk through the data."""

    def __init__(
        self, library: Library, names: dict[str, str], measures: dict[Measure, str]
    ) -> None:
        self.library, self.names, self.measures = library, names, measures

    def figures(self) -> Iterator[TracedFact]:
        """The countries' figures by year."""
        source = self.library.sources.get(COUNTRIES)
        if source is None:
            return
        for index, (code, country) in enumerate(self.library.countries.written.items()):
            for measure in MEASURES:
                for year, figure in figures_of(country, measure).items():
                    over = PartialDate(f"{year}-12-31")
                    name = self.names[code]
                    yield TracedFact(
                        address=f"{COUNTRIES}.{code.lower()}.{measure}.{year}",
                        organization=COUNTRIES,
                        group=measure,
                        place=source.place((COUNTRIES, index, measure, year)),
                        says=f"{name}, {self.measures[measure]} {year}: {figure.value:.0f}",
                        prints=name,
                        start=over,
                        end=over,
                        citations=figure.source,
                        verified=is_verified(figure, self.library.references),
                    )

    def facts_of(self, name: str, record: Organization | Comparison) -> Iterator[TracedFact]:
        """What is written of an organization, or of the paper: facts by group, then passages."""
        for at, entry, says, prints in self._entries(record):
            yield _fact(self.library, name, at, entry, says, prints)

    def _entries(
        self, record: Organization | Comparison
    ) -> Iterator[tuple[Location, Record, str, str]]:
        """Each entry with its place, what it says, and what a document prints of it."""
        for group, fields in _SAYING.items():
            for index, entry in enumerate(getattr(record, group, ())):
                said = list(self._said(entry, fields))
                yield (group, index), entry, ", ".join(said), said[0]
                for number, party in enumerate(getattr(entry, "parties", ())):
                    country = self.names[party.country]
                    says = f"{entry.title}: {country}"
                    yield (group, index, "parties", number), party, says, country
        for location, passage in passages_in(record.texts):
            plain = _plain(passage.text)
            yield location, passage, abridged(plain, 90), plain[:60]

    def _said(self, entry: Record, fields: Iterable[str]) -> Iterator[str]:
        for field in fields:
            value = str(getattr(entry, field))
            yield self.names.get(value, value) if field == "country" else value


def _fact(
    library: Library, name: str, location: Location, entry: Record, says: str, prints: str
) -> TracedFact:
    steps = [str(step + 1) if isinstance(step, int) else step for step in location]
    return TracedFact(
        address=".".join((name, *steps)),
        organization=name,
        group=".".join(step for step in location if isinstance(step, str)),
        place=library.sources[name].place(location),
        says=says,
        prints=_plain(prints),
        start=next((d for n in _BEGINNINGS if (d := getattr(entry, n, None))), None),
        end=entry.end if isinstance(entry, Period | Passage) else None,
        citations=_citations(entry),
        verified=not isinstance(entry, Fact) or is_verified(entry, library.references),
    )


def _citations(entry: Record) -> tuple[Citation, ...]:
    """What an entry rests on: its sources, or those that its prose cites."""
    if isinstance(entry, Passage):
        return tuple(c for _, _, citations in citations_in(entry.text) for c in citations)
    return tuple(getattr(entry, "source", ()))


def _plain(text: str) -> str:
    """Prose without citations and marks of emphasis, on one line."""
    return " ".join(re.sub(r"\*+|^[-\d]+\.? ", "", without_citations(text)).split())
