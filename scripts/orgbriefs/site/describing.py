"""What is told of a paper to machines, each thing once; the formats are in modules of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from orgbriefs.language.values import Prose
from orgbriefs.site.library import Library
from orgbriefs.site.papers import Paper
from orgbriefs.site.revisions import changed_on

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "print.pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
}


@dataclass(frozen=True, kw_only=True)
class Description:
    """A paper, as machines are told of it."""

    paper: Paper
    #: A URI that stays: its DOI, its address, or where it has neither a name made of its path.
    identifier: str
    #: Its absolute address, where the house has one.
    location: str | None
    title: str
    genre: str
    abstract: str | None
    audience: str
    keywords: tuple[str, ...]
    creator: str
    publisher: str
    series: str
    licence: str
    #: The day of publication, as exactly as it is known (ISO 8601).
    published: str | None
    #: The day on which it was noted to have been published first; ``None`` where nobody did.
    appeared: date | None
    changed: date


def describe(paper: Paper, library: Library) -> Description:
    """The description of a paper."""
    house, card = library.config.house, paper.card
    location = library.location(f"{paper.address}/index.html")
    if card.doi is not None:
        identifier = f"https://doi.org/{card.doi}"
    else:
        identifier = location or name_of(paper.folder, library)
    published = library.citation(paper).published
    noted = library.revisions.get(paper.folder)
    return Description(
        paper=paper,
        identifier=identifier,
        location=location,
        title=card.title,
        genre=library.genre(paper),
        abstract=library.plain(Prose(markdown=card.abstract)) if card.abstract else None,
        audience=library.audience_title(paper.key.audience),
        keywords=tuple(o.name for o in card.organizations),
        creator=house.author,
        publisher=house.publisher,
        series=house.series,
        licence=house.licence_url,
        published=str(published) if published is not None else None,
        appeared=noted.appeared if noted is not None else None,
        changed=changed_on(paper, library.revisions),
    )


def name_of(path: str, library: Library) -> str:
    """A URI for what has no address: a name made of publisher, series and path (RFC 9562, 5.5)."""
    house = library.config.house
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join((house.publisher, house.series, path)))}"
