"""Which sources a record cites."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from orgbriefs.data.citations import Citation, citations_in


def cited(value: object) -> Iterator[Citation]:
    """Every citation in a record, and in the records in it: in prose and as sources."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, str):
        for _, _, citations in citations_in(value):
            yield from citations
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from cited(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from cited(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from cited(item)
