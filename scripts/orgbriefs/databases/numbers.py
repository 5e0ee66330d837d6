"""Numbers as they stand in download files."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
#: No figure is larger: persons or US dollars.
_LARGEST = Decimal(10) ** 18


def number(text: str) -> Decimal | None:
    """The number that a cell says, zero or more; ``None`` where it says none."""
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    return value if value <= _LARGEST else None


def year(text: str) -> int | None:
    """The year that the head of a column says; ``None`` where it says none."""
    return int(text) if _YEAR.fullmatch(text) else None
