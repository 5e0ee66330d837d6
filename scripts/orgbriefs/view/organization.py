"""One organization as its documents show it to one audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from babel import Locale
from markupsafe import Markup, escape

from orgbriefs.data.dates import PartialDate, ended
from orgbriefs.data.model import (
    Assessment,
    Fact,
    Framework,
    Membership,
    Passage,
    Status,
    Texts,
)
from orgbriefs.edition.participation import (
    on_day,
    participants,
    present_name,
    with_article,
)
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import current
from orgbriefs.view import prose
from orgbriefs.wording import day, in_words, join, period

LEVELS = {
    "summit": "Highest level",
    "ministerial": "Ministers",
    "permanent": "Permanent bodies",
    "parliamentary": "Parliamentary",
    "specialized": "Specialized bodies",
}


@dataclass(frozen=True)
class Row:
    """A line of a table or list. ``cite`` holds its sources, for the block's source line."""

    cite: list[str]


@dataclass(frozen=True)
class NativeName:
    """A name in another language."""

    language: str
    language_name: str
    text: str


@dataclass(frozen=True)
class FormerName(Row):
    """A name that was borne before."""

    text: str = ""
    abbreviation: str = ""
    years: str = ""


@dataclass(frozen=True)
class MemberRow(Row):
    """A country's status for a time."""

    country: str = ""
    native: list[NativeName] = field(default_factory=list)
    status: str = ""
    counts: bool = True
    start: str = ""
    end: str = ""
    instrument: str = ""
    note: str = ""


@dataclass(frozen=True)
class ParticipantRow(Row):
    """A country that counts among the participants, or once did, in one line."""

    country: str = ""
    status: str = ""
    since: str = ""
    remark: str = ""


@dataclass(frozen=True)
class AttendantRow(Row):
    """Countries with a looser tie, one line a status."""

    status: str = ""
    text: str = ""


@dataclass(frozen=True)
class StatusGroup:
    """Countries of one status on the edition's day."""

    label: str
    countries: list[str]
    counts: bool

    @property
    def sentence(self) -> str:
        """``Armenia, Belarus and Russia``."""
        return join(self.countries)


@dataclass(frozen=True)
class InstrumentRow(Row):
    """A treaty or other text."""

    title: str = ""
    kind: str = ""
    signed: str = ""
    place: str = ""
    in_force: str = ""
    ended: str = ""
    registration: str = ""
    note: str = ""
    founding: bool = False


@dataclass(frozen=True)
class OrganRow(Row):
    """A body."""

    name: str = ""
    native: list[NativeName] = field(default_factory=list)
    level: str = ""
    seat: str = ""
    since: str = ""
    text: str = ""


@dataclass(frozen=True)
class HeadRow(Row):
    """A chief executive."""

    name: str = ""
    office: str = ""
    country: str = ""
    years: str = ""
    since: str = ""
    acting: bool = False


@dataclass(frozen=True)
class ActivityRow(Row):
    """Something the organization does or did."""

    name: str = ""
    kind: str = ""
    years: str = ""
    place: str = ""
    text: str = ""


@dataclass(frozen=True)
class EventRow(Row):
    """A dated event."""

    date: str = ""
    place: str = ""
    text: str = ""
    major: bool = False


@dataclass(frozen=True)
class TextRow(Row):
    """An aim, a competence or a relation."""

    text: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Rating(Row):
    """A judgement on one criterion."""

    criterion: str = ""
    title: str = ""
    question: str = ""
    explanation: str = ""
    label: str = ""
    level: int = 0
    top: int = 1
    confidence: str = ""
    reason: str = ""
    holder: str = ""


@dataclass(frozen=True)
class RatingGroup:
    """The judgements on criteria that share a scale."""

    title: str
    scale: list[tuple[str, str]]
    ratings: list[Rating]


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
        native=_native(name.native),
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
        seat=joined(
            [flagged(f"{s.city}, {countries[s.country].name}", s.confidence) for s in seats]
        ),
        seat_cite=cites_of(seats),
        languages=joined([flagged(_language(e.language), e.confidence) for e in languages]),
        language_cite=cites_of(languages),
        head=heads_now[-1] if heads_now else None,
        heads=heads,
        number=len(present),
        number_in_words=in_words(len(present)),
        groups=_groups(edition),
        members=sorted(countries[entry.country].name for entry in present),
        membership=[
            MemberRow(
                cite=entry.source,
                country=countries[entry.country].name,
                native=_native(countries[entry.country].native),
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
        participants=_participants(edition),
        basis=_shared_basis(edition),
        attendants=_attendants(edition),
        instruments=instrument_rows,
        founding=founding[-1] if founding else None,
        organs=[
            OrganRow(
                cite=o.source,
                name=flagged(o.name, o.confidence),
                native=_native(o.native),
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
            )
            for a in written.activities
        ],
        events=events,
        major_events=[e for e in events if e.major],
        relations=[
            TextRow(cite=r.source, heading=names.get(r.with_, r.with_), text=prose.inline(r.text))
            for r in current(written.relations, as_of)
        ],
        assessment=_assessment(edition),
        assessed_by=holders_of(written.assessments),
        texts=texts_for(written.texts, readers),
        framework_name=join([f.name for f in edition.frameworks]),
    )


def flagged(text: str, confidence: str) -> str:
    """``text``, with a dagger where no source that was opened confirms it."""
    if confidence != "unverified":
        return text
    return escape(text) + Markup('<span class="unverified">†</span>')


def joined(items: list[str]) -> str:
    """``a, b and c``, keeping daggers."""
    if len(items) < 2:
        return items[0] if items else ""
    return Markup(", ").join(items[:-1]) + " and " + items[-1]


def _weakest(facts: Iterable[Fact]) -> str:
    return "unverified" if any(f.confidence == "unverified" for f in facts) else "verified"


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


def _native(names: dict[str, str]) -> list[NativeName]:
    return [NativeName(tag, _language(tag), text) for tag, text in names.items()]


def _language(tag: str) -> str:
    locale = Locale.parse("en_GB")
    return str(locale.languages.get(tag.split("-")[0], tag))


def cites_of(facts: Iterable[object]) -> list[str]:
    """The sources of several facts, in order."""
    return [citation for fact in facts for citation in getattr(fact, "source", [])]


def _statement(source: list[str], text: str) -> TextRow:
    return TextRow(cite=source, text=prose.inline(text))


def _groups(edition: OrganizationAt) -> list[StatusGroup]:
    names = {country.code: country.name for country in edition.countries}
    present = on_day(edition, edition.as_of)
    groups = []
    for status in edition.statuses:
        of_status = sorted(names[e.country] for e in present if e.status == status.id)
        if of_status:
            label = status.label if len(of_status) == 1 else status.plural
            groups.append(StatusGroup(label.capitalize(), of_status, status.counts))
    return groups


def _histories(edition: OrganizationAt) -> dict[str, list[Membership]]:
    """Each country's statuses in order, by its name, in the order of the names."""
    names = {country.code: country.name for country in edition.countries}
    histories: dict[str, list[Membership]] = {}
    for entry in sorted(
        edition.organization.membership, key=lambda e: (names[e.country], e.start.first)
    ):
        histories.setdefault(names[entry.country], []).append(entry)
    return histories


def _participants(edition: OrganizationAt) -> list[ParticipantRow]:
    statuses = {status.id: status for status in edition.statuses}
    titles = {i.id: i.title for i in edition.organization.instruments}
    shared = _shared_basis(edition)
    rows = []
    for country, history in _histories(edition).items():
        if not any(statuses[entry.status].counts for entry in history):
            continue
        *before, last = history
        label = statuses[last.status].label
        gone = ended(last.end, edition.as_of)
        earlier = [
            f"{statuses[e.status].label} {_until_next(e, following)}{_bracketed(e.note)}"
            for e, following in zip(before, history[1:], strict=True)
        ]
        basis = titles[last.instrument] if last.instrument else ""
        of_last = [part for part in (basis if basis != shared else "", last.note or "") if part]
        remark = "; ".join(of_last + earlier)
        rows.append(
            ParticipantRow(
                cite=cites_of(history),
                country=country,
                status=f"Former {label}" if gone else label.capitalize(),
                since=flagged(
                    f"{day(last.start)} – {day(last.end)}" if last.end else day(last.start),
                    _weakest(history),
                ),
                remark=remark[:1].upper() + remark[1:],
            )
        )
    return rows


def _shared_basis(edition: OrganizationAt) -> str:
    """The instrument on which all present participation rests, if it is one."""
    titles = {i.id: i.title for i in edition.organization.instruments}
    bases = {titles[e.instrument] for e in participants(edition) if e.instrument}
    return bases.pop() if len(bases) == 1 else ""


def _bracketed(note: str | None) -> str:
    return f" ({note})" if note else ""


def _until_next(entry: Membership, following: Membership) -> str:
    """``from 21 December 1991`` where the next status follows at once, else both dates."""
    gap = (following.start.first - entry.end.last).days if entry.end else 0
    start = day(entry.start)
    return f"{start} – {day(entry.end)}" if entry.end and gap > 1 else f"from {start}"


def _attendants(edition: OrganizationAt) -> list[AttendantRow]:
    statuses = {status.id: status for status in edition.statuses}
    groups: dict[tuple[bool, str], dict[str, list[Membership]]] = {}
    for country, history in _histories(edition).items():
        if any(statuses[entry.status].counts for entry in history):
            continue
        gone = ended(history[-1].end, edition.as_of)
        groups.setdefault((gone, history[-1].status), {})[country] = history
    order = list(statuses)
    return [
        AttendantRow(
            cite=cites_of(entry for history in of_status.values() for entry in history),
            status=_attendant_label(statuses[status], gone, len(of_status)),
            text=Markup(", ").join(
                flagged(f"{country} ({_years(history, statuses, gone)})", _weakest(history))
                for country, history in of_status.items()
            ),
        )
        for (gone, status), of_status in sorted(
            groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


def _attendant_label(status: Status, gone: bool, number: int) -> str:
    label = status.label if number == 1 else status.plural
    return f"{f'former {label}' if gone else label} ({number})".capitalize()


def _years(history: list[Membership], statuses: dict[str, Status], gone: bool) -> str:
    """``2025; observer 2012``."""
    *before, last = history
    first = period(last.start, last.end) if gone else str(last.start.parts[0])
    return "; ".join(
        [first, *(f"{statuses[e.status].label} {e.start.parts[0]}" for e in reversed(before))]
    )


def _assessment(edition: OrganizationAt) -> list[RatingGroup]:
    judged = {(a.framework, a.criterion): a for a in edition.organization.assessments}
    return [
        group
        for framework in edition.frameworks
        for group in _rating_groups(framework, judged)
        if group.ratings
    ]


def _rating_groups(
    framework: Framework, judged: dict[tuple[str, str], Assessment]
) -> Iterable[RatingGroup]:
    for group in framework.groups:
        steps = {step.id: step for step in group.scale}
        ratings = []
        for criterion in group.criteria:
            if (entry := judged.get((framework.id, criterion.id))) is None:
                continue
            step = steps[entry.rating]
            ratings.append(
                Rating(
                    cite=entry.source,
                    criterion=criterion.id,
                    title=criterion.title,
                    question=criterion.question,
                    explanation=criterion.explanation,
                    label=step.label,
                    level=step.level,
                    top=max(s.level for s in group.scale),
                    confidence=entry.confidence,
                    reason=prose.inline(entry.reason),
                    holder=entry.holder,
                )
            )
        scale = [(s.label, s.meaning) for s in sorted(group.scale, key=lambda s: s.level)]
        yield RatingGroup(group.title, scale, ratings)


def holders_of(assessments: list[Assessment]) -> str:
    """Whose judgements these are, each with its year."""
    return join(sorted({f"{a.holder}, {_year(a.date)}" for a in assessments}))


def _year(value: PartialDate | date) -> str:
    return str(value.parts[0] if isinstance(value, PartialDate) else value.year)
