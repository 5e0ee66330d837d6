"""One organization as its documents show it to one audience."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from orgbriefs.content.instruments import instrument_lines, treaty_records
from orgbriefs.content.lines import (
    by_name,
    countries_of,
    distinct,
    interval_of,
    is_unverified,
    native_names,
    short_name,
    statuses_of,
)
from orgbriefs.content.membership import (
    Circle,
    attendance_groups,
    counts,
    membership,
    participant_groups,
    participant_lines,
    shared_basis,
    status_groups,
    turns,
)
from orgbriefs.content.ratings import framework_of, holders_of, in_words, rating_groups
from orgbriefs.content.texts import texts_for
from orgbriefs.content.values import (
    Activity,
    Country,
    Event,
    Head,
    Instrument,
    Organ,
    Organization,
    OrganizationName,
    Relation,
    Seat,
    Statement,
    Weight,
    WorkingLanguage,
)
from orgbriefs.content.watch import watch_for
from orgbriefs.content.weight import in_one_line, weight_lines
from orgbriefs.data import model
from orgbriefs.data.citations import Citation
from orgbriefs.data.dates import ended
from orgbriefs.data.model import LEVELS
from orgbriefs.edition.membership import participants, present_name
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import current
from orgbriefs.language.language import Language
from orgbriefs.language.values import Prose

#: Where more countries than this take part, or took part, none has a line of its own on a sheet.
_CROWD = 20
#: Where there is little room, so many of the major events are shown, the last.
_LATEST = 10


def organization_content(
    edition: OrganizationAt,
    readers: Sequence[str],
    sections: Collection[str],
    abbreviations: Mapping[str, str],
    language: Language,
) -> Organization:
    """The content on one organization.

    Args:
        edition: the organization as of a day.
        readers: the audience and those it inherits from.
        sections: all sections of text that a template may place.
        abbreviations: of all organizations in the document, by id.
        language: in which names are given and by which they are sorted.
    """
    written, as_of = edition.organization, edition.as_of
    countries = countries_of(edition.countries, language)
    statuses = statuses_of(edition.statuses)
    circle = Circle(edition, countries, statuses, language)
    name = present_name(edition)
    seats = [
        Seat(
            sources=seat.source,
            unverified=is_unverified(seat),
            city=seat.city,
            country=countries[seat.country].name,
        )
        for seat in current(written.seats, as_of)
    ]
    languages = [
        WorkingLanguage(
            sources=entry.source, unverified=is_unverified(entry), language=entry.language
        )
        for entry in current(written.languages, as_of)
    ]
    heads = [_head(head, countries) for head in written.heads]
    in_office = [
        line for line, head in zip(heads, written.heads, strict=True) if not ended(head.end, as_of)
    ]
    instruments = instrument_lines(written.instruments, countries, language)
    founding = [entry for entry in instruments if entry.founding and entry.ended is None]
    activities = [_activity(entry) for entry in written.activities]
    events = [_event(entry) for entry in written.events]
    major = tuple(event for event in events if event.major)
    frameworks = tuple(framework_of(record) for record in edition.frameworks)
    ratings = rating_groups(edition, frameworks)
    weights = weight_lines(edition, countries, language)
    holders = holders_of(written.assessments)
    present_head = in_office[-1] if in_office else None
    present_founding = founding[-1] if founding else None
    present = participants(edition)
    texts = texts_for(written.texts, readers, sections)
    return Organization(
        id=written.id,
        as_of=as_of,
        colour=written.colour,
        name=_name(name),
        short=short_name(name),
        former_names=tuple(_name(entry) for entry in written.names if entry is not name),
        founded=written.founded,
        age=as_of.year - written.founded.first.year,
        seats=tuple(seats),
        languages=tuple(languages),
        head=present_head,
        heads=tuple(heads),
        number=len(present),
        crowded=len({entry.country for entry in written.membership}) > _CROWD,
        members=by_name((countries[entry.country].name for entry in present), language),
        groups=status_groups(circle),
        membership=membership(circle),
        statuses=tuple(statuses.values()),
        participants=participant_lines(circle),
        participant_groups=participant_groups(circle),
        attendants=attendance_groups(circle),
        basis=shared_basis(edition),
        counts=counts(edition),
        turns=turns(circle),
        weights=weights,
        largest_member=in_one_line(weights),
        instruments=instruments,
        treaty_records=treaty_records(instruments, language),
        founding=present_founding,
        organs=tuple(
            _organ(organ)
            for organ in sorted(
                current(written.organs, as_of), key=lambda organ: LEVELS.index(organ.level)
            )
        ),
        aims=tuple(_statement(entry) for entry in current(written.aims, as_of)),
        competences=tuple(_statement(entry) for entry in current(written.competences, as_of)),
        activities=tuple(activities),
        activities_under_way=tuple(a for a in activities if a.interval.end is None),
        events=tuple(events),
        major_events=major,
        latest_events=major[-_LATEST:],
        relations=tuple(
            Relation(
                sources=entry.source,
                unverified=is_unverified(entry),
                partner=abbreviations.get(entry.with_, entry.with_),
                text=Prose(markdown=entry.text),
            )
            for entry in current(written.relations, as_of)
        ),
        frameworks=frameworks,
        ratings=ratings,
        rating_sources=distinct(r.sources for group in ratings for r in group.ratings),
        holders=holders,
        assessed_by=in_words(holders),
        watch=watch_for(written.watch, readers),
        texts=texts,
        key_fact_sources=_key_fact_sources(
            name, seats, languages, present_head, present_founding, weights
        ),
    )


def _key_fact_sources(
    name: model.Name,
    seats: Sequence[Seat],
    languages: Sequence[WorkingLanguage],
    head: Head | None,
    founding: Instrument | None,
    weights: Sequence[Weight],
) -> tuple[Citation, ...]:
    facts = [*seats, *languages, *([head] if head else []), *([founding] if founding else [])]
    return distinct([name.source, *(line.sources for line in (*facts, *weights))])


def _name(name: model.Name) -> OrganizationName:
    return OrganizationName(
        sources=name.source,
        unverified=is_unverified(name),
        text=name.text,
        abbreviation=name.abbreviation,
        article=name.article,
        native=native_names(name.native),
        interval=interval_of(name),
    )


def _head(head: model.Head, countries: Mapping[str, Country]) -> Head:
    return Head(
        sources=head.source,
        unverified=is_unverified(head),
        name=head.name,
        office=head.office,
        country=countries[head.country].name,
        interval=interval_of(head),
        acting=head.acting,
    )


def _organ(organ: model.Organ) -> Organ:
    return Organ(
        sources=organ.source,
        unverified=is_unverified(organ),
        name=organ.name,
        native=native_names(organ.native),
        level=organ.level,
        seat=organ.seat,
        since=organ.start,
        text=Prose(markdown=organ.text),
    )


def _statement(statement: model.Statement) -> Statement:
    return Statement(
        sources=statement.source,
        unverified=is_unverified(statement),
        text=Prose(markdown=statement.text),
    )


def _activity(activity: model.Activity) -> Activity:
    return Activity(
        sources=activity.source,
        unverified=is_unverified(activity),
        name=activity.name,
        kind=activity.kind,
        interval=interval_of(activity),
        place=activity.place,
        text=Prose(markdown=activity.text),
    )


def _event(event: model.Event) -> Event:
    return Event(
        sources=event.source,
        unverified=is_unverified(event),
        date=event.date,
        place=event.place,
        text=Prose(markdown=event.text),
        major=event.major,
        matters=Prose(markdown=event.matters) if event.matters is not None else None,
    )
