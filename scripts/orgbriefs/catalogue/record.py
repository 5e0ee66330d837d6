"""What the catalogue says of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orgbriefs.render.protocol import Layout


#: What the manifest does not say.
_APART = ("layout", "card", "signed")


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
    #: The picture that networks show for a link to it, which lies beside it.
    picture: str | None = None
    #: How a PDF is laid out; for the report on layout, not for the manifest.
    layout: Mapping[str, Any] | None = None
    #: The document in brief (:class:`orgbriefs.content.card.Card`); for the site.
    card: Mapping[str, Any] | None = None
    #: Whether the publisher signed it after it was made; the file says so itself.
    signed: bool = False

    def line(self) -> dict[str, Any]:
        """What stands in the manifest."""
        return {name: value for name, value in vars(self).items() if name not in _APART}


def layout_values(layout: Layout | None) -> Mapping[str, Any] | None:
    """A layout as plain values, as a record carries it."""
    return asdict(layout) if layout is not None else None
