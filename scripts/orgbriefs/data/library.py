"""Everything the editors wrote, read and checked together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from orgbriefs.data.bibliographies import read_bibliography, source_files
from orgbriefs.data.checks import Checker
from orgbriefs.data.errors import validated
from orgbriefs.data.mentions import unknown_mentions
from orgbriefs.data.model import (
    Comparison,
    Countries,
    Country,
    Framework,
    Glossary,
    GlossaryTerm,
    Organization,
    Reference,
    References,
    Status,
    Statuses,
)
from orgbriefs.data.source import Source, read_yaml
from orgbriefs.problems import InputError, Problem

M = TypeVar("M", bound=BaseModel)

#: Each shared file of ``data/`` and its model; ``docs`` and schemas are made from this.
SHARED: dict[str, type[BaseModel]] = {
    "countries": Countries,
    "statuses": Statuses,
    "sources": References,
    "glossary": Glossary,
    "comparison": Comparison,
}


@dataclass
class Library:
    """The validated data, ready to be resolved at a date."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    frameworks: dict[str, Framework] = field(default_factory=dict)
    glossary: dict[str, GlossaryTerm] = field(default_factory=dict)
    comparison: Comparison | None = None


def organization_files(data: Path) -> list[Path]:
    """The organizations' files, in order of their names."""
    return sorted((data / "organizations").glob("*.yaml"))


def shared_files(data: Path) -> list[Path]:
    """The files that every organization's facts refer to."""
    return [
        *(data / f"{name}.yaml" for name in ("countries", "statuses", "glossary")),
        *source_files(data),
        *sorted((data / "frameworks").glob("*.yaml")),
    ]


def load_library(
    data: Path, only: list[str] | None = None, audiences: list[str] | None = None
) -> Library:
    """Read and check ``data/``.

    Args:
        data: the folder.
        only: ids of the organizations to read; all when ``None``. A fault in a file that
            is not read holds nothing back.
        audiences: the known audiences, to check passages against; not checked when ``None``.

    Raises:
        InputError: with every problem of every file read.
    """
    library, problems = Library(), []
    checker = Checker(library, known={path.stem for path in organization_files(data)})

    def read(path: Path, model: type[M], check: Callable[[M, Source], list[Problem]]) -> M | None:
        try:
            source = read_bibliography(path) if model is References else read_yaml(path)
        except InputError as error:
            problems.extend(error.problems)
            return None
        problems.extend(
            unknown_mentions(
                source,
                references=library.references or None,
                countries=library.countries or None,
                audiences=audiences,
            )
        )
        try:
            record = validated(model, source)
        except InputError as error:
            problems.extend(error.problems)
            return None
        problems.extend(check(record, source))
        return record

    for path in source_files(data):
        if (references := read(path, References, checker.references)) is not None:
            library.references.update({r.id: r for r in references.references})
    if (countries := read(data / "countries.yaml", Countries, checker.countries)) is not None:
        library.countries = {country.code: country for country in countries.countries}
    if (statuses := read(data / "statuses.yaml", Statuses, checker.statuses)) is not None:
        library.statuses = {status.id: status for status in statuses.statuses}
    for path in sorted((data / "frameworks").glob("*.yaml")):
        if (framework := read(path, Framework, checker.framework)) is not None:
            library.frameworks[framework.id] = framework
    if (glossary := read(data / "glossary.yaml", Glossary, checker.glossary)) is not None:
        library.glossary = {term.id: term for term in glossary.terms}
    checker.references_known = not problems
    for path in organization_files(data):
        if only is not None and path.stem not in only:
            continue
        if (organization := read(path, Organization, checker.organization)) is not None:
            library.organizations[organization.id] = organization
    if only is None or not only:
        library.comparison = read(data / "comparison.yaml", Comparison, checker.comparison)
    if problems:
        raise InputError(problems)
    return library
