"""A resolved edition as it is written to disk: normalised, sorted, complete in itself.

Comments, spacing and order of the YAML leave no trace here, so that a change which
alters no fact leaves the file's bytes as they were and nothing is rebuilt.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from orgbriefs.data.model import (
    Abbreviation,
    Comparison,
    Country,
    Framework,
    GlossaryTerm,
    Organization,
    Reference,
    Status,
)


class Resolved(BaseModel):
    """What every part of an edition has."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    as_of: date
    references: list[Reference]
    glossary: list[GlossaryTerm]

    def to_json(self) -> str:
        """Stable JSON, in one line: keys sorted, nothing that is empty."""
        return json.dumps(self.content(), ensure_ascii=False, sort_keys=True) + "\n"

    def content(self) -> dict[str, Any]:
        """All of it as JSON has it, but for what is empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What :meth:`to_json` wrote."""
        return cls.model_validate_json(text)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The content of a file that holds what :meth:`to_json` wrote."""
        return cls.from_json(path.read_text(encoding="utf-8"))


class OrganizationAt(Resolved):
    """One organization at a date, with the countries, sources and terms it refers to."""

    organization: Organization
    countries: list[Country]
    statuses: list[Status]
    frameworks: list[Framework]


class ComparisonAt(Resolved):
    """The comparative paper's texts at a date."""

    comparison: Comparison
    abbreviations: list[Abbreviation] = []
    framework: Framework
