"""The documents as the site shows them: all formats of one are one *paper*; what is beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.content.card import Card, CardOrganization
from orgbriefs.site.reading import Section

#: The format that is read first for words and sections, and that whose first page is the cover.
READ_FIRST = ("html", "pdf", "print.pdf", "docx", "md")
#: In the order in which they are offered.
FORMATS = ("pdf", "html", "docx", "md", "print.pdf")


@dataclass(frozen=True, kw_only=True)
class File:
    """A paper in one format."""

    format: str
    #: Relative to the folder ``out/``; and the same for links.
    path: str
    address: str
    pages: int | None
    bytes: int
    sha256: str
    #: Whether it carries its facts.
    has_facts: bool


@dataclass(frozen=True, kw_only=True)
class Key:
    """What tells one paper from all others."""

    edition: str
    audience: str
    kind: str
    #: An organization's id; ``None`` for the comparison.
    subject: str | None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document in all its formats."""

    key: Key
    #: The folder of its page, relative to ``out/``; and the same for links.
    folder: str
    address: str
    basename: str
    card: Card
    as_of: date
    language: str
    files: tuple[File, ...]

    def file(self, *formats: str) -> File | None:
        """The file of the first of these formats that there is."""
        found = {file.format: file for file in self.files}
        return next((found[name] for name in formats if name in found), None)

    @property
    def cover(self) -> File | None:
        """The PDF whose first page is its cover."""
        return self.file("pdf", "print.pdf")

    @property
    def carrier(self) -> File | None:
        """The file that carries its facts."""
        return next((file for file in self.files if file.has_facts), None)

    @property
    def organizations(self) -> Sequence[str]:
        """The ids of the organizations that it is about."""
        return [organization.id for organization in self.card.organizations]


def papers_of(records: Iterable[DocumentRecord]) -> list[Paper]:
    """The papers of the manifest's records, in order of their paths."""
    groups: dict[str, list[DocumentRecord]] = {}
    for record in records:
        groups.setdefault(_stem(record), []).append(record)
    return [_paper(stem, group) for stem, group in sorted(groups.items())]


def _stem(record: DocumentRecord) -> str:
    return record.path.removeprefix("out/").removesuffix(f".{record.format}")


def _paper(stem: str, records: Sequence[DocumentRecord]) -> Paper:
    first = min(records, key=lambda record: READ_FIRST.index(record.format))
    return Paper(
        key=Key(
            edition=first.edition,
            audience=first.audience,
            kind=first.kind,
            subject=first.organization,
        ),
        folder=stem,
        address=quote(stem),
        basename=stem.rpartition("/")[2],
        card=_card(first),
        as_of=date.fromisoformat(first.as_of),
        language=first.language,
        files=tuple(_file(record) for record in _in_order(records)),
    )


def _in_order(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    return sorted(records, key=lambda record: FORMATS.index(record.format))


def _file(record: DocumentRecord) -> File:
    path = record.path.removeprefix("out/")
    return File(
        format=record.format,
        path=path,
        address=quote(path),
        pages=record.pages,
        bytes=record.bytes,
        sha256=record.sha256,
        has_facts=record.facts is not None,
    )


def _card(record: DocumentRecord) -> Card:
    given: Mapping[str, Any] = record.card or {"title": record.title}
    organizations = tuple(CardOrganization(**o) for o in given.get("organizations", ()))
    changes = tuple((name, words) for name, words in given.get("changes", ()))
    return Card(**{**given, "organizations": organizations, "changes": changes})


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A line of a paper's list of contents, with its place in web page and PDF."""

    title: str
    web: str | None
    pdf: str | None
    page: int | None


def contents_of(
    paper: Paper, web: Sequence[Section], pdf: Sequence[Section]
) -> tuple[Contents, ...]:
    """The list of contents: that of the web page, or where there is none, that of the PDF."""
    page_of: dict[str, int] = {}
    for section in pdf:
        if section.page is not None:
            page_of.setdefault(_plain(section.title), section.page)
    in_web, in_pdf = paper.file("html"), paper.file("pdf", "print.pdf")
    found = []
    for section in web or pdf:
        page = page_of.get(_plain(section.title))
        found.append(
            Contents(
                title=section.title,
                web=f"{in_web.address}#{quote(section.anchor)}"
                if in_web is not None and section.anchor is not None
                else None,
                pdf=f"{in_pdf.address}#page={page}" if in_pdf is not None and page else None,
                page=page,
            )
        )
    return tuple(found)


def _plain(title: str) -> str:
    return "".join(title.split()).casefold()


class Shelf:
    """All papers, and how they stand to each other."""

    def __init__(self, papers: Sequence[Paper], editions: Sequence[str]) -> None:
        """Put them in order.

        Args:
            papers: all that are published.
            editions: the ids of the editions, the latest first.
        """
        self.papers, self.editions = papers, editions
        self._by_key = {paper.key: paper for paper in papers}

    def same_in_other_editions(self, paper: Paper) -> list[Paper]:
        """The same paper in other editions, the latest first."""
        return self._like(paper, "edition", self.editions)

    def same_for_others(self, paper: Paper) -> list[Paper]:
        """The same paper for other audiences."""
        return self._like(paper, "audience", sorted({p.key.audience for p in self.papers}))

    def related(self, paper: Paper) -> list[Paper]:
        """Other kinds on the same subject, and what is about all or one of its organizations."""
        key = paper.key
        return [
            other
            for other in self.papers
            if other is not paper
            and (other.key.edition, other.key.audience) == (key.edition, key.audience)
            and other.key.kind != key.kind
            and (other.key.subject in (key.subject, None) or key.subject is None)
            and set(other.organizations) & set(paper.organizations)
        ]

    def of(self, *, edition: str | None = None, organization: str | None = None) -> list[Paper]:
        """The papers of an edition, or about an organization."""
        return [
            paper
            for paper in self.papers
            if edition in (None, paper.key.edition)
            and (organization is None or organization in paper.organizations)
        ]

    def _like(self, paper: Paper, what: str, values: Iterable[str]) -> list[Paper]:
        given = {name: getattr(paper.key, name) for name in Key.__dataclass_fields__}
        keys = (Key(**{**given, what: value}) for value in values)
        found = (self._by_key.get(key) for key in keys)
        return [other for other in found if other is not None and other is not paper]
