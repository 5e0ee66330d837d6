"""The plan of a project: what is to be made, from what, and where it goes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from orgbriefs.atlas import making
from orgbriefs.config import CERTIFICATE_PASSPHRASE
from orgbriefs.design import faces, fonts
from orgbriefs.language.loading import load_language
from orgbriefs.plan.bundles import Bundle, bundles_of
from orgbriefs.plan.dependencies import Dependencies
from orgbriefs.plan.documents import Documents
from orgbriefs.plan.editions import Editions
from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE, Folders
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, digest_of
from orgbriefs.problems import InputError, Place, Problem, near
from orgbriefs.project import Project
from orgbriefs.request import DocumentId, Request


def compiled_templates(project: Project) -> Path | None:
    """Where a project's templates are kept as they run; ``None`` where that cannot be."""
    try:
        folder = Plan(project).dependencies.compiled
        folder.mkdir(parents=True, exist_ok=True)
    except (InputError, OSError):
        return None
    return folder


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
        self.project, self.language = project, language
        self.audiences = project.audiences
        self.folders = Folders(project, project.config.variant, fonts.digest(), making.digest())
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

    @cached_property
    def bundles(self) -> Mapping[str, Bundle]:
        """The bundles of what is published, by the names of their files."""
        if self.folders.variant != "published":
            return {}
        return {bundle.name: bundle for bundle in bundles_of(self.documents, self.language)}

    def bundle(self, name: str) -> Bundle:
        """The bundle whose file has this name.

        Raises:
            InputError: when there is none, naming one that is near.
        """
        if name not in self.bundles:
            place = Place(self.folders.bundle(name), 0, 0)
            hint = near(name, self.bundles)
            raise InputError([Problem(place, "there is no such bundle", fix=hint)])
        return self.bundles[name]

    @property
    def signs(self) -> bool:
        """Whether a build signs PDFs: a certificate is named, and its passphrase is at hand."""
        named = self.project.config.signing.certificate is not None
        published = self.folders.variant == "published"
        return named and published and CERTIFICATE_PASSPHRASE in os.environ

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
        files = (self.folders.fonts / name for name in faces.FACES)
        return digest_of("\n".join(digests.of(path) for path in files))

    def make_fonts(self) -> None:
        """Make all font files, with their receipt."""
        for name in faces.FACES:
            fonts.make_font(name, self.folders.fonts / name)
        Receipt(
            product=self.folders.relative(self.folders.fonts),
            sha256=self.fonts_digest(Digests()),
            inputs=self.fonts_made_from,
        ).write(self.folders.receipt(self.folders.fonts))

    # Outlines of countries --------------------------------------------------------------------

    @cached_property
    def outlines_made_from(self) -> Inputs:
        """What the outlines of countries are made from."""
        return Inputs(given={"recipes": self.folders.outlines_digest}, software={})

    def outlines_digest(self, digests: Digests) -> str:
        """The digest of the outlines as they lie there."""
        files = (self.folders.outlines / name for name in making.LEVELS)
        return digest_of("\n".join(digests.of(path) for path in files))

    def make_outlines(self) -> None:
        """Make the outlines of countries, with their receipt."""
        making.make_outlines(self.folders.outlines)
        Receipt(
            product=self.folders.relative(self.folders.outlines),
            sha256=self.outlines_digest(Digests()),
            inputs=self.outlines_made_from,
        ).write(self.folders.receipt(self.folders.outlines))
