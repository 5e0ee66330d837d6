"""What the catalogue says of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orgbriefs.render.protocol import Layout


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """A line of the manifest.

    ``pages`` is ``None`` for Word files, which have pages only once a word processor
    has laid them out, web pages and Markdown. ``facts`` is the name of the attachment or part
    that carries the document's facts, ``None`` where there is none.
    """

    #: Relative to the project.
    path: str
    kind: str
    organization: str | None
    audience: str
    edition: str
    as_of: str
    format: str
    language: str
    title: str
    pages: int | None
    bytes: int
    sha256: str
    facts: str | None
    #: How a PDF is laid out; for the report on layout, not for the manifest.
    layout: Mapping[str, Any] | None = None

    def line(self) -> dict[str, Any]:
        """What stands in the manifest."""
        line = asdict(self)
        del line["layout"]
        return line


def layout_values(layout: Layout | None) -> Mapping[str, Any] | None:
    """A layout as plain values, as a record carries it."""
    return asdict(layout) if layout is not None else None
