"""Values that a language can put into words, beside numbers, dates and plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from orgbriefs.data.dates import PartialDate


@dataclass(frozen=True)
class Interval:
    """A time from one date to another; without ``end`` it goes on."""

    start: PartialDate
    end: PartialDate | None


@dataclass(frozen=True)
class CountryName:
    """A country by its code and by its name in the language of the document."""

    code: str
    name: str


@dataclass(frozen=True)
class Amount:
    """A quantity in a unit: ``persons`` or ``usd`` (US dollars)."""

    value: float
    unit: str


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Text in Markdown with citations, as the editors wrote it; in HTML, marked up."""

    markdown: str


@dataclass(frozen=True)
class Message:
    """Something to be said: the id of a message of the catalogue, and the values of its parts."""

    id: str
    parts: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


def message(identifier: str, /, **parts: Value) -> Message:
    """The message ``identifier`` with its parts."""
    return Message(identifier, MappingProxyType(parts))


#: What a message can be given, and a language can say.
Value: TypeAlias = (
    str
    | int
    | float
    | date
    | PartialDate
    | Interval
    | CountryName
    | Amount
    | Prose
    | Message
    | tuple["Value", ...]
)
