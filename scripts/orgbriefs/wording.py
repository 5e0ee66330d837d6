"""Dates, numbers and lists as a British reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

from orgbriefs.data.dates import PartialDate

NBSP = "\N{NO-BREAK SPACE}"
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


def day(value: date | PartialDate) -> str:
    """``7 October 2002``, ``October 2002`` or ``2002``, as far as the date is known."""
    parts = value.parts if isinstance(value, PartialDate) else (value.year, value.month, value.day)
    if len(parts) == 1:
        return str(parts[0])
    month = f"{_MONTHS[parts[1] - 1]}{NBSP}{parts[0]}"
    return month if len(parts) == 2 else f"{parts[2]}{NBSP}{month}"


def period(start: PartialDate, end: PartialDate | None) -> str:
    """``since 1991``, ``1999–2005`` or ``2006``."""
    first = start.parts[0]
    if end is None:
        return f"since{NBSP}{first}"
    last = end.parts[0]
    return str(first) if first == last else f"{first}–{last}"


def in_words(number: int) -> str:
    """Numbers to twenty in words, larger ones in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else grouped(number)


def grouped(number: float) -> str:
    """``10 000``: thousands apart by a no-break space, from five figures on."""
    text = f"{number:,.0f}"
    return text.replace(",", "") if abs(number) < 10_000 else text.replace(",", NBSP)


def join(items: Sequence[str]) -> str:
    """``a, b and c``. Added piece by piece, so that marked-up text stays so."""
    if len(items) < 2:
        return items[0] if items else ""
    *first, last = items
    return reduce(lambda text, item: text + ", " + item, first) + " and " + last


def percent(share: float) -> str:
    """``51%``; shares under one in a hundred as ``under 1%``."""
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"


def amount(value: float) -> str:
    """``142 million``, ``2.79 trillion``: three figures, in words for the rest."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size * 0.9995:
            scaled = value / size
            digits = max(0, 3 - len(str(int(scaled))))
            return f"{scaled:.{digits}f}{NBSP}{word}"
    return grouped(value)
