"""A language: messages, and the forms in which it says values.

How a value is said is a matter of its type, and of the form that a message asks for:

===================  ==========================================================================
a whole number       in figures; ``words``: ``four``; ``Words``: ``Four``
a fraction           ``0.42``; ``percent``: ``51%``; ``decimal``: with two decimals always
a date               ``7 October 2002``, as far as it is known; ``on``: ``on 7 October 2002``,
                     ``in October 2002``; ``year``: ``2002``
an interval          ``1999–2005``, ``since 1999``; ``dates``: ``7 October 2002 – 4 July 2024``
several values       ``a, b and c``; ``enumerated``: ``a, b, c``; ``clauses``: ``a; b; c``;
                     ``sentences``: one after the other
a country            its name; ``named``: with the article that goes before it in a sentence;
                     ``Named``: ``The Maldives``; so for several
an amount            ``142 million``, ``US$ 2.79 trillion``
a message            itself
any of them          ``cap``: with a capital letter first; ``lower``: without
===================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from markupsafe import Markup, escape

from orgbriefs.data.dates import PartialDate
from orgbriefs.language.catalogue import Catalogue, UnknownLanguageError, languages, read_catalogue
from orgbriefs.language.values import Amount, CountryName, Interval, Message, Prose, Value

Date: TypeAlias = date | PartialDate

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
#: Whole numbers up to this stand in words in running text; larger ones, in figures.
WORDS_UP_TO = 20
#: From five figures on, thousands stand apart.
_GROUPED_FROM = 10_000


class UnknownFormError(ValueError):
    """A message asks for a form that a value does not have, or for a part that is not given."""


@dataclass(frozen=True)
class Language:
    """One language, by its BCP 47 tag."""

    tag: str
    catalogue: Catalogue
    locale: Locale

    @classmethod
    def load(cls, tag: str, own: Path | None = None) -> Language:
        """The language with its catalogue.

        Args:
            tag: as ``en-GB``.
            own: the project's folder of languages, ``templates/locale``.

        Raises:
            UnknownLanguageError: when it has no catalogue, or CLDR does not know it.
            FaultyCatalogueError: when its catalogue cannot be used.
        """
        catalogue = read_catalogue(tag, own)
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            raise UnknownLanguageError(tag, languages(own)) from None
        return cls(tag, catalogue, locale)

    # Messages ---------------------------------------------------------------------------------

    def say(self, message: Message) -> str:
        """``message`` in words."""
        return self.message(message.id, **message.parts)

    def message(self, identifier: str, /, **parts: Value) -> str:
        """The message ``identifier`` with its parts said.

        The plural form goes with the part ``number``. Where a part is markup, so is the whole,
        and all else in it is escaped.

        Raises:
            UnknownMessageError: when the catalogue does not have it.
            UnknownFormError: when it names a part that is not given.
        """
        number = parts.get("number")
        pieces = self.catalogue.pieces(identifier, number if isinstance(number, int) else None)
        said: list[str] = []
        for piece in pieces:
            if piece.part is None:
                said.append(piece.words)
            elif piece.part in parts:
                said.append(self.value(parts[piece.part], piece.form))
            else:
                raise UnknownFormError(f"the message '{identifier}' lacks '{{{piece.part}}}'")
        return _joined(said)

    def value(self, value: Value, form: str = "") -> str:
        """A value in words, in a form (see above).

        Raises:
            UnknownFormError: when the value does not have the form.
        """
        if form == "cap":
            return capitalized(self.value(value))
        if form == "lower":
            return lowered(self.value(value))
        if form == "Named":
            return capitalized(self.value(value, "named"))
        if isinstance(value, str):
            said = {"": value, "named": value}.get(form)
        elif isinstance(value, Prose):
            said = {"": value.markdown}.get(form)
        elif isinstance(value, Message):
            said = {"": self.say(value)}.get(form)
        elif isinstance(value, tuple):
            said = self._several(value, form)
        elif isinstance(value, CountryName):
            said = {"": value.name, "named": self._named(value)}.get(form)
        elif isinstance(value, Amount):
            said = {"": self.amount(value)}.get(form)
        elif isinstance(value, Interval):
            said = self._interval(value, form)
        elif isinstance(value, PartialDate | date):
            said = self._date(value, form)
        else:
            said = self._number(value, form)
        if said is None:
            raise UnknownFormError(f"{type(value).__name__} has no form '{form}'")
        return said

    def _several(self, values: tuple[Value, ...], form: str) -> str | None:
        if form == "named":
            return self.join([self.value(value, form) for value in values])
        said = [self.value(value) for value in values]
        if form == "enumerated":
            return self._strung(said, "list.enumerated")
        if form == "sentences":
            return self._strung(said, "list.sentence")
        return {"": self.join, "clauses": self.clauses}.get(form, lambda _: None)(said)

    def _named(self, country: CountryName) -> str:
        if country.code in self.message("country.codes-with-article").split():
            return self.message("country.with-article", name=country.name)
        return country.name

    def _interval(self, interval: Interval, form: str) -> str | None:
        return {"": self.interval, "dates": self.dates}.get(form, lambda _: None)(interval)

    def _date(self, value: Date, form: str) -> str | None:
        if form == "year":
            return str(_parts(value)[0])
        return {"": self.date, "on": self.on}.get(form, lambda _: None)(value)

    def _number(self, value: float, form: str) -> str | None:
        if form == "percent":
            return self.percent(value)
        if form == "decimal":
            return str(format_decimal(value, format="0.00", locale=self.locale))
        if form == "":
            return self.number(value)
        if form == "words":
            return self.words(int(value))
        return capitalized(self.words(int(value))) if form == "Words" else None

    # Dates ------------------------------------------------------------------------------------

    def date(self, value: Date) -> str:
        """``7 October 2002``, ``October 2002`` or ``2002``, as far as it is known."""
        parts = _parts(value)
        if len(parts) == 1:
            return str(parts[0])
        day = date(*(*parts, 1)[:3])
        said = (
            format_skeleton("yMMMM", day, locale=self.locale)
            if len(parts) == 2
            else format_date(day, "long", locale=self.locale)
        )
        return str(said).replace(" ", NO_BREAK_SPACE)

    def on(self, value: Date) -> str:
        """``on 7 October 2002``, ``in October 2002`` or ``in 2002``."""
        precision = ("year", "month", "day")[len(_parts(value)) - 1]
        return self.message(f"date.in-{precision}", date=self.date(value))

    def interval(self, value: Interval) -> str:
        """``since 1991``, ``1999–2005`` or ``2006``."""
        first = str(_parts(value.start)[0])
        if value.end is None:
            return self.message("interval.since", year=first)
        last = str(_parts(value.end)[0])
        if first == last:
            return first
        return self.message("interval.years", first=first, last=last)

    def dates(self, value: Interval) -> str:
        """``7 October 2002 – 4 July 2024``, or the beginning alone while it goes on."""
        start = self.date(value.start)
        if value.end is None:
            return start
        return self.message("interval.dates", start=start, end=self.date(value.end))

    # Numbers ----------------------------------------------------------------------------------

    def number(self, value: float) -> str:
        """``10 000``: thousands apart from five figures on; fractions with two decimals."""
        pattern = "0" if abs(value) < _GROUPED_FROM else "#,##0"
        if isinstance(value, float) and not value.is_integer():
            pattern += ".00"
        said = format_decimal(value, format=pattern, locale=self.locale)
        group = self.locale.number_symbols["latn"]["group"]
        return str(said).replace(group, self.message("number.group")) if "," in pattern else said

    def words(self, value: int) -> str:
        """Whole numbers to twenty in words, larger ones in figures."""
        if value == 0:
            return self.message("number.none")
        if not 0 < value <= WORDS_UP_TO:
            return self.number(value)
        try:
            from num2words import num2words  # it has all languages

            return str(num2words(value, lang=self.locale.language))
        except NotImplementedError:
            return self.number(value)

    def percent(self, share: float) -> str:
        """``51%``; shares under one in a hundred as ``under 1%``."""
        if 0 < share < 0.01:
            return self.message("number.under", limit=self.percent(0.01))
        return str(format_percent(share, locale=self.locale))

    def amount(self, amount: Amount) -> str:
        """``142 million``, ``US$ 2.79 trillion``: three figures at most, in words for the rest."""
        value, size = amount.value, 0
        while size < 4 and value >= 1000 ** (size + 1) * 0.9995:
            size += 1
        if size < 2:
            said = self.number(round(value))
        else:
            value = max(value, 1000.0**size)
            digits = max(0, 3 - len(str(int(value / 1000**size))))
            said = str(
                format_compact_decimal(
                    value, format_type="long", locale=self.locale, fraction_digits=digits
                )
            )
        return self.message(f"amount.{amount.unit}", amount=said.replace(" ", NO_BREAK_SPACE))

    # Lists and names --------------------------------------------------------------------------

    def join(self, items: Sequence[str]) -> str:
        """``a, b and c``, by CLDR's pattern for lists. What is marked up stays so."""
        if len(items) < 2:
            return items[0] if items else ""
        patterns = self.locale.list_patterns["standard"]
        if len(items) == 2:
            return _filled(patterns["2"], items[0], items[1])
        *first, last = items
        start = reduce(
            lambda text, item: _filled(patterns["middle"], text, item),
            first[2:],
            _filled(patterns["start"], first[0], first[1]),
        )
        return _filled(patterns["end"], start, last)

    def clauses(self, items: Iterable[str]) -> str:
        """``a; b; c``."""
        return self._strung(list(items), "list.clause")

    def _strung(self, items: Sequence[str], separator: str) -> str:
        between = self.message(separator)
        return _joined([part for item in items for part in (between, item)][1:])

    def country(self, code: str) -> str:
        """CLDR's name of a country, by its ISO 3166-1 code; the code where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """CLDR's name of a language, by its BCP 47 tag; the tag where CLDR has none."""
        names = self.locale.languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0], tag))

    def quote(self, text: str) -> str:
        """``text`` in quotation marks."""
        return self.message("quotation", text=text)


def capitalized(text: str) -> str:
    """``text`` with a capital letter first; what is marked up stays so."""
    return type(text)(text[:1].upper() + text[1:])


def lowered(text: str) -> str:
    """``text`` without a capital letter first."""
    return type(text)(text[:1].lower() + text[1:])


def _parts(value: Date) -> tuple[int, ...]:
    return value.parts if isinstance(value, PartialDate) else (value.year, value.month, value.day)


def _joined(pieces: Sequence[str]) -> str:
    if any(isinstance(piece, Markup) for piece in pieces):
        return Markup("").join(escape(piece) for piece in pieces)
    return "".join(pieces)


def _filled(pattern: str, first: str, second: str) -> str:
    """CLDR's pattern ``{0}, {1}`` with two items in their places."""
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return _joined([before, first, between, second, after])
