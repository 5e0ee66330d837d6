"""The shape of every data file. Strict: a key that is not described here is an error.

Dates: ``from`` is the day something began, ``to`` the last day on which it held; see
:mod:`orgbriefs.data.dates` for months and years. Country codes are ISO 3166-1 alpha-2,
languages BCP 47. ``source`` names entries of ``sources.yaml``, each with an optional
locator after a comma: ``bailes2007, sec. IV``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyFieldError

Identifier = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        max_length=60,
        description="small letters, digits and hyphens, beginning with a letter",
    ),
]
CitationKey = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_:.-]*$",
        max_length=100,
        description="letters, digits and _ : . -, beginning with a letter or digit",
    ),
]
CountryCode = Annotated[
    str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, such as KZ")
]
LanguageTag = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="BCP 47, such as ru")
]
Year = Annotated[str, Field(pattern=r"^\d{4}$", description='a year in quotation marks: "2006"')]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Citations = Annotated[
    list[Text],
    BeforeValidator(_as_list),
    Field(min_length=1, description="keys of sources.yaml, each with an optional ', locator'"),
]
Confidence = Literal["verified", "unverified"]


class Record(BaseModel):
    """Base of all records: no unknown keys, no changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True
    )


#: Prose may name a year that lies ahead of its own date only where this says so.
Foreseen = Annotated[
    list[int],
    Field(
        default_factory=list,
        description="later years that the text may name, because they were planned for",
    ),
]


class Fact(Record):
    """A statement with its source."""

    source: Citations
    foresees: Foreseen
    confidence: Confidence = Field(
        default="verified",
        description="'unverified' when no source that was opened confirms it",
    )


class Period(Record):
    """Something that holds for a time. Without ``to`` it still holds."""

    start: PartialDate = Field(alias="from", description="the day, month or year it began")
    end: PartialDate | None = Field(
        default=None, alias="to", description="the last day, month or year in which it held"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end is not None and self.end.last < self.start.first:
            raise FaultyFieldError(
                f"the end is before the beginning ({self.start})",
                "to",
                self.end,
                "correct 'from:' or 'to:'",
            )
        return self


class Name(Period, Fact):
    """The name an organization bore for a time."""

    text: Text = Field(description="the full name in English")
    abbreviation: Text = Field(description="the usual abbreviation in English")
    article: bool = Field(
        default=True, description="whether 'the' goes before the abbreviation: the CIS, but GUAM"
    )
    native: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="the full name in other languages, by language tag"
    )


class Membership(Period, Fact):
    """One country's status in the organization for a time."""

    country: CountryCode
    status: Identifier = Field(description="an id of statuses.yaml")
    instrument: Identifier | None = Field(
        default=None, description="the id of the instrument of this organization it rests on"
    )
    note: Text | None = Field(default=None, description="a short remark, true from the beginning")


class Instrument(Fact):
    """A treaty, charter, protocol or other founding or later text."""

    id: Identifier
    title: Text
    native: dict[LanguageTag, Text] = Field(default_factory=dict)
    kind: Literal[
        "treaty", "charter", "agreement", "protocol", "convention", "declaration", "decision"
    ]
    signed: PartialDate
    place: Text | None = None
    in_force: PartialDate | None = Field(default=None, description="the day it entered into force")
    ended: PartialDate | None = None
    registration: Text | None = Field(default=None, description="depositary or UN registration")
    founding: bool = Field(default=False, description="whether the organization rests on it")
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Instrument:
        if self.in_force is not None and self.in_force.last < self.signed.first:
            raise FaultyFieldError(
                f"in force before it was signed ({self.signed})",
                "in_force",
                self.in_force,
                "correct 'signed:' or 'in_force:'",
            )
        return self


class Organ(Period, Fact):
    """A body of the organization."""

    name: Text
    native: dict[LanguageTag, Text] = Field(default_factory=dict)
    level: Literal["summit", "ministerial", "permanent", "parliamentary", "specialized"]
    seat: Text | None = None
    text: Text = Field(description="what it does, in one sentence")


class Seat(Period, Fact):
    """Where the organization's permanent body sits."""

    city: Text
    country: CountryCode


class WorkingLanguage(Period, Fact):
    """A language in which the organization works."""

    language: LanguageTag


class Head(Period, Fact):
    """The chief executive for a time."""

    name: Text
    office: Text
    country: CountryCode
    acting: bool = False


class Statement(Period, Fact):
    """An aim or a competence."""

    text: Text


class Activity(Period, Fact):
    """An operation, exercise, force, programme or agreement at work."""

    name: Text
    kind: Literal["operation", "exercise", "force", "programme", "institution"]
    place: Text | None = None
    text: Text


class Event(Fact):
    """Something that happened on a date."""

    date: PartialDate
    text: Text
    place: Text | None = None
    major: bool = Field(default=False, description="whether it belongs in a short list")


class Relation(Period, Fact):
    """A relation with another organization or state."""

    with_: Text = Field(alias="with", description="an organization's id, or a name")
    text: Text


class Assessment(Record):
    """One judgement by a named holder, of a date, on one criterion of a framework."""

    framework: Identifier
    criterion: Identifier
    holder: Text = Field(description="whose judgement it is")
    date: PartialDate = Field(description="the day to which the judgement holds")
    rating: Identifier = Field(description="a step of the criterion's scale")
    confidence: Literal["high", "medium", "low"]
    reason: Text
    source: Citations
    foresees: Foreseen


class Passage(Record):
    """Prose in Markdown, with citations as ``[@key, locator]``, for a time and for readers.

    A passage is dated by what it speaks of: it is printed in editions from ``from`` to ``to``,
    and names no year after that of its ``from`` but those it ``foresees``. Without ``from`` it
    must hold since the organization was founded.
    """

    text: Text
    start: PartialDate | None = Field(
        default=None, alias="from", description="the first day on which it may be printed"
    )
    end: PartialDate | None = Field(
        default=None, alias="to", description="the last day on which it may be printed"
    )
    foresees: Foreseen
    readers: list[Identifier] = Field(
        default_factory=list, alias="for", description="audiences; without it, all of them"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Passage:
        if self.start and self.end and self.end.last < self.start.first:
            raise FaultyFieldError(
                f"the end is before the beginning ({self.start})",
                "to",
                self.end,
                "correct 'from:' or 'to:'",
            )
        return self


Texts = dict[Identifier, list[Passage]]


class Organization(Record):
    """One organization: ``data/organizations/<id>.yaml``."""

    id: Identifier
    founded: PartialDate = Field(description="the first day on which documents speak of it")
    colour: str = Field(
        default="#44546a", pattern=r"^#[0-9a-f]{6}$", description="its colour in every figure"
    )
    names: list[Name] = Field(min_length=1)
    seats: list[Seat] = Field(default_factory=list)
    languages: list[WorkingLanguage] = Field(default_factory=list)
    heads: list[Head] = Field(default_factory=list)
    membership: list[Membership] = Field(min_length=1)
    instruments: list[Instrument] = Field(default_factory=list)
    organs: list[Organ] = Field(default_factory=list)
    aims: list[Statement] = Field(default_factory=list)
    competences: list[Statement] = Field(default_factory=list)
    activities: list[Activity] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    assessments: list[Assessment] = Field(default_factory=list)
    texts: Texts = Field(default_factory=dict)


class Figure(Fact):
    """A number for one year."""

    value: Annotated[float, Field(ge=0, description="a number, zero or more")]


class Country(Record):
    """One country of ``countries.yaml``."""

    code: CountryCode
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code")]
    name: Text
    native: dict[LanguageTag, Text]
    population: dict[Year, Figure] = Field(default_factory=dict, description="persons, by year")
    gdp: dict[Year, Figure] = Field(default_factory=dict, description="current US dollars, by year")
    military_expenditure: dict[Year, Figure] = Field(
        default_factory=dict, description="current US dollars, by year"
    )


class Countries(Record):
    """``data/countries.yaml``."""

    countries: list[Country]


class Status(Record):
    """A kind of participation, of ``statuses.yaml``."""

    id: Identifier
    label: Text = Field(description="as printed, in the singular")
    plural: Text
    change: Text | None = Field(
        default=None,
        description="how a country came to it, where 'became a …' will not do: stopped taking part",
    )
    counts: bool = Field(description="whether such countries count among the participating states")


class Statuses(Record):
    """``data/statuses.yaml``, from the closest tie to the loosest."""

    statuses: list[Status]


class ScaleStep(Record):
    """A step of a rating scale. ``level`` orders the steps from 0 upwards."""

    id: Identifier
    label: Text
    meaning: Text
    level: int = Field(ge=0, le=9)


class Criterion(Record):
    """One role or question of a framework."""

    id: Identifier
    title: Text
    question: Text
    explanation: Text


class CriterionGroup(Record):
    """Criteria that share a scale."""

    id: Identifier
    title: Text
    scale: list[ScaleStep] = Field(min_length=2)
    criteria: list[Criterion] = Field(min_length=1)


class Framework(Record):
    """An analytical framework: ``data/frameworks/<id>.yaml``."""

    id: Identifier
    name: Text
    description: Text
    source: Citations
    groups: list[CriterionGroup] = Field(min_length=1)


class GlossaryTerm(Fact):
    """A term explained."""

    id: Identifier
    term: Text
    text: Text


class Glossary(Record):
    """``data/glossary.yaml``."""

    terms: list[GlossaryTerm]


class Comparison(Record):
    """The comparative paper: ``data/comparison.yaml``."""

    id: Identifier = Field(description="begins the file names of the comparative documents")
    title: Text
    subtitle: Text
    framework: Identifier
    organizations: list[Identifier] = Field(min_length=1, description="in the order of the paper")
    texts: Texts


class Contributor(Record):
    """An author or editor of a source (CSL name)."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Contributor:
        if (self.literal is None) == (self.family is None):
            raise ValueError("a name has either 'literal', or 'family' and 'given'")
        return self


class Reference(Record):
    """A source, with the variables of the Citation Style Language (CSL 1.0.2)."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        populate_by_name=True,
        alias_generator=lambda name: {"url": "URL", "doi": "DOI", "isbn": "ISBN"}.get(
            name, name.replace("_", "-")
        ),
    )

    id: CitationKey
    type: Literal[
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "chapter",
        "dataset",
        "entry-encyclopedia",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "paper-conference",
        "post-weblog",
        "report",
        "speech",
        "thesis",
        "treaty",
        "webpage",
    ]
    title: Text
    author: list[Contributor] = Field(default_factory=list)
    editor: list[Contributor] = Field(default_factory=list)
    container_title: Text | None = None
    publisher: Text | None = None
    publisher_place: Text | None = None
    issued: PartialDate | None = None
    accessed: PartialDate | None = Field(default=None, description="the day it was opened")
    volume: Text | None = None
    issue: Text | None = None
    number: Text | None = None
    page: Text | None = None
    genre: Text | None = None
    language: LanguageTag | None = None
    note: Text | None = None
    url: Text | None = None
    doi: Text | None = None
    isbn: Text | None = None


class References(Record):
    """``data/sources.yaml``."""

    references: list[Reference]


def split_citation(citation: str) -> tuple[str, str | None]:
    """A ``source`` entry's key and locator: ``'bailes2007, sec. IV'`` -> both parts."""
    key, _, locator = citation.partition(",")
    return key.strip(), locator.strip() or None
