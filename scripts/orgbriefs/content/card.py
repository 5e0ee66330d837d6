"""What is said of a document elsewhere: in lists, and on the page that leads to it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from orgbriefs.content.values import Document, Organization
from orgbriefs.data.citations import without_citations
from orgbriefs.data.model import Reference
from orgbriefs.language.language import Language
from orgbriefs.language.values import Prose

_NOTE = re.compile(r"\^\[[^\]]*\]")


@dataclass(frozen=True, kw_only=True)
class CardOrganization:
    """An organization that a document is about, as of its day."""

    id: str
    name: str
    abbreviation: str
    colour: str
    founded: str
    #: How many states take part.
    number: int


@dataclass(frozen=True, kw_only=True)
class Card:
    """A document in brief, in its readers' words: plain values, which go into JSON and back."""

    title: str
    subtitle: str | None = None
    #: In Markdown, without citations and notes.
    abstract: str | None = None
    organizations: tuple[CardOrganization, ...] = ()
    number: str | None = None
    doi: str | None = None
    #: The earlier edition that it tells the changes from, and these, a line an organization.
    since: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    #: The last day on which its content can be seen to have changed: when one of its sources was
    #: opened, or that of its facts (ISO 8601).
    changed: str = ""
    #: The SHA-256 of all that it says in words: another one where these changed, and only there.
    content: str = ""


def card_of(document: Document, references: list[Reference], language: Language, said: str) -> Card:
    """The card of a document.

    Args:
        document: its content, for its own readers alone.
        references: the works that it may cite.
        language: of its words.
        said: all that it says, on one line.
    """
    comparison, one = document.comparison, document.organization
    about = comparison or one
    summary = about.texts.get("summary") if about is not None else None
    title, subtitle = document.title, comparison.subtitle if comparison is not None else None
    if document.kind == "changes" and document.since is not None:
        title = language.message("changes.title", title=title)
        days = {"since": document.since.as_of, "day": document.edition.as_of}
        subtitle = language.message("changes.subtitle", **days)
    return Card(
        title=title,
        subtitle=subtitle,
        abstract=_plain(summary) if summary is not None else None,
        organizations=tuple(_organization(o) for o in document.organizations),
        number=document.imprint.number,
        doi=document.imprint.doi,
        since=document.since.id if document.since is not None else None,
        changes=tuple(_changes(document, language)),
        changed=_changed(document, references).isoformat(),
        content=hashlib.sha256(said.encode()).hexdigest(),
    )


def _organization(organization: Organization) -> CardOrganization:
    return CardOrganization(
        id=organization.id,
        name=organization.name.text,
        abbreviation=organization.name.abbreviation,
        colour=organization.colour,
        founded=str(organization.founded),
        number=organization.number,
    )


def _changes(document: Document, language: Language) -> list[tuple[str, str]]:
    told = []
    for organization in document.organizations:
        changes = document.changes.get(organization.id)
        if changes is not None and changes.in_short:
            words = language.value(tuple(changes.in_short), "sentences")
            told.append((organization.name.abbreviation, _plain(Prose(markdown=words))))
    return told


def _changed(document: Document, references: list[Reference]) -> date:
    opened = [work.accessed.last for work in references if work.accessed is not None]
    published = document.edition.published
    return max([document.edition.as_of, *opened, *([published.last] if published else [])])


def _plain(prose: Prose) -> str:
    return _NOTE.sub("", without_citations(prose.markdown))
