"""What one document is made from, complete: whoever makes it asks nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orgbriefs.config import Audience, Edition, Format, House, Kind, Paper, Registered


@dataclass(frozen=True, kw_only=True)
class DocumentId:
    """One document. ``subject`` is an organization's id, or ``None`` for the comparison."""

    edition: str
    audience: str
    kind: Kind
    subject: str | None
    format: Format
    #: Its file's name, without the ending.
    basename: str
    #: The earlier edition that it compares with, if any.
    since: str | None

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.basename}.{self.format}"

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, for the screen or for a printing house."""
        return self.format in ("pdf", "print.pdf")


@dataclass(frozen=True, kw_only=True)
class Request:
    """A document to be made, with every setting and every file that shapes it."""

    document: DocumentId
    house: House
    registered: Registered
    #: What lies beside it on the same subject for the same readers: other formats, other kinds.
    siblings: tuple[DocumentId, ...]
    #: Where it can be read once it is published; ``None`` where the house gives no address.
    address: str | None
    #: A BCP 47 tag.
    language: str
    edition: Edition
    since: Edition | None
    audience: Audience
    #: The audience and those it inherits from.
    readers: tuple[str, ...]
    paper: Paper
    draft: bool
    #: Abbreviations of compared organizations that did not exist yet.
    absent: tuple[str, ...]
    #: Resolved editions: of the organizations in order, of the comparison, and of the earlier
    #: edition by organization.
    organizations: tuple[Path, ...]
    comparison: Path | None
    earlier: Mapping[str, Path]
    #: Where the editors' own files and the templates lie.
    data: Path
    templates: Path
    #: The document's style sheets, in order, but for those that every document has.
    styles: tuple[Path, ...]
    fonts: Path
    #: The folder of the outlines of countries.
    outlines: Path
    letterhead: Path | None
    #: Where templates are kept in the form in which they run, and what pandoc said.
    compiled: Path
    citations: Path
