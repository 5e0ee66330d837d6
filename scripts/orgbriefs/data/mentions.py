"""What a file names elsewhere: sources, countries and audiences.

Read from the plain values, so that a file whose shape is wrong still has its unknown names
reported in the same run.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import Any

from orgbriefs.data.citations import CLUSTER, is_locator, parse_cluster
from orgbriefs.data.model import split_citation
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem


def unknown_mentions(
    source: Source,
    *,
    references: Collection[str] | None,
    countries: Collection[str] | None,
    audiences: Collection[str] | None,
) -> Iterator[Problem]:
    """Every name of a source, country or audience that is not known.

    A collection that is ``None`` could not be read, and is not checked against.
    """
    for location, key, value in _scalars(source.value, (), ""):
        if key == "source" and references is not None:
            work, locator = split_citation(value)
            if not is_locator(locator):
                yield Problem(
                    source.place(location),
                    "not a place in a work",
                    locator or "",
                    "write 'key, sec. IV', 'key, art. 5' or 'key, p. 12'",
                )
            if work not in references:
                yield unknown(
                    source, location, "source", work, references, "add it to sources.yaml"
                )
        elif key == "text":
            yield from _in_prose(source, location, value, references)
        elif (
            key == "country"
            and countries is not None
            and len(value) == 2  # the model says what is wrong with longer ones
            and value not in countries
        ):
            yield unknown(source, location, "country", value, countries, "add it to countries.yaml")
        elif key == "for" and audiences is not None and value not in audiences:
            yield unknown(source, location, "audience", value, audiences)


def unknown(
    source: Source,
    location: Location,
    what: str,
    value: str,
    known: Collection[str],
    otherwise: str = "",
) -> Problem:
    """The message about a name that nothing bears, with the nearest that something does."""
    candidates = sorted(known)
    # Two-letter codes are too short for a likeness: those with the same first letter are shown.
    near = (
        [code for code in candidates if code[0] == value[0]]
        if what == "country"
        else difflib.get_close_matches(value, candidates, 1, 0.5)
    )
    listed = ", ".join(candidates[:12]) + ("…" if len(candidates) > 12 else "")
    meant = " or ".join(f"'{name}'" for name in near)
    hint = f"did you mean {meant}?" if near else f"known are: {listed or 'none'}"
    joint = " Or " if near else "; or "
    fix = f"{hint}{joint}{otherwise}" if otherwise else hint
    return Problem(source.place(location), f"unknown {what}", value, fix)


def _in_prose(
    source: Source, location: Location, text: str, references: Collection[str] | None
) -> Iterator[Problem]:
    for match in CLUSTER.finditer(text):
        try:
            cited = parse_cluster(match[1])
        except ValueError as error:
            yield Problem(
                source.place(location),
                str(error),
                match[0].strip(),
                "write [@key] or [@key, p. 3; @other]",
            )
            continue
        for work in cited:
            if references is not None and work.key not in references:
                yield unknown(
                    source, location, "source", work.key, references, "add it to sources.yaml"
                )


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
