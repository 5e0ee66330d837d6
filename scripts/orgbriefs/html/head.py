"""What a document says of itself: its metadata, and the head of its page."""

from __future__ import annotations

from lxml.html import HtmlElement, builder

from orgbriefs.content.values import Document
from orgbriefs.html.composed import Metadata
from orgbriefs.language.language import Language

_SUBJECTS = ("metadata.subject.organizations", "metadata.subject.security")


def metadata_of(document: Document, language: Language, identifier: str) -> Metadata:
    """What is said of a document in the words of its language."""
    kind = language.message(f"kind.{document.kind}")
    marking = document.audience.marking
    return Metadata(
        title=language.message("metadata.title", title=document.title, kind=kind),
        heading=document.title,
        masthead=language.message(
            "masthead",
            series=document.house.series,
            kind=kind,
            audience=document.audience.title,
        ),
        author=document.house.author,
        description=language.message(
            "metadata.description",
            kind=kind,
            audience=document.audience.title,
            day=document.edition.as_of,
        ),
        keywords=(
            *(organization.name.abbreviation for organization in document.organizations),
            *(language.message(subject) for subject in _SUBJECTS),
        ),
        language=language.tag,
        as_of=document.edition.as_of,
        running_header=language.message(
            "running-header.draft" if document.draft else "running-header",
            series=document.house.series,
            kind=kind,
            title=document.title,
        ),
        running_footer=language.message(
            "running-footer" if marking is None else "running-footer.marked",
            publisher=document.house.publisher,
            day=document.edition.as_of,
            **({} if marking is None else {"marking": marking}),
        ),
        identifier=identifier,
        address=document.imprint.address,
    )


def write_head(root: HtmlElement, metadata: Metadata, separator: str) -> None:
    """Fill in the head of a page, before what its template put there.

    Args:
        root: the page.
        metadata: what is said of it.
        separator: what stands between keywords.
    """
    root.set("lang", metadata.language)
    head = root.find("head")
    if head is None:
        head = builder.HEAD()
        root.insert(0, head)
    lines = [
        builder.META(charset="utf-8"),
        builder.TITLE(metadata.title),
        builder.META(name="author", content=metadata.author),
        builder.META(name="description", content=metadata.description),
        builder.META(name="keywords", content=separator.join(metadata.keywords)),
        builder.META(name="dcterms.valid", content=metadata.as_of.isoformat()),
    ]
    for position, line in enumerate(lines):
        line.tail = "\n"
        head.insert(position, line)
