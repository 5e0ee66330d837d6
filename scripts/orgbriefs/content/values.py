"""What templates and figures are given: plain frozen values, and nothing that computes.

A field that a document may lack is ``None``, never an empty text, so that a template which
places it without asking fails instead of leaving a blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from orgbriefs.data.citations import Citation
from orgbriefs.data.dates import PartialDate
from orgbriefs.language.values import Amount, CountryName, Interval, Message, Prose
from orgbriefs.language.writing import Direction


@dataclass(frozen=True, kw_only=True)
class NativeName:
    """A name in another language, by its BCP 47 tag."""

    language: str
    text: str
    direction: Direction


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country, with its names in its own languages."""

    code: str
    name: CountryName
    native: tuple[NativeName, ...]


@dataclass(frozen=True, kw_only=True)
class Status:
    """A kind of participation. ``article`` goes before the label in a sentence."""

    id: str
    label: str
    plural: str
    article: str | None
    #: How a country came to it, where ‘became a …’ will not do.
    change: str | None
    counts: bool


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A line of a table or list, with its sources."""

    sources: tuple[Citation, ...]
    #: Whether no source that was opened confirms it.
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class OrganizationName(Sourced):
    """A name that the organization bears or bore."""

    text: str
    abbreviation: str
    article: str | None
    native: tuple[NativeName, ...]
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class Seat(Sourced):
    """Where the permanent body sits."""

    city: str
    country: CountryName


@dataclass(frozen=True, kw_only=True)
class WorkingLanguage(Sourced):
    """A working language, by its BCP 47 tag."""

    language: str


@dataclass(frozen=True, kw_only=True)
class Head(Sourced):
    """A chief executive."""

    name: str
    office: str
    country: CountryName
    interval: Interval
    acting: bool


@dataclass(frozen=True, kw_only=True)
class Membership(Sourced):
    """A country's status for a time."""

    country: Country
    status: Status
    interval: Interval
    instrument: str | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Participant(Sourced):
    """A country that counts among the participants, or once did, in one line."""

    country: Country
    status: Status
    former: bool
    interval: Interval
    #: What it rests on, what is to be said of it, and what it was before.
    remarks: tuple[str | Message, ...]


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """The countries that came to a status in the same year, by the same way."""

    countries: tuple[CountryName, ...]
    #: Of the first of them: only its years are told.
    interval: Interval
    #: Earlier statuses, the latest first: label and year.
    earlier: tuple[tuple[str, PartialDate], ...]
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceGroup(Sourced):
    """The countries of one status, such as observers, those that came first ahead."""

    status: Status
    #: The status in the number that fits.
    label: str
    former: bool
    number: int
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, kw_only=True)
class StatusGroup:
    """The countries of one status on the edition's day."""

    status: Status
    #: The status in the number that fits.
    label: str
    number: int
    countries: tuple[CountryName, ...]


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many states took part from a day on."""

    day: date
    number: int


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A day on which the circle of participants changed."""

    day: date
    joined: tuple[CountryName, ...]
    left: tuple[CountryName, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """One participant's part of a whole, from 0 to 1."""

    country: CountryName
    share: float


@dataclass(frozen=True, kw_only=True)
class Weight(Sourced):
    """How one measure is spread among the participants in one year, the heaviest first."""

    #: ``population``, ``gdp`` or ``military_expenditure``.
    measure: str
    year: int
    total: Amount
    shares: tuple[Share, ...]
    largest: Share
    #: The Herfindahl-Hirschman index, from 1/n to 1.
    concentration: float
    #: Participants without a figure.
    missing: tuple[CountryName, ...]


@dataclass(frozen=True, kw_only=True)
class Party(Sourced):
    """What one country did about one instrument, and since when it is or was bound."""

    instrument: str
    country: CountryName
    signed: PartialDate | None
    ratified: PartialDate | None
    in_force: PartialDate | None
    denounced: PartialDate | None
    ended: PartialDate | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class TreatyRecord:
    """One country's part in an organization's instruments, in the order of their signature."""

    #: ISO 3166-1 alpha-2, in small letters.
    code: str
    country: CountryName
    parties: tuple[Party, ...]
    #: How many it denounced or left.
    left: int


@dataclass(frozen=True, kw_only=True)
class Instrument(Sourced):
    """A treaty or other text."""

    title: str
    kind: str
    signed: PartialDate
    place: str | None
    in_force: PartialDate | None
    ended: PartialDate | None
    registration: str | None
    note: str | None
    founding: bool
    #: By country; empty where the data do not say.
    parties: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True)
class Organ(Sourced):
    """A body."""

    name: str
    native: tuple[NativeName, ...]
    level: str
    seat: str | None
    since: PartialDate
    text: Prose


@dataclass(frozen=True, kw_only=True)
class Statement(Sourced):
    """An aim or a competence."""

    text: Prose


@dataclass(frozen=True, kw_only=True)
class Activity(Sourced):
    """Something the organization does or did."""

    name: str
    kind: str
    interval: Interval
    place: str | None
    text: Prose


@dataclass(frozen=True, kw_only=True)
class Event(Sourced):
    """A dated event."""

    date: PartialDate
    place: str | None
    text: Prose
    major: bool
    #: Why it is among the few that matter most.
    matters: Prose | None


@dataclass(frozen=True, kw_only=True)
class Relation(Sourced):
    """A relation with another organization or state."""

    partner: str
    text: Prose


@dataclass(frozen=True, kw_only=True)
class WatchItem(Sourced):
    """Something that lies ahead: what, when, by which sign it shows, and why it matters."""

    matter: Prose
    date: PartialDate
    sign: Prose
    why: Prose


@dataclass(frozen=True, kw_only=True)
class ScaleStep:
    """A step of a rating scale."""

    id: str
    label: str
    meaning: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One question of a framework."""

    id: str
    title: str
    question: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class CriterionGroup:
    """Criteria that share a scale, from the lowest step."""

    id: str
    title: str
    scale: tuple[ScaleStep, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """An analytical framework."""

    id: str
    name: str
    description: str
    groups: tuple[CriterionGroup, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Whose judgements these are, and of which year."""

    name: str
    date: PartialDate


@dataclass(frozen=True, kw_only=True)
class Rating(Sourced):
    """A judgement on one criterion."""

    framework: str
    criterion: Criterion
    step: ScaleStep
    #: The highest level of the scale.
    top: int
    confidence: str
    reason: Prose
    holder: Holder


@dataclass(frozen=True, kw_only=True)
class RatingGroup:
    """The judgements on criteria that share a scale."""

    id: str
    title: str
    scale: tuple[ScaleStep, ...]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One criterion, with each organization's judgement, ``None`` where it is not assessed."""

    criterion: Criterion
    ratings: tuple[Rating | None, ...]


@dataclass(frozen=True, kw_only=True)
class RatingMatrix:
    """The judgements on several organizations side by side."""

    framework: str
    abbreviations: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    #: Whose judgements they are, in words, each once.
    assessed_by: tuple[Message, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Organization:
    """Everything a template may place about one organization, as of one day."""

    id: str
    as_of: date
    colour: str
    name: OrganizationName
    #: What it is called in a sentence: ``the CIS``, ``GUAM``.
    short: Message
    former_names: tuple[OrganizationName, ...]
    founded: PartialDate
    #: Completed and begun calendar years since it was founded.
    age: int
    seats: tuple[Seat, ...]
    languages: tuple[WorkingLanguage, ...]
    head: Head | None
    heads: tuple[Head, ...]
    #: How many states take part.
    number: int
    #: Whether so many countries take part that a line or a bar for each would fill a page.
    crowded: bool
    members: tuple[CountryName, ...]
    groups: tuple[StatusGroup, ...]
    #: All entries, by country and time; and the statuses from the closest tie.
    membership: tuple[Membership, ...]
    statuses: tuple[Status, ...]
    participants: tuple[Participant, ...]
    #: The same in a line a status, for circles of many.
    participant_groups: tuple[AttendanceGroup, ...]
    attendants: tuple[AttendanceGroup, ...]
    #: The one instrument on which all participation rests, if it is one.
    basis: str | None
    counts: tuple[Count, ...]
    turns: tuple[Turn, ...]
    weights: tuple[Weight, ...]
    #: The weights in one line, for a panel.
    largest_member: Message | None
    instruments: tuple[Instrument, ...]
    #: Each country's part in them, those that left most of them first.
    treaty_records: tuple[TreatyRecord, ...]
    founding: Instrument | None
    organs: tuple[Organ, ...]
    aims: tuple[Statement, ...]
    competences: tuple[Statement, ...]
    activities: tuple[Activity, ...]
    activities_under_way: tuple[Activity, ...]
    events: tuple[Event, ...]
    major_events: tuple[Event, ...]
    #: The last ten of the major ones.
    latest_events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    frameworks: tuple[Framework, ...]
    ratings: tuple[RatingGroup, ...]
    rating_sources: tuple[Citation, ...]
    holders: tuple[Holder, ...]
    #: The holders in words; ``None`` where nothing is judged.
    assessed_by: Message | None
    #: What lies ahead, the nearest first.
    watch: tuple[WatchItem, ...]
    #: Passages for these readers, by section; ``None`` where there are none.
    texts: Mapping[str, Prose | None]
    #: The sources of the panel of key facts.
    key_fact_sources: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The comparative paper's own part."""

    title: str
    subtitle: str
    framework: Framework
    watch: tuple[WatchItem, ...]
    texts: Mapping[str, Prose | None]


@dataclass(frozen=True, kw_only=True)
class Caption:
    """What is said of a figure: the finding, what the picture shows, and a remark."""

    title: Message
    alt: Message
    note: Message | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure: its name, and what is said of it."""

    name: str
    caption: Caption


@dataclass(frozen=True, kw_only=True)
class Term:
    """A glossary term."""

    term: str
    text: Prose
    sources: tuple[Citation, ...]
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class Abbreviation:
    """What an abbreviation stands for."""

    short: str
    long: str


@dataclass(frozen=True, kw_only=True)
class WeightColumn:
    """A column of the table of weights: a measure, and its year where it is the same for all."""

    measure: str
    year: int | None
    missing: tuple[CountryName, ...]


@dataclass(frozen=True, kw_only=True)
class WeightRow:
    """An organization's weights, one for each column, ``None`` where there are no figures."""

    abbreviation: str
    cells: tuple[Weight | None, ...]


@dataclass(frozen=True, kw_only=True)
class WeightTable:
    """Who carries how much weight in each organization, side by side."""

    columns: tuple[WeightColumn, ...]
    rows: tuple[WeightRow, ...]
    #: What is not known: ``military spending of Tajikistan``.
    missing: tuple[Message, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: when it came, and what it was, with its sources."""

    when: PartialDate | Interval | Message
    sentence: Message
    sources: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class TurningPoint(Sourced):
    """An event that the editors count among the few that matter most, and why."""

    organization: str
    date: PartialDate
    text: Prose
    why: Prose


@dataclass(frozen=True, kw_only=True)
class ChangeGroup:
    """Changes of one sort: ``name``, ``membership``, ``heads``, ``instruments`` …."""

    id: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class RatingChange(Sourced):
    """A criterion judged anew."""

    criterion: str
    before: str | None
    after: str
    differs: bool
    reason: Prose


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed in an organization since an earlier edition."""

    since: date
    #: Whether the organization did not exist then.
    is_new: bool
    number_before: int | None
    number_after: int
    joined: tuple[CountryName, ...]
    left: tuple[CountryName, ...]
    in_short: tuple[Message, ...]
    groups: tuple[ChangeGroup, ...]
    ratings: tuple[RatingChange, ...]
    #: Whose judgements they were, and are, in words.
    assessed_before: Message | None
    assessed_after: Message | None


@dataclass(frozen=True, kw_only=True)
class Audience:
    """The readers, and how they are addressed."""

    id: str
    title: str
    notes: str
    marking: str | None
    explain_terms: bool


@dataclass(frozen=True, kw_only=True)
class House:
    """The publisher, as printed."""

    publisher: str
    #: A picture of the editors' own that stands for the name.
    logo: str | None
    series: str
    issn: str | None
    author: str
    editors: tuple[str, ...]
    contact: str
    address: str | None
    review: str | None
    licence: str
    licence_url: str
    disclaimer: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition: its name, and the day of its facts."""

    id: str
    as_of: date
    published: PartialDate | None


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a document is known by: all of it may be missing."""

    number: str | None
    doi: str | None
    #: Where it can be read once it is published, and the same without what goes without saying.
    address: str | None
    short_address: str | None


@dataclass(frozen=True, kw_only=True)
class Sibling:
    """A document beside this one: in another format, or another kind on the same subject."""

    kind: str
    format: str
    #: Its file's name, in the same folder.
    name: str


@dataclass(frozen=True, kw_only=True)
class Swatch:
    """A colour token: its value, and its contrast with the paper."""

    name: str
    value: str
    contrast: float


@dataclass(frozen=True, kw_only=True)
class Document:
    """Everything a template may place."""

    kind: str
    title: str
    language: str
    edition: Edition
    audience: Audience
    house: House
    imprint: Imprint
    siblings: tuple[Sibling, ...]
    #: What it is about: one organization, or the comparison of several.
    organization: Organization | None
    organizations: tuple[Organization, ...]
    comparison: Comparison | None
    glossary: tuple[Term, ...]
    #: Of the organizations, and of what else the comparison may name, in alphabetical order.
    abbreviations: tuple[Abbreviation, ...]
    figures: Mapping[str, Figure]
    #: The names of the figures that show the organizations side by side.
    comparative_figures: tuple[str, ...]
    #: Abbreviations of organizations of the comparison that did not exist yet.
    absent: tuple[str, ...]
    weights: WeightTable | None
    matrix: RatingMatrix | None
    #: Of all that figures show of who takes part.
    membership_sources: tuple[Citation, ...]
    rating_sources: tuple[Citation, ...]
    #: An earlier edition, and what changed since, by organization; empty where there is none.
    since: Edition | None
    changes: Mapping[str, Changes]
    #: What mattered most since, of all organizations, in order of time.
    turning_points: tuple[TurningPoint, ...]
    draft: bool
    swatches: tuple[Swatch, ...]
