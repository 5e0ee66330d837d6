"""What the site's templates are given: plain frozen values, as those of documents are.

Every ``address`` is relative to the folder ``out/``, fit for a link; a template puts ``root``
before it, the way from its page to that folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from orgbriefs.content.values import House
from orgbriefs.data.dates import PartialDate
from orgbriefs.language.values import Prose
from orgbriefs.site.papers import Contents


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a reader can choose by: an organization, an audience, an edition, a language."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What machines are told of a page: the name of an element of metadata, and its value."""

    name: str
    content: str


@dataclass(frozen=True, kw_only=True)
class FileLink:
    """A paper in one format."""

    format: str
    address: str
    pages: int | None
    kilobytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PaperLink:
    """A paper in a list."""

    #: Its place among all papers, counted from 0: what the search index calls it.
    index: int
    #: Of its own page.
    address: str
    title: str
    subtitle: str | None
    kind: str
    audience: Choice
    edition: Choice
    as_of: date
    published: PartialDate | None
    language: str
    #: The ids of what it is about and of its formats, with spaces between them.
    about: str
    formats: str
    files: tuple[FileLink, ...]
    #: Its first page as a picture.
    cover: str | None
    abstract: Prose | None


@dataclass(frozen=True, kw_only=True)
class PaperSet:
    """A paper as it is written for each of its audiences."""

    title: str
    subtitle: str | None
    kind: str
    #: The first page of the first that has one, as a picture.
    cover: str | None
    papers: tuple[PaperLink, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Papers under a heading: of a kind, of an edition."""

    id: str
    label: str
    number: int
    sets: tuple[PaperSet, ...]


@dataclass(frozen=True, kw_only=True)
class EditionPage:
    """An edition: its page, its day, its papers by kind."""

    id: str
    address: str
    as_of: date
    published: PartialDate | None
    groups: tuple[Group, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class OrganizationPage:
    """An organization: its page, what it is in the latest edition, its papers by edition."""

    id: str
    address: str
    name: str
    abbreviation: str
    founded: PartialDate
    #: How many states take part, as of which day.
    number: int
    as_of: date
    editions: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """What changed in one organization."""

    organization: str
    text: Prose


@dataclass(frozen=True, kw_only=True)
class Landing:
    """The page of a paper."""

    paper: PaperLink
    number: str | None
    doi: str | None
    #: Its absolute address, where the house has one.
    location: str | None
    contents: tuple[Contents, ...]
    #: The day of the edition that it tells the changes from, where that is known.
    since: date | None
    changes: tuple[ChangeLine, ...]
    other_editions: tuple[PaperLink, ...]
    other_audiences: tuple[PaperLink, ...]
    related: tuple[PaperLink, ...]
    #: The last day on which its content is known to have changed.
    changed: date
    #: Whether its facts and sources lie beside its page.
    has_facts: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has, as ``site``."""

    house: House
    language: str
    #: The path of the page below ``out/``.
    path: str
    #: The way to the folder ``out/``: ``../../``.
    root: str
    #: What machines are told of the page: schema.org as JSON-LD, Dublin Core by name.
    structured: Markup | None
    described: tuple[Told, ...]
    #: Absolute address of the page, where the house has one.
    location: str | None


@dataclass(frozen=True, kw_only=True)
class Site(Page):
    """What the pages have, as ``site``, that are about all papers, or those of an edition.

    Those of one paper or organization have it not: they are filled in only when what they say of
    it changes, however many there are.
    """

    editions: tuple[EditionPage, ...]
    organizations: tuple[OrganizationPage, ...]
    audiences: tuple[Choice, ...]
    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    languages: tuple[str, ...]
