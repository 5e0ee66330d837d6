"""Every prose is in the grammar, so that it prints as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from pydantic import BaseModel

from orgbriefs.data.model.record import InMarkdown, Record
from orgbriefs.data.prose import faults, grammar
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem, abridged


def prose_problems(record: BaseModel, source: Source) -> Iterator[Problem]:
    """What of a record's prose, and of that of the records in it, is out of the grammar."""
    yield from _in_record(record, source, (), grammar())


def _in_record(
    record: BaseModel, source: Source, at: Location, parser: MarkdownIt
) -> Iterator[Problem]:
    for name, field in type(record).model_fields.items():
        location = (*at, field.alias or name)
        value = getattr(record, name)
        mark = next((part for part in field.metadata if isinstance(part, InMarkdown)), None)
        if mark is not None and isinstance(value, str):
            for fault in faults(value, one_paragraph=mark.one_paragraph, parser=parser):
                place = source.place_in(location, fault.found)
                yield Problem(place, fault.message, abridged(fault.found), fault.fix)
        else:
            yield from _within(value, source, location, parser)


def _within(value: object, source: Source, at: Location, parser: MarkdownIt) -> Iterator[Problem]:
    if isinstance(value, Record):
        yield from _in_record(value, source, at, parser)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _within(item, source, (*at, index), parser)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, source, (*at, key), parser)
