"""Sources, as the Citation Style Language describes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from orgbriefs.data.citations import KEY_PATTERN
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model.record import LanguageTag, Record, Text

CitationKey = Annotated[
    str,
    Field(
        pattern=KEY_PATTERN,
        max_length=100,
        description="letters, digits and _, with single marks such as : . - between them",
    ),
]


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
