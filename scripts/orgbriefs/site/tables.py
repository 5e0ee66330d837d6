"""Facts and sources as tables: CSV with a line a value, so that every field of the data fits in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

FACTS = ("edition_day", "organization", "group", "item", "field", "value")
SOURCES = ("id", "type", "rank", "author", "title", "publisher", "issued", "accessed", "url", "doi")
#: What a spreadsheet would run.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts_table(facts: bytes) -> bytes:
    """The facts that a document carries (:func:`orgbriefs.site.reading.facts_of`)."""
    return _csv(FACTS, _facts(json.loads(facts)))


def sources_table(facts: bytes) -> bytes:
    """Their sources, each once, in order of their keys."""
    works = {
        work["id"]: work for part in json.loads(facts)["resolved"] for work in part["references"]
    }
    return _csv(SOURCES, (_source(work) for _, work in sorted(works.items())))


def _facts(facts: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for part in facts["resolved"]:
        written = part.get("organization") or part["comparison"]
        for group, value in sorted(written.items()):
            items = value if isinstance(value, list) else [value]
            for number, item in enumerate(items, 1):
                for field, said in _fields(item):
                    yield part["as_of"], written["id"], group, str(number), field, said


def _fields(item: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The values in an entry of the data, with the names of the fields that lead to each."""
    if isinstance(item, Mapping):
        for key, value in sorted(item.items()):
            yield from _fields(value, f"{name}.{key}" if name else str(key))
    elif isinstance(item, list):
        if all(not isinstance(value, Mapping | list) for value in item):
            yield name, "; ".join(str(value) for value in item)
        else:
            for number, value in enumerate(item, 1):
                yield from _fields(value, f"{name}.{number}" if name else str(number))
    else:
        yield name or "value", str(item)


def _source(work: Mapping[str, Any]) -> Sequence[str]:
    authors = "; ".join(_name(name) for name in work.get("author", ()))
    given = {**work, "author": authors, "url": work.get("URL"), "doi": work.get("DOI")}
    return [str(given.get(name) or "") for name in SOURCES]


def _name(name: Mapping[str, Any]) -> str:
    return name.get("literal") or ", ".join(
        str(name[part]) for part in ("family", "given") if name.get(part)
    )


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as RFC 4180 has it; what a spreadsheet would take for a formula begins with ’."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(
        ["'" + cell if cell.startswith(_FORMULA) else cell for cell in row] for row in rows
    )
    return stream.getvalue().encode()
