"""Dates as editors know them: a day, a month or a year.

A fact may be dated ``2006-05-23``, ``2006-05`` or ``2006``. Such a date stands for
every day in it. Where an order is needed, a beginning counts from the *last* day of
its period (nothing is printed before it is certain to have happened) and an end
lasts until the last day of its period.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from orgbriefs.data.faults import FaultyValueError

_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_WRITTEN = re.compile(_PATTERN.rstrip("$"))
_FIX = "a date is written 2006-05-23, 2006-05 or 2006"
#: Years of four digits with a year before and after them that Python's calendar knows.
_YEARS = range(1000, 9999)


@dataclass(frozen=True)
class PartialDate:
    """A day, month or year of the Gregorian calendar (ISO 8601, reduced precision).

    Raises:
        FaultyValueError: when ``text`` is none, or its year is not of four digits.
    """

    text: str

    def __post_init__(self) -> None:
        if not _WRITTEN.fullmatch(self.text):
            raise FaultyValueError("not a date", _FIX)
        if self.parts[0] not in _YEARS:
            raise FaultyValueError(
                f"a year lies between {_YEARS[0]} and {_YEARS[-1]}", "correct the year"
            )
        try:
            self.first  # noqa: B018 - the calendar decides whether the day exists
        except ValueError as error:
            raise FaultyValueError(f"no such day: {error}", _FIX) from None

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day, as far as known."""
        return tuple(int(part) for part in self.text.split("-"))

    @cached_property
    def first(self) -> date:
        """The first day of the period."""
        year, month, day = (*self.parts, 1, 1)[:3]
        return date(year, month, day)

    @cached_property
    def last(self) -> date:
        """The last day of the period."""
        parts = self.parts
        year = parts[0]
        month = parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": _PATTERN, "examples": ["2006-05-23", "2006"]}

    @classmethod
    def _validate(cls, value: Any) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if not isinstance(value, str):
            raise FaultyValueError("not a date", _FIX)
        return cls(value)


def begun(start: PartialDate, day: date) -> bool:
    """Whether what began at ``start`` has certainly begun by the end of ``day``."""
    return start.last <= day


def ended(end: PartialDate | None, day: date) -> bool:
    """Whether what ended at ``end`` is over before ``day``; the end day itself still counts."""
    return end is not None and end.last < day
