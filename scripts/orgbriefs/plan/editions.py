"""Organizations and the comparison as of the days of the editions, resolved on the way.

What is stale is resolved before the build begins: where an editor changed something but no fact,
nothing that shows it is made again; and all of them together read what they share once. What cannot
be resolved is left to the step that resolves it, and that says why.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from orgbriefs.plan.dependencies import Dependencies, EditionKey
from orgbriefs.plan.documents import COMPARISON, Documents
from orgbriefs.plan.folders import Folders
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, digest_of
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.storage import write_whole

if TYPE_CHECKING:
    from orgbriefs.data.library import Library


class Editions:
    """The resolved editions of a project."""

    def __init__(
        self, project: Project, documents: Documents, dependencies: Dependencies, folders: Folders
    ) -> None:
        self._project, self._documents = project, documents
        self._dependencies, self._folders = dependencies, folders

    @property
    def all(self) -> Sequence[EditionKey]:
        """All that documents may show."""
        return [
            (edition, name)
            for edition in self._documents.editions
            for name in (*self._documents.organizations_at(edition), COMPARISON)
        ]

    def current(self, digests: Digests, *, renew: bool) -> Mapping[EditionKey, str]:
        """The digests of those that hold what the editors' files say now.

        Args:
            digests: reads files.
            renew: whether what was resolved anew is written.
        """
        found: dict[EditionKey, str] = {}
        stale: dict[EditionKey, Inputs] = {}
        for key in self.all:
            path = self._folders.edition(*key)
            inputs = self._dependencies.of_edition(*key, digests)
            receipt = Receipt.read(self._folders.receipt(path))
            if receipt is None:
                if renew:
                    stale[key] = inputs
                continue
            digest = digests.of(path)
            if receipt.why_untrue(inputs, digest):
                stale[key] = inputs
            else:
                found[key] = digest
        for key, text in self._resolved(stale).items():
            found[key] = digest_of(text)
            if renew:
                self._write(key, text, stale[key])
        return found

    def resolve(self, edition: str, name: str) -> None:
        """Resolve an organization, or the comparison, and write it, with its receipt.

        Raises:
            InputError: with every fault of the data it is resolved from.
        """
        inputs = self._dependencies.of_edition(edition, name, Digests())
        library = self._project.library([] if name == COMPARISON else [name])
        self._write((edition, name), _text(library, name, self._day(edition)), inputs)

    def _write(self, key: EditionKey, text: str, inputs: Inputs) -> None:
        path = self._folders.edition(*key)
        write_whole(path, text, lasting=False)
        Receipt(product=self._folders.relative(path), sha256=digest_of(text), inputs=inputs).write(
            self._folders.receipt(path)
        )

    def _resolved(self, keys: Iterable[EditionKey]) -> Mapping[EditionKey, str]:
        """Those of ``keys`` that can be resolved."""
        found = {}
        wanted = list(keys)
        libraries = dict(self._libraries({name for _, name in wanted}))
        for edition, name in wanted:
            with contextlib.suppress(LookupError, ValueError):
                found[edition, name] = _text(libraries[name], name, self._day(edition))
        return found

    def _libraries(self, names: set[str]) -> Iterable[tuple[str, Library]]:
        """The data of each, as far as it is sound: a faulty file holds back only its own."""
        if COMPARISON in names:
            with contextlib.suppress(InputError):
                yield COMPARISON, self._project.library([])
        sought = sorted(names - {COMPARISON})
        while sought:
            try:
                library = self._project.library(sought)
            except InputError as error:
                faulty = {problem.place.file.stem for problem in error.problems}
                sound = [name for name in sought if name not in faulty]
                sought = sound if len(sound) < len(sought) else []
            else:
                yield from ((name, library) for name in sought)
                return

    def _day(self, edition: str) -> date:
        return self._documents.editions[edition].day


def _text(library: Library, name: str, day: date) -> str:
    # Where all is current, nothing is resolved.
    from orgbriefs.edition.resolve import resolve_comparison, resolve_organization

    if name == COMPARISON:
        return resolve_comparison(library, day).to_json()
    return resolve_organization(library, name, day).to_json()
