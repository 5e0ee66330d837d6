"""A list of sources as plain values in the shape of ``sources.yaml``, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orgbriefs.data.characters import faulty_character
from orgbriefs.data.source import Source
from orgbriefs.problems import InputError, Place, Problem


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
        """Add a work; where the places of its variables are not known, they are its own.

        Raises:
            InputError: when a text holds a character that none may hold.
        """
        location = ("references", len(self._works))
        for text in _texts(work):
            if (fault := faulty_character(text)) is not None:
                called = work.get("id") or f"work {len(self._works) + 1}"
                message = f"{called}: {fault.message}"
                raise InputError([Problem(place, message, fault.name, fault.fix)])
        self._works.append(work)
        self._source.places[location] = place
        for name, its_place in (variables or {}).items():
            self._source.places[(*location, name)] = its_place

    def source(self) -> Source:
        """As the readers of YAML give it."""
        return self._source


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
