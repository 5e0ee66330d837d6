"""What a file names elsewhere: sources, countries, audiences and sections of text.

Read from the plain values, so that a file whose shape is wrong still has its unknown names
reported in the same run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from orgbriefs.data.citations import (
    CitationError,
    Citations,
    brackets,
    parse_citations,
    parse_source,
)
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem, near


@dataclass
class Known:
    """The names that there are. What is ``None`` could not be read, and is not checked against."""

    references: Collection[str] | None = None
    countries: Collection[str] | None = None
    audiences: Collection[str] | None = None
    sections: Collection[str] | None = None

    def unknown_in(self, source: Source) -> Iterator[Problem]:
        """Every name in a file that is not known, and every citation that is malformed."""
        for location, key, value in _scalars(source.value, (), ""):
            if key == "source":
                yield from self._in_source(source, location, value)
            elif "@" in value:
                yield from self._in_prose(source, location, value)
            elif key == "country":
                if self.countries is not None and _is_code(value) and value not in self.countries:
                    yield Problem(
                        source.place(location),
                        "unknown country",
                        value,
                        "write an ISO 3166-1 alpha-2 code, such as KZ, or add this one with a "
                        "'name:' to countries.yaml",
                    )
            elif key == "for" and self.audiences is not None and value not in self.audiences:
                yield unknown(source, location, "audience", value, self.audiences)
        if self.sections is not None and isinstance(source.value, dict):
            yield from self._in_sections(source, self.sections)

    def _in_source(self, source: Source, location: Location, value: str) -> Iterator[Problem]:
        try:
            cited = (parse_source(value.strip()),)
        except CitationError:  # the model says what is wrong
            return
        yield from self._unknown_sources(source, location, cited, value, (0, len(value)))

    def _in_prose(self, source: Source, location: Location, text: str) -> Iterator[Problem]:
        for start, end in brackets(text):
            try:
                cited = parse_citations(text[start + 1 : end - 1])
            except CitationError as error:
                occurrence = text.count(error.found, 0, start + 1 + error.offset)
                place = source.place_in(location, error.found, occurrence)
                yield Problem(place, str(error), text[start:end], error.fix)
                continue
            yield from self._unknown_sources(source, location, cited, text, (start, end))

    def _unknown_sources(
        self,
        source: Source,
        location: Location,
        cited: Citations,
        text: str,
        span: tuple[int, int],
    ) -> Iterator[Problem]:
        if self.references is None:
            return
        position = span[0]
        for citation in cited:
            position = text.find(citation.key, position, span[1])
            if citation.key not in self.references:
                occurrence = text.count(citation.key, 0, position)
                place = source.place_in(location, citation.key, occurrence)
                fix = near(citation.key, self.references, "add it to sources.yaml")
                yield Problem(place, "unknown source", citation.key, fix)
            position += len(citation.key)

    def _in_sections(self, source: Source, sections: Collection[str]) -> Iterator[Problem]:
        texts = source.value.get("texts")
        for section in texts if isinstance(texts, dict) else ():
            if section not in sections:
                yield Problem(
                    source.place_of_key(("texts", section)),
                    "unknown section of text",
                    section,
                    near(section, sections, "add it to templates/sections.yaml"),
                )


def unknown(
    source: Source, location: Location, what: str, value: str, known: Collection[str]
) -> Problem:
    """The message about a name that nothing bears, with the nearest that something does."""
    return Problem(source.place(location), f"unknown {what}", value, near(value, known))


def _is_code(value: str) -> bool:
    """Whether it is written as a country's code; the model says what is wrong with others."""
    return len(value) == 2 and value.isascii() and value.isupper()


def _scalars(value: Any, location: Location, key: str) -> Iterator[tuple[Location, str, str]]:
    """Every text with its place and the nearest key above it."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _scalars(child, (*location, name), name)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _scalars(child, (*location, index), key)
    elif isinstance(value, str):
        yield location, key, value
