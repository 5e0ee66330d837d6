"""Sources, as the Citation Style Language describes them (CSL 1.0.2, appendices III and IV)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from orgbriefs.data.citations import KEY_PATTERN
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyValueError
from orgbriefs.data.model.record import Address, LanguageTag, Record, Text
from orgbriefs.data.source_dates import SourceDate

CitationKey = Annotated[
    str,
    Field(
        pattern=KEY_PATTERN,
        max_length=200,
        description="letters, digits and _, with single marks such as : . - between them",
    ),
]
#: What kind of source a work is, the fittest first: the text itself or its depositary; an
#: organization's or a government's own; an agency of record or scholarly work; other press; an
#: encyclopedia, or a page that repeats what stands elsewhere.
Rank = Literal["treaty", "official", "record", "press", "mirror"]

#: The variables that are not written as their fields are, with hyphens for the underscores.
_WRITTEN = {
    name.lower(): name
    for name in ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "archive_collection")
} | {"archive_location": "archive_location"}


def _alias(name: str) -> str:
    return _WRITTEN.get(name, name.replace("_", "-"))


class Contributor(Record):
    """An author, an editor or another who had a part in a source (CSL name)."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_alias)

    family: Text | None = None
    given: Text | None = None
    dropping_particle: Text | None = None
    non_dropping_particle: Text | None = None
    suffix: Text | None = None
    comma_suffix: bool | None = None
    static_ordering: bool | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Contributor:
        if (self.literal is None) == (self.family is None):
            raise FaultyValueError(
                "a name has either 'literal', or 'family' and 'given'",
                "write {family: …, given: …} of a person, {literal: …} of an organization",
            )
        return self


Names = Annotated[list[Contributor], Field(default_factory=list)]


class Reference(Record):
    """A source, with every variable that a style may print."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_alias)

    id: CitationKey
    type: Literal[
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
    title: Text
    rank: Rank | None = Field(default=None, description="how fit it is to bear a fact")

    author: Names
    chair: Names
    collection_editor: Names
    compiler: Names
    composer: Names
    container_author: Names
    contributor: Names
    curator: Names
    director: Names
    editor: Names
    editorial_director: Names
    editor_translator: Names
    executive_producer: Names
    guest: Names
    host: Names
    illustrator: Names
    interviewer: Names
    narrator: Names
    organizer: Names
    original_author: Names
    performer: Names
    producer: Names
    recipient: Names
    reviewed_author: Names
    script_writer: Names
    series_creator: Names
    translator: Names

    issued: SourceDate | None = None
    accessed: PartialDate | None = Field(default=None, description="the day it was opened")
    available_date: SourceDate | None = None
    event_date: SourceDate | None = None
    original_date: SourceDate | None = None
    submitted: SourceDate | None = None

    chapter_number: Text | None = None
    collection_number: Text | None = None
    edition: Text | None = None
    issue: Text | None = None
    number: Text | None = None
    number_of_pages: Text | None = None
    number_of_volumes: Text | None = None
    page: Text | None = None
    page_first: Text | None = None
    part_number: Text | None = None
    printing_number: Text | None = None
    section: Text | None = None
    supplement_number: Text | None = None
    version: Text | None = None
    volume: Text | None = None

    abstract: Text | None = None
    annote: Text | None = None
    archive: Text | None = None
    archive_collection: Text | None = None
    archive_location: Text | None = None
    archive_place: Text | None = None
    authority: Text | None = None
    call_number: Text | None = None
    collection_title: Text | None = None
    container_title: Text | None = None
    container_title_short: Text | None = None
    dimensions: Text | None = None
    division: Text | None = None
    doi: Text | None = None
    event_title: Text | None = None
    event_place: Text | None = None
    genre: Text | None = None
    isbn: Text | None = None
    issn: Text | None = None
    jurisdiction: Text | None = None
    keyword: Text | None = None
    language: LanguageTag | None = None
    license: Text | None = None
    medium: Text | None = None
    note: Text | None = None
    original_publisher: Text | None = None
    original_publisher_place: Text | None = None
    original_title: Text | None = None
    part_title: Text | None = None
    pmcid: Text | None = None
    pmid: Text | None = None
    publisher: Text | None = None
    publisher_place: Text | None = None
    references: Text | None = None
    reviewed_genre: Text | None = None
    reviewed_title: Text | None = None
    scale: Text | None = None
    source: Text | None = None
    status: Text | None = None
    title_short: Text | None = None
    url: Address | None = None
    volume_title: Text | None = None

    @field_validator("accessed", mode="before")
    @classmethod
    def _is_one_date(cls, value: Any) -> Any:
        """As exports have it, with its parts."""
        if not isinstance(value, dict | list):
            return value
        date = SourceDate.of(value)
        if date.start is None or date.end is not None:
            raise FaultyValueError("not the day on which it was opened", "write 2026-05-23")
        return date.start

    def csl(self) -> dict[str, Any]:
        """The work in CSL-JSON.

        What is kept in the data only is left out: the day a page was opened, since a reader is
        helped by the page's own date, and an edition as of a past day must not carry later ones;
        the editors' notes; and the rank.
        """
        work = self.model_dump(
            mode="json",
            by_alias=True,
            exclude_none=True,
            exclude={"rank", "accessed", "note", "annote"},
        )
        for name, value in self:
            if isinstance(value, SourceDate):
                work[_alias(name)] = value.csl()
        return {name: value for name, value in work.items() if value != []}


#: The names of all variables, as CSL writes them.
VARIABLES = frozenset(_alias(name) for name in Reference.model_fields)


class References(Record):
    """``data/sources.yaml``."""

    references: list[Reference]
