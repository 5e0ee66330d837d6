"""Which facts travel with a document: those with a source that it cites.

A document cites a source of each fact that it shows; so what has sources and none of them is cited
is not in it. What needs none, such as the name of a status, stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from orgbriefs.data.citations import citations_in, parse_source
from orgbriefs.data.model import MEASURES
from orgbriefs.edition.record import OrganizationAt, Resolved
from orgbriefs.edition.weight import weights


def carried(part: Resolved, cited: Collection[str]) -> dict[str, Any]:
    """What of a resolved edition travels with a document, as JSON has it.

    Facts that it does not show are left out, works that it does not cite, and what is empty then.
    Of the figures by year, those of the year are there by which weight is compared.

    Args:
        part: the edition.
        cited: the keys of the works that the document cites.
    """
    content = part.content()
    content["references"] = [work for work in content["references"] if work["id"] in cited]
    if isinstance(part, OrganizationAt):
        years = {entry.measure: entry.year for entry in weights(part)}
        for country in content["countries"]:
            for measure in MEASURES:
                by_year = country[measure]
                country[measure] = {y: by_year[y] for y in by_year if y == years.get(measure)}
    return {"references": [], **_kept(content, cited)}


def _kept(value: Any, cited: Collection[str]) -> Any:
    """A value without what is not shown; ``None`` where nothing is left."""
    if isinstance(value, dict):
        keys = set(_keys(value))
        if keys and keys.isdisjoint(cited):
            return None
        found = {name: _kept(item, cited) for name, item in value.items()}
        return {name: item for name, item in found.items() if item is not None} or None
    if isinstance(value, list):
        return [item for each in value if (item := _kept(each, cited)) is not None] or None
    return value


def _keys(record: dict[str, Any]) -> Iterator[str]:
    """The sources that a record names, and those that its own words cite."""
    for source in record.get("source", ()):
        yield parse_source(source).key
    for words in record.values():
        if isinstance(words, str):
            for _, _, citations in citations_in(words):
                yield from (citation.key for citation in citations)
