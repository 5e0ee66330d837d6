"""A statement with its source, and how long it holds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from orgbriefs.data.citations import Citation, parse_source, source_text
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyFieldError, FaultyValueError
from orgbriefs.data.model.record import Record


def _cited(value: Any) -> Citation:
    if isinstance(value, Citation):
        return value
    if not isinstance(value, str):
        raise FaultyValueError("not a source", "write 'key', or 'key, art. 5'")
    return parse_source(value.strip())


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Source = Annotated[
    Citation,
    PlainValidator(_cited),
    PlainSerializer(source_text, return_type=str),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
#: One citation or several; a single one may be written without a list.
Sources = Annotated[
    tuple[_Source, ...],
    BeforeValidator(_as_list, json_schema_input_type=str | list[str]),
    Field(min_length=1, description="keys of sources.yaml, each with an optional ', locator'"),
]
Confidence = Literal["verified", "unverified"]
#: Prose may name a year that lies ahead of its own date only where this says so.
Foreseen = Annotated[
    list[int],
    Field(
        default_factory=list,
        description="later years that the text may name, because they were planned for",
    ),
]


class Fact(Record):
    """A statement with its source."""

    source: Sources
    foresees: Foreseen
    confidence: Confidence = Field(
        default="verified",
        description="'unverified' when no source that was opened confirms it",
    )


def check_order(start: PartialDate | None, end: PartialDate | None) -> None:
    """Refuse an end that lies before the beginning.

    Raises:
        FaultyFieldError: for ``to``.
    """
    if start is not None and end is not None and end.last < start.first:
        raise FaultyFieldError(
            f"the end is before the beginning ({start})", "to", end, "correct 'from:' or 'to:'"
        )


class Period(Record):
    """Something that holds for a time. Without ``to`` it still holds."""

    start: PartialDate = Field(alias="from", description="the day, month or year it began")
    end: PartialDate | None = Field(
        default=None, alias="to", description="the last day, month or year in which it held"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        check_order(self.start, self.end)
        return self
