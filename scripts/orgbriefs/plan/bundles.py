"""Which bundles there are: what is handed out in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgbriefs.language.language import Language
from orgbriefs.plan.documents import COMPARISON, Documents, file_name
from orgbriefs.request import DocumentId


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Documents in one archive: an audience's of an edition, or all about an organization.

    What only the command line asks for is in none, nor what is withheld.
    """

    #: Its file's name.
    name: str
    documents: tuple[DocumentId, ...]
    #: Of an audience's bundle; else ``None``.
    edition: str | None = None
    audience: str | None = None
    #: Of an organization's bundle; else ``None``.
    organization: str | None = None


def bundles_of(documents: Documents, language: Language) -> Sequence[Bundle]:
    """The bundles of a project, in order of their names; ``language`` names the files."""
    written = [
        document
        for document in documents.all
        if not documents.is_on_request(document) and not documents.is_withheld(document)
    ]
    found = [*_of_audiences(documents, written, language), *_of_organizations(written, language)]
    return sorted(found, key=lambda bundle: bundle.name)


def _of_audiences(
    documents: Documents, written: Sequence[DocumentId], language: Language
) -> Iterator[Bundle]:
    for edition, audience in dict.fromkeys((d.edition, d.audience) for d in written):
        name = language.message(
            "file-name.bundle-of-audience",
            subject=documents.comparison_id or COMPARISON,
            audience=audience,
            edition=edition,
        )
        yield Bundle(
            name=f"{file_name(name)}.zip",
            documents=tuple(d for d in written if (d.edition, d.audience) == (edition, audience)),
            edition=edition,
            audience=audience,
        )


def _of_organizations(written: Sequence[DocumentId], language: Language) -> Iterator[Bundle]:
    for subject in sorted({d.subject for d in written if d.subject is not None}):
        name = language.message("file-name.bundle-of-organization", subject=subject)
        yield Bundle(
            name=f"{file_name(name)}.zip",
            documents=tuple(d for d in written if d.subject == subject),
            organization=subject,
        )
