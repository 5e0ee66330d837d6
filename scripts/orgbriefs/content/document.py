"""Everything that a document's template is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from orgbriefs.config import Audience as AudienceSettings
from orgbriefs.config import Edition as EditionSettings
from orgbriefs.config import House as HouseSettings
from orgbriefs.config import Kind, Registered
from orgbriefs.content.captions import COMPARATIVE, caption_of, names_of
from orgbriefs.content.changes import changes_content
from orgbriefs.content.lines import distinct, is_unverified
from orgbriefs.content.organization import organization_content
from orgbriefs.content.ratings import framework_of, rating_matrix
from orgbriefs.content.texts import texts_for
from orgbriefs.content.values import (
    Abbreviation,
    Audience,
    Changes,
    Comparison,
    Document,
    Edition,
    Figure,
    House,
    Imprint,
    Organization,
    RatingMatrix,
    Sibling,
    Swatch,
    Term,
    TurningPoint,
)
from orgbriefs.content.watch import watch_for
from orgbriefs.content.weight import weight_table
from orgbriefs.data.dates import begun
from orgbriefs.data.model import GlossaryTerm
from orgbriefs.edition.fittest import with_fittest_sources
from orgbriefs.edition.membership import present_name
from orgbriefs.edition.record import ComparisonAt, OrganizationAt, Resolved
from orgbriefs.language.collation import collation_key
from orgbriefs.language.language import Language
from orgbriefs.language.values import Prose


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a document is about: editions, and what they are told with."""

    kind: Kind
    house: HouseSettings
    registered: Registered
    #: Where the document can be read once it is published.
    address: str | None
    siblings: Sequence[Sibling]
    edition: EditionSettings
    audience: AudienceSettings
    #: The audience and those it inherits from.
    readers: Sequence[str]
    organizations: Sequence[OrganizationAt]
    #: The comparative paper's own part; without it, the document is about one organization.
    comparison: ComparisonAt | None
    #: An earlier edition to tell the changes from, with the organizations that existed then.
    since: EditionSettings | None
    earlier: Mapping[str, OrganizationAt]
    #: Abbreviations of compared organizations that did not exist yet.
    absent: Sequence[str]
    #: All sections of text that a template may place.
    sections: Collection[str]
    draft: bool


def document_content(
    subject: Subject, language: Language, swatches: Sequence[Swatch] = ()
) -> Document:
    """The content of one document, in one language."""
    abbreviations = {o.organization.id: present_name(o).abbreviation for o in subject.organizations}
    organizations = tuple(
        organization_content(o, subject.readers, subject.sections, abbreviations, language)
        for o in _with_sources_to_cite(subject)
    )
    comparison = _comparison(subject)
    one = organizations[0] if comparison is None else None
    return Document(
        kind=subject.kind,
        title=comparison.title if comparison is not None else organizations[0].name.text,
        language=language.tag,
        edition=_edition(subject.edition),
        audience=_audience(subject),
        house=house_of(subject.house),
        imprint=_imprint(subject),
        siblings=tuple(subject.siblings),
        organization=one,
        organizations=organizations,
        comparison=comparison,
        glossary=_glossary(subject, language),
        abbreviations=_abbreviations(subject, organizations),
        figures=_figures(organizations, comparative=comparison is not None),
        comparative_figures=tuple(COMPARATIVE),
        absent=tuple(subject.absent),
        weights=weight_table(organizations),
        matrix=_matrix(subject, organizations),
        membership_sources=distinct(m.sources for o in organizations for m in o.participants),
        rating_sources=distinct(o.rating_sources for o in organizations),
        since=_edition(subject.since) if subject.since is not None else None,
        changes=_changes(subject, language),
        turning_points=_turning_points(subject),
        draft=subject.draft,
        swatches=tuple(swatches),
    )


def _with_sources_to_cite(subject: Subject) -> Sequence[OrganizationAt]:
    """The organizations, on a fact sheet with one source a fact: its notes share two pages."""
    if subject.kind != "factsheet":
        return subject.organizations
    return [with_fittest_sources(o) for o in subject.organizations]


def parts_of(subject: Subject) -> list[Resolved]:
    """All editions that the document draws on, the earlier ones first."""
    return [
        *subject.earlier.values(),
        *subject.organizations,
        *([subject.comparison] if subject.comparison is not None else []),
    ]


def _edition(edition: EditionSettings) -> Edition:
    return Edition(id=edition.id, as_of=edition.day, published=edition.published)


def house_of(house: HouseSettings) -> House:
    """The publisher as templates are given it."""
    given = house.model_dump(include=set(House.__dataclass_fields__))
    return House(**{**given, "editors": tuple(house.editors)})


def _imprint(subject: Subject) -> Imprint:
    address = subject.address
    return Imprint(
        number=subject.registered.number,
        doi=subject.registered.doi,
        address=address,
        short_address=address.partition("://")[2] if address is not None else None,
    )


def _audience(subject: Subject) -> Audience:
    settings = subject.audience
    return Audience(
        id=subject.readers[0],
        title=settings.title,
        notes=settings.notes,
        marking=settings.marking,
        explain_terms=settings.explain_terms,
    )


def _comparison(subject: Subject) -> Comparison | None:
    if subject.comparison is None:
        return None
    written = subject.comparison.comparison
    return Comparison(
        title=written.title,
        subtitle=written.subtitle,
        framework=framework_of(subject.comparison.framework),
        watch=watch_for(written.watch, subject.readers),
        texts=texts_for(written.texts, subject.readers, subject.sections),
    )


def _matrix(subject: Subject, organizations: Sequence[Organization]) -> RatingMatrix | None:
    if subject.comparison is None:
        return None
    return rating_matrix(organizations, framework_of(subject.comparison.framework))


def _abbreviations(
    subject: Subject, organizations: Sequence[Organization]
) -> tuple[Abbreviation, ...]:
    """Those of the glossary and of the organizations, whose names of the day come first."""
    written = subject.comparison.abbreviations if subject.comparison is not None else []
    longs = {abbreviation.short: abbreviation.long for abbreviation in written}
    longs |= {o.name.abbreviation: o.name.text for o in organizations}
    return tuple(
        Abbreviation(short=short, long=longs[short]) for short in sorted(longs, key=collation_key)
    )


def _glossary(subject: Subject, language: Language) -> tuple[Term, ...]:
    terms: dict[str, GlossaryTerm] = {
        term.id: term for part in parts_of(subject) for term in part.glossary
    }
    return tuple(
        Term(
            term=term.term,
            text=Prose(markdown=term.text),
            sources=term.source,
            unverified=term.confidence == "unverified",
        )
        for term in sorted(terms.values(), key=lambda term: collation_key(term.term))
    )


def _figures(organizations: Sequence[Organization], *, comparative: bool) -> Mapping[str, Figure]:
    names = [name for o in organizations for name in names_of(o.id)]
    names += COMPARATIVE if comparative else []
    return MappingProxyType(
        {name: Figure(name=name, caption=caption_of(name, organizations)) for name in names}
    )


def _changes(subject: Subject, language: Language) -> Mapping[str, Changes]:
    if subject.since is None:
        return MappingProxyType({})
    return MappingProxyType(
        {
            o.organization.id: changes_content(
                subject.earlier.get(o.organization.id), o, subject.since.day, language
            )
            for o in subject.organizations
        }
    )


def _turning_points(subject: Subject) -> tuple[TurningPoint, ...]:
    """The events since the earlier edition of which the data say why they matter most."""
    if subject.since is None:
        return ()
    since = subject.since.day
    chosen = [
        (event, present_name(edition).abbreviation)
        for edition in subject.organizations
        for event in edition.organization.events
        if event.matters is not None and not begun(event.date, since)
    ]
    return tuple(
        TurningPoint(
            sources=event.source,
            unverified=is_unverified(event),
            organization=name,
            date=event.date,
            text=Prose(markdown=event.text),
            why=Prose(markdown=event.matters or ""),
        )
        for event, name in sorted(chosen, key=lambda pair: pair[0].date.first)
    )
