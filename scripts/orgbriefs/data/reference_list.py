"""A list of sources as plain values in the shape of ``sources.yaml``, with their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orgbriefs.data.source import Source
from orgbriefs.problems import Place


class ReferenceList:
    """The works of an export, each with its place in the file."""

    def __init__(self, path: Path, text: str) -> None:
        """Begin, for a file that was read as ``text``."""
        self._works: list[dict[str, Any]] = []
        self._source = Source(path, {"references": self._works}, text)
        self._source.places[()] = Place(path)

    def add(
        self, work: dict[str, Any], place: Place, variables: dict[str, Place] | None = None
    ) -> None:
        """Add a work; where the places of its variables are not known, they are its own."""
        location = ("references", len(self._works))
        self._works.append(work)
        self._source.places[location] = place
        for name, its_place in (variables or {}).items():
            self._source.places[(*location, name)] = its_place

    def source(self) -> Source:
        """As the readers of YAML give it."""
        return self._source
