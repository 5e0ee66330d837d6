"""Where everything lies that is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from orgbriefs.config import Variant
from orgbriefs.project import Project
from orgbriefs.request import DocumentId

#: Where the documents of each variant lie, below the folder for readers: a draft or a trial never
#: takes the place of what is published.
READERS: Mapping[Variant, str] = {"published": ".", "draft": "drafts", "trial": "trials"}
#: The reports on an edition, beside its documents.
PROVENANCE, COPY_FITTING = "provenance.md", "copy-fitting.md"
#: The folder of the bundles, beside the editions'.
BUNDLES = "bundles"


@dataclass(frozen=True)
class Folders:
    """The places of one variant of a project's documents, and of what is made on the way.

    *Receipts* say what a document was made from; *marks* are empty files that say that it is
    current: Snakemake's outputs.
    """

    project: Project
    variant: Variant
    #: What tells the font files apart: their recipes.
    fonts_digest: str
    #: What tells the outlines of countries apart: likewise.
    outlines_digest: str

    @cached_property
    def readers(self) -> Path:
        """Where readers find the documents."""
        return self.project.out / READERS[self.variant]

    @cached_property
    def work(self) -> Path:
        """Everything that is made on the way."""
        return self.project.work

    @cached_property
    def fonts(self) -> Path:
        """The font files; another recipe makes them elsewhere."""
        return self.work / "fonts" / self.fonts_digest[:16]

    @cached_property
    def outlines(self) -> Path:
        """The outlines of countries; another recipe makes them elsewhere."""
        return self.work / "outlines" / self.outlines_digest[:16]

    @property
    def compiled(self) -> Path:
        """Templates in the form in which they run."""
        return self.work / "templates"

    @property
    def citations(self) -> Path:
        """What pandoc said, by what it was asked."""
        return self.work / "citations"

    @cached_property
    def marks(self) -> Path:
        """The marks of all that is current."""
        return self.work / "current"

    @property
    def parcels(self) -> Path:
        """Products on their way, where machines share no folder."""
        return self.work / "parcels"

    @cached_property
    def editions(self) -> Path:
        """Organizations and the comparison, as of the days of the editions."""
        return self.work / "editions"

    @cached_property
    def receipts(self) -> Path:
        """The receipts of this variant's documents and reports."""
        return self.work / "receipts" / self.variant

    @cached_property
    def failures(self) -> Path:
        """Why documents and reports of this variant could not be made."""
        return self.work / "failed" / self.variant

    @property
    def settings(self) -> Path:
        """The settings that jobs are given."""
        return self.work / "settings"

    @property
    def logs(self) -> Path:
        """The steps' logs."""
        return self.work / "logs"

    @property
    def manifest(self) -> Path:
        """The list of all published documents."""
        return self.project.out / "manifest.json"

    @property
    def site_list(self) -> Path:
        """The list of all files of the site, by their paths below ``out/``."""
        return self.work / "site.json"

    @property
    def signed(self) -> Path:
        """Stands for all PDFs being signed; nothing lies there."""
        return self.work / "signed"

    @property
    def lock(self) -> Path:
        """Held by the build that is under way."""
        return self.work / "lock"

    def document(self, document: DocumentId) -> Path:
        """Where readers find a document."""
        return self.readers.joinpath(document.edition, document.audience, document.name)

    def report(self, edition: str, name: str) -> Path:
        """Where a report on an edition lies."""
        return self.readers / edition / name

    def bundle(self, name: str) -> Path:
        """Where a bundle lies."""
        return self.readers / BUNDLES / name

    def edition(self, edition: str, name: str) -> Path:
        """Where an organization, or the comparison, lies as of an edition's day."""
        return self.editions / edition / f"{name}.json"

    def receipt(self, product: Path) -> Path:
        """Where the receipt of a product lies: a document, a report, an edition, the fonts …."""
        if product.is_relative_to(self.work):
            return product.with_name(f"{product.name}.receipt")
        return self.receipts / f"{product.relative_to(self.readers).as_posix()}.json"

    def failure(self, product: Path) -> Path:
        """Where it stands why a document or a report could not be made."""
        return self.failures / f"{product.relative_to(self.readers).as_posix()}.txt"

    def mark(self, product: Path) -> Path:
        """The mark of a product, relative to the folder of marks."""
        if product.is_relative_to(self.work):
            return Path("made") / product.relative_to(self.work)
        return Path(self.variant) / product.relative_to(self.readers)

    def relative(self, path: Path) -> str:
        """A path as it is told: relative to the project."""
        return path.relative_to(self.project.root).as_posix()
