"""One organization as its documents show it to one audience."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from orgbriefs.data.dates import ended
from orgbriefs.data.model import Passage, Texts
from orgbriefs.edition.participation import participants, present_name, with_article
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import current
from orgbriefs.view import prose
from orgbriefs.view.assessment import holders_of, rated
from orgbriefs.view.balance import BalanceRow, balance_rows, in_one_line
from orgbriefs.view.membership import (
    attendant_rows,
    participant_rows,
    shared_basis,
    status_groups,
)
from orgbriefs.view.rows import (
    ActivityRow,
    AttendantRow,
    EventRow,
    FormerName,
    HeadRow,
    InstrumentRow,
    MemberRow,
    NativeName,
    OrganRow,
    ParticipantRow,
    RatingGroup,
    StatusGroup,
    TextRow,
    cites_of,
    flagged,
    language_name,
    native_names,
)
from orgbriefs.wording import day, in_words, join, period

LEVELS = {
    "summit": "Highest level",
    "ministerial": "Ministers",
    "permanent": "Permanent bodies",
    "parliamentary": "Parliamentary",
    "specialized": "Specialized bodies",
}


@dataclass(frozen=True)
class OrganizationView:
    """Everything a template may place about one organization."""

    id: str
    name: str
    abbreviation: str
    the: str
    colour: str
    native: list[NativeName]
    name_cite: list[str]
    former_names: list[FormerName]
    founded: str
    age: int
    seat: str
    seat_cite: list[str]
    languages: str
    language_cite: list[str]
    head: HeadRow | None
    heads: list[HeadRow]
    number: int
    number_in_words: str
    groups: list[StatusGroup]
    members: list[str]
    membership: list[MemberRow]
    participants: list[ParticipantRow]
    basis: str
    attendants: list[AttendantRow]
    balance: list[BalanceRow]
    instruments: list[InstrumentRow]
    founding: InstrumentRow | None
    organs: list[OrganRow]
    aims: list[TextRow]
    competences: list[TextRow]
    activities: list[ActivityRow]
    events: list[EventRow]
    major_events: list[EventRow]
    relations: list[TextRow]
    assessment: list[RatingGroup]
    assessed_by: str
    texts: dict[str, Markup]
    framework_name: str

    def text(self, section: str) -> Markup:
        """The prose of a section, empty when there is none."""
        return self.texts.get(section, Markup())

    @property
    def largest_member(self) -> str:
        """``Russia: 51% of population (2006)``; empty where there are no figures."""
        return in_one_line(self.balance)

    @property
    def members_sentence(self) -> str:
        """``Armenia, Belarus and Russia``."""
        return join(self.members)


def view_organization(
    edition: OrganizationAt, readers: list[str], names: dict[str, str]
) -> OrganizationView:
    """The view of one organization.

    Args:
        edition: the organization at a date.
        readers: the audience and those it inherits from.
        names: abbreviations of all organizations in the edition, by id.
    """
    written, as_of = edition.organization, edition.as_of
    countries = {country.code: country for country in edition.countries}
    statuses = {status.id: status for status in edition.statuses}
    name = present_name(edition)
    seats = current(written.seats, as_of)
    languages = current(written.languages, as_of)
    instruments = {i.id: i for i in written.instruments}
    present = participants(edition)

    heads = [
        HeadRow(
            cite=head.source,
            name=flagged(head.name, head.confidence),
            office=head.office,
            country=countries[head.country].name,
            years=period(head.start, head.end),
            since=day(head.start),
            acting=head.acting,
        )
        for head in written.heads
    ]
    heads_now = [
        row for row, head in zip(heads, written.heads, strict=True) if not ended(head.end, as_of)
    ]
    instrument_rows = [
        InstrumentRow(
            cite=i.source,
            title=flagged(i.title, i.confidence),
            kind=i.kind.capitalize(),
            signed=day(i.signed),
            place=i.place or "",
            in_force=day(i.in_force) if i.in_force else "",
            ended=day(i.ended) if i.ended else "",
            registration=i.registration or "",
            note=i.note or "",
            founding=i.founding,
        )
        for i in written.instruments
    ]
    founding = [i for i in instrument_rows if i.founding and not i.ended]
    events = [
        EventRow(
            cite=e.source,
            date=flagged(day(e.date), e.confidence),
            place=e.place or "",
            text=prose.inline(e.text),
            major=e.major,
        )
        for e in written.events
    ]
    return OrganizationView(
        id=written.id,
        name=name.text,
        abbreviation=name.abbreviation,
        the=with_article(name),
        colour=written.colour,
        native=native_names(name.native),
        name_cite=name.source,
        former_names=[
            FormerName(
                cite=n.source,
                text=n.text,
                abbreviation=n.abbreviation,
                years=period(n.start, n.end),
            )
            for n in written.names
            if n is not name
        ],
        founded=day(written.founded),
        age=as_of.year - written.founded.first.year,
        seat=join([flagged(f"{s.city}, {countries[s.country].name}", s.confidence) for s in seats]),
        seat_cite=cites_of(seats),
        languages=join([flagged(language_name(e.language), e.confidence) for e in languages]),
        language_cite=cites_of(languages),
        head=heads_now[-1] if heads_now else None,
        heads=heads,
        number=len(present),
        number_in_words=in_words(len(present)),
        groups=status_groups(edition),
        members=sorted(countries[entry.country].name for entry in present),
        membership=[
            MemberRow(
                cite=entry.source,
                country=countries[entry.country].name,
                native=native_names(countries[entry.country].native),
                status=statuses[entry.status].label.capitalize(),
                counts=statuses[entry.status].counts,
                start=flagged(day(entry.start), entry.confidence),
                end=day(entry.end) if entry.end else "",
                instrument=instruments[entry.instrument].title if entry.instrument else "",
                note=entry.note or "",
            )
            for entry in sorted(
                written.membership, key=lambda e: (countries[e.country].name, e.start.first)
            )
        ],
        participants=participant_rows(edition),
        basis=shared_basis(edition),
        attendants=attendant_rows(edition),
        balance=balance_rows(edition),
        instruments=instrument_rows,
        founding=founding[-1] if founding else None,
        organs=[
            OrganRow(
                cite=o.source,
                name=flagged(o.name, o.confidence),
                native=native_names(o.native),
                level=LEVELS[o.level],
                seat=o.seat or "",
                since=day(o.start),
                text=prose.inline(o.text),
            )
            for o in sorted(
                current(written.organs, as_of), key=lambda o: list(LEVELS).index(o.level)
            )
        ],
        aims=[_statement(a.source, a.text) for a in current(written.aims, as_of)],
        competences=[_statement(c.source, c.text) for c in current(written.competences, as_of)],
        activities=[
            ActivityRow(
                cite=a.source,
                name=flagged(a.name, a.confidence),
                kind=a.kind.capitalize(),
                years=period(a.start, a.end),
                place=a.place or "",
                text=prose.inline(a.text),
                under_way=a.end is None,
            )
            for a in written.activities
        ],
        events=events,
        major_events=[e for e in events if e.major],
        relations=[
            TextRow(cite=r.source, heading=names.get(r.with_, r.with_), text=prose.inline(r.text))
            for r in current(written.relations, as_of)
        ],
        assessment=rated(edition),
        assessed_by=holders_of(written.assessments),
        texts=texts_for(written.texts, readers),
        framework_name=join([f.name for f in edition.frameworks]),
    )


def texts_for(texts: Texts, readers: list[str]) -> dict[str, Markup]:
    """The passages that these readers get, each section joined."""
    chosen = {
        section: [p.text for p in passages if _is_for(p, readers)]
        for section, passages in texts.items()
    }
    return {
        section: prose.html("\n\n".join(passages))
        for section, passages in chosen.items()
        if passages
    }


def _is_for(passage: Passage, readers: list[str]) -> bool:
    return not passage.readers or any(reader in passage.readers for reader in readers)


def _statement(source: list[str], text: str) -> TextRow:
    return TextRow(cite=source, text=prose.inline(text))
