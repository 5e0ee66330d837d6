"""``catalogue.json``: all documents with all that the site says of them, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from orgbriefs.config import House
from orgbriefs.site.describing import MEDIA_TYPES, Description

#: It grows when what stands in the catalogue is called otherwise, or means something else; what is
#: added leaves it as it is.
VERSION = 1
#: The fields of a document and of a file; each has a message that explains it.
DOCUMENT_FIELDS = (
    "id",
    "page",
    "title",
    "subtitle",
    "abstract",
    "kind",
    "audience",
    "edition",
    "organizations",
    "language",
    "as_of",
    "published",
    "changed",
    "number",
    "doi",
    "files",
    "citation",
    "facts",
)
FILE_FIELDS = ("path", "format", "media_type", "pages", "bytes", "sha256")


def listing(described: Sequence[Description], house: House) -> bytes:
    """The catalogue; its fields are explained on the site's page ``data.html``."""
    content = {
        "version": VERSION,
        "publisher": house.publisher,
        "series": house.series,
        "issn": house.issn,
        "base_url": house.base_url,
        "licence": house.licence_url,
        "documents": [_document(one) for one in described],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _document(described: Description) -> Mapping[str, Any]:
    paper, card = described.paper, described.paper.card
    folder = paper.folder
    facts = ("facts.json", "facts.csv", "sources.csv") if paper.carrier is not None else ()
    return {
        "id": described.identifier,
        "page": f"{folder}/index.html",
        "title": described.title,
        "subtitle": card.subtitle,
        "abstract": described.abstract,
        "kind": paper.key.kind,
        "audience": paper.key.audience,
        "edition": paper.key.edition,
        "organizations": list(paper.organizations),
        "language": paper.language,
        "as_of": paper.as_of.isoformat(),
        "published": described.published,
        "changed": described.changed.isoformat(),
        "number": card.number,
        "doi": card.doi,
        "files": [
            {
                "path": file.path,
                "format": file.format,
                "media_type": MEDIA_TYPES[file.format],
                "pages": file.pages,
                "bytes": file.bytes,
                "sha256": file.sha256,
            }
            for file in paper.files
        ],
        "citation": [f"{folder}/citation.{ending}" for ending in ("bib", "ris", "json")],
        "facts": [f"{folder}/{name}" for name in facts],
    }
