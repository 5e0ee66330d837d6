"""What held on one day.

Nothing that happened later may show: records that begin later are dropped, and an end
that lies in the future is removed, since on that day nobody knew it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from orgbriefs.data.citations import Citation
from orgbriefs.data.cited import cited
from orgbriefs.data.dates import PartialDate, begun, ended
from orgbriefs.data.fitness import is_verified
from orgbriefs.data.library import Library
from orgbriefs.data.model import (
    MEASURES,
    Assessment,
    Comparison,
    Country,
    Fact,
    GlossaryTerm,
    Instrument,
    Organization,
    Party,
    Period,
    Record,
    Reference,
    Texts,
    WatchItem,
)
from orgbriefs.data.model.party import PARTY_DATES
from orgbriefs.data.passages import is_printed_on
from orgbriefs.edition.existence import exists
from orgbriefs.edition.record import ComparisonAt, OrganizationAt

P = TypeVar("P", bound=Period)


def resolve_organization(library: Library, identifier: str, day: date) -> OrganizationAt:
    """The organization as of the end of ``day``, with all that its documents refer to.

    Raises:
        ValueError: when the organization did not exist on that day.
    """
    written = library.organizations[identifier]
    if not exists(written.founded, day):
        raise ValueError(f"{identifier} was founded on {written.founded}, after {day}")
    organization = written.model_copy(
        update={
            "names": known(written.names, day),
            "seats": known(written.seats, day),
            "languages": known(written.languages, day),
            "heads": known(written.heads, day),
            "membership": known(written.membership, day),
            "instruments": _instruments(written.instruments, day),
            "organs": known(written.organs, day),
            "aims": known(written.aims, day),
            "competences": known(written.competences, day),
            "activities": known(written.activities, day),
            "events": sorted(
                (event for event in written.events if begun(event.date, day)),
                key=lambda event: (event.date.first, event.date.last),
            ),
            "relations": known(written.relations, day),
            "assessments": _assessments(written.assessments, day),
            "watch": _watched(written.watch, day),
            "texts": _texts(written.texts, day),
        }
    )
    organization = _with_sources_of_the_day(organization, library, day)
    frameworks = [
        library.frameworks[name]
        for name in sorted({entry.framework for entry in organization.assessments})
    ]
    codes = {
        entry.country
        for entries in (organization.membership, organization.heads, organization.seats)
        for entry in entries
    } | {party.country for entry in organization.instruments for party in entry.parties}
    countries = [_country(library.countries[code], day) for code in sorted(codes)]
    glossary = _glossary(library, organization.texts)
    return OrganizationAt(
        as_of=day,
        organization=organization,
        countries=countries,
        statuses=list(library.statuses.values()),
        frameworks=frameworks,
        references=_undated(
            _references(library, [organization, *countries, *frameworks, *glossary]), day
        ),
        glossary=glossary,
    )


def resolve_comparison(library: Library, day: date) -> ComparisonAt:
    """The comparative paper's own texts as of ``day``.

    Raises:
        ValueError: when there is no such paper.
    """
    written: Comparison | None = library.comparison
    if written is None:
        raise ValueError("there is no comparison.yaml")
    comparison = written.model_copy(
        update={"watch": _watched(written.watch, day), "texts": _texts(written.texts, day)}
    )
    framework = library.frameworks[comparison.framework]
    glossary = list(library.glossary.values())
    return ComparisonAt(
        as_of=day,
        comparison=comparison,
        abbreviations=library.abbreviations,
        framework=framework,
        references=_references(library, [comparison, framework, *glossary]),
        glossary=glossary,
    )


def known(periods: Sequence[P], day: date) -> list[P]:
    """What had begun by ``day``, in order of beginning; ends that lie ahead are unknown."""
    return sorted(
        (
            entry if ended(entry.end, day) or entry.end is None else _open_ended(entry, day)
            for entry in periods
            if begun(entry.start, day)
        ),
        key=lambda entry: entry.start.first,
    )


def current(periods: Iterable[P], day: date) -> list[P]:
    """What holds on ``day``."""
    return [p for p in periods if begun(p.start, day) and not ended(p.end, day)]


def _with_sources_of_the_day(
    organization: Organization, library: Library, day: date
) -> Organization:
    """Each fact with the sources that a reader of that day could have had, where it has any.

    What rests on nothing but encyclopedias and the like is unverified.
    """

    def had(citation: Citation) -> bool:
        appeared = library.references[citation.key].issued
        last = appeared.last if appeared is not None else None
        return last is None or last <= day

    def contemporary(fact: Record) -> Record:
        sources: Sequence[Citation] = getattr(fact, "source", ())
        early = tuple(citation for citation in sources if had(citation))
        update: dict[str, object] = {"source": early} if early else {}
        if isinstance(fact, Fact) and not is_verified(fact, library.references):
            update["confidence"] = "unverified"
        if isinstance(fact, Instrument):
            update["parties"] = [contemporary(party) for party in fact.parties]
        return fact.model_copy(update=update) if update else fact

    lists = {
        name: [contemporary(fact) for fact in value]
        for name in type(organization).model_fields
        if isinstance(value := getattr(organization, name), list)
    }
    return organization.model_copy(update=lists)


def _open_ended(entry: P, day: date) -> P:
    """``entry`` without an end that lies after ``day``; an end on the day itself stays."""
    assert entry.end is not None
    return entry if entry.end.last == day else entry.model_copy(update={"end": None})


def _instruments(instruments: Sequence[Instrument], day: date) -> list[Instrument]:
    return sorted(
        (
            instrument.model_copy(
                update={
                    **_not_yet(instrument, ("in_force", "ended"), day),
                    "parties": _parties(instrument.parties, day),
                }
            )
            for instrument in instruments
            if begun(instrument.signed, day)
        ),
        key=lambda instrument: instrument.signed.first,
    )


def _parties(parties: Sequence[Party], day: date) -> list[Party]:
    """What each country had done by ``day``."""
    return [
        party.model_copy(update=not_yet)
        for party in parties
        if len(not_yet := _not_yet(party, PARTY_DATES, day)) < len(_given(party, PARTY_DATES))
    ]


def _given(record: Record, fields: Iterable[str]) -> dict[str, PartialDate]:
    return {field: day for field in fields if (day := getattr(record, field)) is not None}


def _not_yet(record: Record, fields: Iterable[str], day: date) -> dict[str, None]:
    """The dates that lie ahead, to be left out."""
    given = _given(record, fields)
    return {field: None for field, date_given in given.items() if not begun(date_given, day)}


def _watched(items: Sequence[WatchItem], day: date) -> list[WatchItem]:
    """What still lies ahead on ``day`` of what is to be watched then, the nearest first."""
    return sorted(
        (item for item in current(items, day) if item.date.last > day),
        key=lambda item: (item.date.last, item.start.first),
    )


def _country(country: Country, day: date) -> Country:
    """The country with the figures of the years that had ended by ``day``."""
    last = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    return country.model_copy(
        update={
            name: {y: figure for y, figure in getattr(country, name).items() if int(y) <= last}
            for name in MEASURES
        }
    )


def _assessments(assessments: Sequence[Assessment], day: date) -> list[Assessment]:
    """For each criterion, the latest judgement made by ``day``."""
    latest: dict[tuple[str, str], Assessment] = {}
    for entry in sorted(assessments, key=lambda a: a.date.last):
        if begun(entry.date, day):
            latest[entry.framework, entry.criterion] = entry
    return list(latest.values())


def _texts(texts: Texts, day: date) -> Texts:
    dated = {
        section: [
            passage.model_copy(update={"start": None, "end": None})
            for passage in passages
            if is_printed_on(passage, day)
        ]
        for section, passages in texts.items()
    }
    return {section: passages for section, passages in dated.items() if passages}


def _glossary(library: Library, texts: Texts) -> list[GlossaryTerm]:
    """The terms that the organization's texts use."""
    prose = " ".join(p.text for passages in texts.values() for p in passages).lower()
    return [term for term in library.glossary.values() if term.term.lower() in prose]


def _undated(references: list[Reference], day: date) -> list[Reference]:
    """Sources as they were on ``day``: a database goes on, so that a later release has no date."""
    return [
        reference.model_copy(update={"issued": None})
        if reference.type == "dataset" and _is_later(reference, day)
        else reference
        for reference in references
    ]


def _is_later(reference: Reference, day: date) -> bool:
    last = reference.issued.last if reference.issued is not None else None
    return last is not None and last > day


def _references(library: Library, records: Iterable[Record]) -> list[Reference]:
    """All sources that the records cite, by their keys."""
    keys = {citation.key for record in records for citation in cited(record)}
    return [library.references[key] for key in sorted(keys)]
