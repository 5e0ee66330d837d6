"""Dates of sources: as exactly as they are known, as ranges, about a year, in words.

The Citation Style Language's dates (CSL 1.0.2, "Date variables"), written as text by the
Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1): ``2006-05-23``, ``2006-05``,
``2006``, ``2006/2008``, ``2006/..`` (still going on), ``1890~`` (about), ``1990-21`` (spring).
What has no such form is written ``{literal: …}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyValueError

#: Spring, summer, autumn and winter are months 21 to 24 (ISO 8601-2:2019, 4.8).
_FIRST_SEASON = 20
_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON = re.compile(r"(?P<year>[0-9]{4})-(?P<number>2[1-4])")
_OPEN = ("..", "")
_KEYS = ("date-parts", "season", "circa", "literal", "raw", "year", "month", "day")
_FIX = (
    "write 2006-05-23, 2006-05 or 2006; a range 2006/2008; about a year 1890~; spring 1990-21; "
    "or {literal: what is to be printed}"
)
_PATTERN = (
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?(/(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?)?)?$"
)


@dataclass(frozen=True)
class SourceDate:
    """When a source appeared.

    ``end`` is the last date of a range, ``season`` is from 1, spring, to 4, winter; ``literal``
    stands alone.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    open_ended: bool = False
    season: int | None = None
    circa: bool = False
    literal: str = ""

    @classmethod
    def parse(cls, text: str) -> SourceDate:
        """A date as it is written.

        Raises:
            FaultyValueError: when it is not written so.
        """
        first, slash, second = text.strip().partition("/")
        start, season, about = _one(first)
        if not slash:
            return cls(start=start, season=season, circa=about)
        if season is not None:
            raise FaultyValueError("a range has no seasons", _FIX)
        if second in _OPEN:
            return cls(start=start, circa=about, open_ended=True)
        end, season, about_end = _one(second)
        if season is not None:
            raise FaultyValueError("a range has no seasons", _FIX)
        if end.last < start.first:
            raise FaultyValueError("this range ends before it begins", "correct one of its dates")
        return cls(start=start, end=end, circa=about or about_end)

    @property
    def last(self) -> date | None:
        """The day by which it had appeared; ``None`` where that cannot be told."""
        if self.start is None:
            return None
        return (self.end or self.start).last

    def csl(self) -> dict[str, Any]:
        """As CSL-JSON has it."""
        if self.start is None:
            return {"literal": self.literal}
        parts = [list(self.start.parts)]
        if self.end is not None:
            parts.append(list(self.end.parts))
        elif self.open_ended:
            parts.append([0])
        value: dict[str, Any] = {"date-parts": parts}
        if self.season is not None:
            value["season"] = self.season
        if self.circa:
            value["circa"] = True
        return value

    def __str__(self) -> str:
        """As it is written; what is in words, as it is printed."""
        if self.start is None:
            return self.literal
        text = f"{self.start}-{_FIRST_SEASON + self.season}" if self.season else str(self.start)
        text += "~" if self.circa else ""
        return text + (f"/{self.end}" if self.end else "/.." if self.open_ended else "")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: str(value) if value.start else {"literal": value.literal}
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [
                {"type": "string", "pattern": _PATTERN, "examples": ["2006-05-23", "2006/2008"]},
                {"type": "object", "properties": {key: {} for key in _KEYS}},
            ]
        }

    @classmethod
    def of(cls, value: Any) -> SourceDate:
        """A date as text, or as CSL-JSON and CSL-YAML have it.

        Raises:
            FaultyValueError: when it is none.
        """
        if isinstance(value, SourceDate):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            return _of_list(value)
        if isinstance(value, dict):
            return _of_mapping(value)
        raise FaultyValueError("not a date", _FIX)


def _one(text: str) -> tuple[PartialDate, int | None, bool]:
    """One date, its season, and whether it is about then."""
    bare = text.strip().rstrip("~?")
    about = bare != text.strip()
    if match := _SEASON.fullmatch(bare):
        return PartialDate(match["year"]), int(match["number"]) - _FIRST_SEASON, about
    try:
        return PartialDate(bare), None, about
    except FaultyValueError as error:
        fix = _FIX if str(error) == "not a date" else error.fix
        raise FaultyValueError(str(error), fix) from None


def _of_list(values: list[dict[str, Any]]) -> SourceDate:
    """``[{year: 2006}, {year: 2008}]``, as CSL-YAML had it once."""
    if len(values) > 2:
        raise FaultyValueError("a range has two dates", _FIX)
    dates = [_of_mapping(value) for value in values]
    if len(dates) == 1:
        return dates[0]
    return SourceDate.parse("/".join(str(one) for one in dates))


def _of_mapping(value: Mapping[str, Any]) -> SourceDate:
    """A date as CSL-JSON and CSL-YAML have it."""
    for key in value:
        if key not in _KEYS:
            raise FaultyValueError(f"a date has no '{key}'", _FIX)
    about = str(value.get("circa") or "").lower() not in ("", "false", "0", "none")
    literal = value.get("literal")
    if parts := _parts(value):
        start = PartialDate(parts[0])
        end = PartialDate(parts[1]) if len(parts) == 2 and parts[1] else None
        open_ended = len(parts) == 2 and not parts[1]
        season = _season(value.get("season"))
        if end is not None and end.last < start.first:
            raise FaultyValueError("this range ends before it begins", "correct one of its dates")
        return SourceDate(start, end, open_ended, season, about)
    if literal or value.get("raw"):
        return _in_words(str(literal or value["raw"]).strip())
    raise FaultyValueError("a date without a year", _FIX)


def _in_words(text: str) -> SourceDate:
    """What an export leaves unread: a date where it is written as one, else its words."""
    try:
        return SourceDate.parse(text)
    except FaultyValueError:
        return SourceDate(literal=text)


def _parts(value: Mapping[str, Any]) -> list[str]:
    """The dates of a mapping, written ``2006-05-23``; an open end is empty."""
    found = value.get("date-parts")
    if found is None and value.get("year") is not None:
        found = [[value["year"], value.get("month"), value.get("day")]]
    if found in (None, [], [[]]):
        return []
    if not isinstance(found, list) or len(found) > 2 or not all(isinstance(p, list) for p in found):
        raise FaultyValueError("not a date", _FIX)
    return [_written(parts) for parts in found]


def _written(parts: list[Any]) -> str:
    numbers = []
    for part in parts:
        if part in (None, ""):
            break
        try:
            numbers.append(int(str(part)))
        except ValueError:
            raise FaultyValueError(f"'{part}' is no number of a date", _FIX) from None
    if not numbers or numbers == [0]:
        return ""
    year, *rest = numbers
    return "-".join([f"{year:04d}", *(f"{number:02d}" for number in rest[:2])])


def _season(value: Any) -> int | None:
    if value in (None, ""):
        return None
    text = str(value).strip().lower().replace("fall", "autumn")
    number = _SEASONS.index(text) + 1 if text in _SEASONS else int(text) if text.isdecimal() else 0
    number -= _FIRST_SEASON if number > _FIRST_SEASON else 0
    if number not in range(1, 5):
        raise FaultyValueError(f"'{value}' is no season", "write 1 for spring to 4 for winter")
    return number
