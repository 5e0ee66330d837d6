"""Everything the editors wrote, read and checked together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from orgbriefs.data.bibliographies import read_bibliography
from orgbriefs.data.checks.mentions import Known
from orgbriefs.data.checks.prose import prose_problems
from orgbriefs.data.checks.records import Checker
from orgbriefs.data.countries import KnownCountries
from orgbriefs.data.errors import validated
from orgbriefs.data.files import (
    EXPORTED,
    RESERVED,
    framework_files,
    is_asked,
    is_identifier,
    organization_files,
    source_files,
    visible,
)
from orgbriefs.data.model import (
    Abbreviation,
    Comparison,
    Countries,
    Framework,
    Glossary,
    GlossaryTerm,
    Organization,
    Reference,
    References,
    Status,
    Statuses,
)
from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.source import Source, read_yaml
from orgbriefs.problems import InputError, Place, Problem, near

M = TypeVar("M", bound=BaseModel)

#: Each shared file of ``data/`` and its model; ``docs`` and schemas are made from this.
SHARED: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "countries": Countries,
        "statuses": Statuses,
        "sources": References,
        "glossary": Glossary,
        "comparison": Comparison,
    }
)
#: Folders of files that bear the ids of what they hold.
_FOLDERS = ("organizations", "frameworks")


@dataclass
class Library:
    """The validated data, ready to be resolved at a date."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    #: A record for every country of ISO 3166-1, and for those that the editors added.
    countries: KnownCountries = field(default_factory=KnownCountries)
    statuses: dict[str, Status] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    frameworks: dict[str, Framework] = field(default_factory=dict)
    glossary: dict[str, GlossaryTerm] = field(default_factory=dict)
    abbreviations: list[Abbreviation] = field(default_factory=list)
    comparison: Comparison | None = None
    #: Where everything stands, by the id of an organization, or the name of a shared file.
    sources: dict[str, Source] = field(default_factory=dict)


def load_library(
    data: Path,
    only: Collection[str] | None = None,
    audiences: Collection[str] | None = None,
    sections: Collection[str] | None = None,
) -> Library:
    """Read and check ``data/``.

    Args:
        data: the folder; the project is the folder it lies in.
        only: ids of the organizations to read; all when ``None``. A fault in a file that
            is not read holds nothing back.
        audiences: the known audiences, to check passages against; not checked when ``None``.
        sections: the known sections of text; not checked when ``None``.

    Raises:
        InputError: with every problem of every file read.
    """
    reading = _Reading(data, Known(audiences=audiences, sections=sections))
    reading.read_shared()
    for path in organization_files(data):
        if only is None or path.stem in only:
            reading.read_organization(path)
    if only is None or not only:
        reading.read_comparison()
    if only is None:
        reading.problems += misnamed(data)
    if reading.problems:
        raise InputError(reading.problems)
    return reading.library


def misnamed(data: Path) -> Iterator[Problem]:
    """Every YAML file and list of sources in ``data/`` that is not read because of its name.

    Hidden files, and what editors' programs leave behind, are passed over without a word.
    """
    for path in visible(data):
        if path.suffix == ".yml" or (path.suffix == ".yaml" and path.stem not in SHARED):
            names = [f"{name}.yaml" for name in SHARED]
            yield _misnamed(path, near(f"{path.stem}.yaml", names, "move it out of data/"))
        elif path.suffix.lower() in EXPORTED and path.name != f"sources{path.suffix.lower()}":
            yield _misnamed(
                path, f"rename it to sources{path.suffix.lower()}, or move it out of data/"
            )
    for folder in _FOLDERS:
        for path in visible(data / folder):
            if path.suffix == ".yml" and is_identifier(path):
                yield _misnamed(path, f"rename it to {path.stem}.yaml")
            elif path.suffix in (".yaml", ".yml") and not is_identifier(path):
                allowed = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-0123456789")
                yield _misnamed(path, f"rename it to {allowed or 'name'}.yaml")
            elif folder == "organizations" and path.name in [f"{n}.yaml" for n in RESERVED]:
                yield Problem(
                    Place(path),
                    "an organization cannot be called so",
                    path.stem,
                    "give the file and its 'id:' another name",
                )


class _Reading:
    """One reading of the data: what was read, what is known of it, and what is wrong."""

    def __init__(self, data: Path, known: Known) -> None:
        self.data, self.known = data, known
        self.library = Library()
        self.problems: list[Problem] = []
        names = {path.stem for path in organization_files(data)}
        self.checker = Checker(self.library, known=names)
        self.pictures = Pictures(data / FOLDER)

    def read_shared(self) -> None:
        """Read what the organizations' facts refer to: first the sources."""
        library, checker, data = self.library, self.checker, self.data
        read = True
        for path in source_files(data):
            found = self._read(path, References, checker.references)
            library.references.update({r.id: r for r in found.references} if found else {})
            read = read and found is not None
        self.known.references = library.references if read else None
        if is_asked(data, "countries"):
            countries = self._read(data / "countries.yaml", Countries, checker.countries)
            library.countries = KnownCountries(countries.countries if countries else ())
            self.known.countries = library.countries if countries else None
        else:
            self.known.countries = library.countries
        path = data / "statuses.yaml"
        if (statuses := self._read(path, Statuses, checker.statuses)) is not None:
            library.statuses = {status.id: status for status in statuses.statuses}
        for path in framework_files(data):
            if (framework := self._read(path, Framework, checker.framework)) is not None:
                library.frameworks[framework.id] = framework
        if is_asked(data, "glossary") and (
            glossary := self._read(data / "glossary.yaml", Glossary, checker.glossary)
        ):
            library.glossary = {term.id: term for term in glossary.terms}
            library.abbreviations = glossary.abbreviations
        checker.references_known = not self.problems

    def read_organization(self, path: Path) -> None:
        """Read one organization's file."""
        found = self._read(path, Organization, self.checker.organization)
        if found is not None:
            self.library.organizations[found.id] = found

    def read_comparison(self) -> None:
        """Read the comparative paper's file."""
        path = self.data / "comparison.yaml"
        self.library.comparison = self._read(path, Comparison, self.checker.comparison)

    def _read(
        self, path: Path, model: type[M], check: Callable[[M, Source], list[Problem]]
    ) -> M | None:
        reader = read_bibliography if model is References else read_yaml
        try:
            source = reader(path)
        except InputError as error:
            self.problems += error.problems
            return None
        self.problems += self.known.unknown_in(source)
        try:
            record = validated(model, source)
        except InputError as error:
            self.problems += error.problems
            return None
        self.problems += check(record, source)
        self.problems += prose_problems(record, source, self.pictures)
        self.library.sources[path.stem] = source
        return record


def _misnamed(path: Path, fix: str) -> Problem:
    return Problem(Place(path), "a file of this name is not read", path.name, fix)
