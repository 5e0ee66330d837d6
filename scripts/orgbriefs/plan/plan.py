"""The plan of a project: what is to be made, from what, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from orgbriefs.design import fonts
from orgbriefs.language.loading import load_language
from orgbriefs.plan.dependencies import Dependencies
from orgbriefs.plan.documents import Documents
from orgbriefs.plan.editions import Editions
from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE, Folders
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, digest_of
from orgbriefs.problems import InputError, Place, Problem, near
from orgbriefs.project import Project
from orgbriefs.request import DocumentId, Request


def compiled_templates(project: Project) -> Path | None:
    """Where builds of a project keep its templates as they run; ``None`` where none was made."""
    try:
        folder = Plan(project).dependencies.compiled
    except InputError:
        return None
    return folder if folder.is_dir() else None


class Plan:
    """What a project's configuration and data ask for.

    Raises:
        InputError: when configuration, audiences or the language are faulty.
    """

    def __init__(self, project: Project) -> None:
        """Look at a project.

        Args:
            project: the project, with its settings.
        """
        language = load_language(project.config.language, project.templates)
        self.project = project
        self.audiences = project.audiences
        self.folders = Folders(project, project.config.variant, fonts.digest())
        self.documents = Documents(project, language)
        self.dependencies = Dependencies(project, self.documents, self.folders, language)
        self.editions = Editions(project, self.documents, self.dependencies, self.folders)

    def request(self, document: DocumentId) -> Request:
        """All that is needed to make a document."""
        return self.dependencies.request(document)

    def document(self, edition: str, audience: str, name: str) -> DocumentId:
        """The document whose file has this name.

        Raises:
            InputError: when there is none, naming one that is near.
        """
        found = self.documents.find(edition, audience, name)
        if found is None:
            path = self.folders.readers / edition / audience / name
            raise self.unknown(self.folders.relative(path))
        return found

    def unknown(self, path: str) -> InputError:
        """What to say of a document that does not exist, by its path."""
        known = [self.relative(d) for d in (*self.documents.all, *self.documents.specimens)]
        name = path.rpartition("/")[2]
        folder = [k for k in known if k.rpartition("/")[2] == name]
        hint = f"did you mean '{folder[0]}'?" if folder else near(path, known)
        return InputError([Problem(Place(Path(path), 0, 0), "there is no such document", fix=hint)])

    def relative(self, document: DocumentId) -> str:
        """A document's path as it is told: relative to the project."""
        return self.folders.relative(self.folders.document(document))

    # Products ---------------------------------------------------------------------------------

    @property
    def reports(self) -> Iterator[Path]:
        """The reports on all editions."""
        for edition in self.documents.editions:
            yield self.folders.report(edition, PROVENANCE)
            yield self.folders.report(edition, COPY_FITTING)

    def laid_out(self, edition: str) -> Iterator[DocumentId]:
        """The documents of an edition whose pages the report on copy-fitting counts."""
        return (d for d in self.documents.all if d.edition == edition and d.is_pdf)

    def receipt_of(self, document: DocumentId) -> Receipt | None:
        """A document's receipt, true or not."""
        return Receipt.read(self.folders.receipt(self.folders.document(document)))

    def is_made(self, document: DocumentId) -> bool:
        """Whether a document is there, made from what its editions, resolved, and its files say."""
        receipt, digests = self.receipt_of(document), Digests()
        if receipt is None:
            return False
        shown = self.dependencies.editions(document)
        resolved = {key: digests.of(self.folders.edition(*key)) for key in shown}
        inputs = self.dependencies.of_document(document, digests, resolved)
        return not receipt.why_untrue(inputs, digests.of(self.folders.document(document)))

    # Fonts ------------------------------------------------------------------------------------

    @cached_property
    def fonts_made_from(self) -> Inputs:
        """What the font files are made from."""
        return Inputs(given={"recipes": self.folders.fonts_digest}, software={})

    def fonts_digest(self, digests: Digests) -> str:
        """The digest of the font files as they lie there."""
        files = (self.folders.fonts / name for name in fonts.FONTS)
        return digest_of("\n".join(digests.of(path) for path in files))

    def make_fonts(self) -> None:
        """Make all font files, with their receipt."""
        for name in fonts.FONTS:
            fonts.make_font(name, self.folders.fonts / name)
        Receipt(
            product=self.folders.relative(self.folders.fonts),
            sha256=self.fonts_digest(Digests()),
            inputs=self.fonts_made_from,
        ).write(self.folders.receipt(self.folders.fonts))
