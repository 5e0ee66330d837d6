"""What templates may do with values: the filters and the functions that they have.

Filters, ``{{ value | filter }}``:

=================  ============================================================================
``date``           ``7 October 2002``, as far as it is known
``on``             ``on 7 October 2002``, ``in October 2002``, ``in 2002``
``year``           ``2002``
``interval``       ``1999–2005``, ``since 1999``
``dates``          of an interval: ``7 October 2002 – 4 July 2024``
``join``           several values: ``a, b and c``
``enumerated``     several values: ``a, b, c``
``clauses``        several values: ``a; b; c``
``sentences``      several values, one after the other
``number``         ``10 000``
``words``          of a whole number: ``four``
``percent``        of a share: ``51%``
``amount``         ``142 million``, ``US$ 2.79 trillion``
``language_name``  of a language's tag: ``Russian``
``say``            of a message: its words
``prose``          of prose: its paragraphs and lists
``inline``         of prose: its one paragraph, without marks of a paragraph
``opening``        of prose: its first paragraph, as prose
``rest``           of prose: what follows its first paragraph, or none
``cite``           of a line of the data, or of citations: the note in the text
``sources``        of lines of the data: their citations, each once
``dagger``         of a line of the data: a mark where nothing that was opened confirms it
``quote``          text in quotation marks
``capitalized``    with a capital letter first
``lowered``        without a capital letter first
=================  ============================================================================

and of Jinja's own ``default``, ``first``, ``last``, ``length``. Functions:

=============================  ================================================================
``_('an.id', part=value)``     the message with this id of the catalogue, with its parts
``source_line(lines, of='…')``  the line of sources under a table, list or figure
``columns(20, 80)``            the widths of a table's columns, in hundredths of its own
``between(2, 3)``              what stands behind the second of three things in a list
``range(4)``                   numbers to count by, 1,000 at most
``namespace()``                something to keep a value in, from one turn of a loop to another
=============================  ================================================================

A date, an interval, a country, an amount or a message that is placed without a filter is said as
the language says it. What has no one form, such as several values, prose, a fraction, or nothing
at all, is an error.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType
from typing import TypeVar

from markupsafe import Markup, escape

from orgbriefs.data.citations import Citation
from orgbriefs.data.dates import PartialDate
from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.prose import Markdown
from orgbriefs.language.language import Language, capitalized, lowered
from orgbriefs.language.values import Amount, CountryName, Interval, Message, Prose, Value

FILTERS = (
    "date on year interval dates join enumerated clauses sentences number words percent amount "
    "language_name say prose inline opening rest cite sources dagger quote capitalized lowered"
).split()


_QUOTATION_MARKS = (
    "quotation-opens",
    "quotation-closes",
    "inner-quotation-opens",
    "inner-quotation-closes",
)
_Kind = TypeVar("_Kind")
#: What has one form in which it is said.
_SAID = (PartialDate, datetime.date, Interval, CountryName, Amount, Message)


class MisplacedValueError(ValueError):
    """A template places a value, or puts it through a filter, that it does not go with."""


@dataclass(frozen=True)
class Placing:
    """Puts values into the words and the marks of one document."""

    language: Language
    marks: CitationMarks
    markdown: Markdown

    @classmethod
    def of(cls, language: Language, marks: CitationMarks) -> Placing:
        """For a document in ``language`` whose citations are registered in ``marks``."""
        quotation_marks = [language.message(f"prose.{name}") for name in _QUOTATION_MARKS]
        return cls(language, marks, Markdown(marks, quotation_marks))

    # Values ------------------------------------------------------------------------------------

    def placed(self, value: object) -> object:
        """What a template places without a filter, as it stands in the document.

        Raises:
            MisplacedValueError: when it has no one form.
        """
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, _SAID):
            return self.say(value)
        raise MisplacedValueError(f"{described(value)} cannot be placed as it is")

    def date(self, value: datetime.date | PartialDate) -> str:
        """As far as it is known."""
        return self.language.date(_dated(value))

    def on(self, value: datetime.date | PartialDate) -> str:
        """With the preposition that goes with it."""
        return self.language.on(_dated(value))

    def year(self, value: datetime.date | PartialDate) -> str:
        """Its year alone."""
        return self.language.value(_dated(value), "year")

    def interval(self, value: Interval) -> str:
        """In years."""
        return self.language.interval(_of_type(value, Interval))

    def dates(self, value: Interval) -> str:
        """From the first date to the last, or the first alone while it goes on."""
        return self.language.dates(_of_type(value, Interval))

    def join(self, values: Iterable[Value]) -> str:
        """A list in running text."""
        return self.language.join([self.say(value) for value in _several(values)])

    def enumerated(self, values: Iterable[Value]) -> str:
        """A list in a table."""
        return self._strung(values, "list.enumerated")

    def clauses(self, values: Iterable[Value]) -> str:
        """A list whose items hold commas."""
        return self.language.clauses([self.say(value) for value in _several(values)])

    def sentences(self, values: Iterable[Value]) -> str:
        """One after the other."""
        return self._strung(values, "list.sentence")

    def between(self, index: int, length: int) -> str:
        """What stands behind the item ``index`` of a list of ``length``, counted from 1."""
        if index >= length:
            return ""
        patterns = self.language.locale.list_patterns["standard"]
        if length == 2:
            pattern = patterns["2"]
        else:
            last = length - 1
            pattern = patterns["end" if index == last else "start" if index == 1 else "middle"]
        return str(pattern).partition("{0}")[2].partition("{1}")[0]

    def number(self, value: float) -> str:
        """In figures."""
        return self.language.number(_of_type(value, int, float))

    def words(self, value: int) -> str:
        """In words, if it is small."""
        return self.language.words(_of_type(value, int))

    def percent(self, value: float) -> str:
        """A share from 0 to 1, in hundredths."""
        return self.language.percent(_of_type(value, int, float))

    def amount(self, value: Amount) -> str:
        """In three figures."""
        return self.language.amount(_of_type(value, Amount))

    def language_name(self, tag: str) -> str:
        """The name of a language, by its BCP 47 tag."""
        return self.language.language_name(_of_type(tag, str))

    def say(self, value: Value) -> str:
        """A message in its words, or another value in its one form; prose in it is marked up."""
        if value is None:
            raise MisplacedValueError("a value is missing here (None)")
        if isinstance(value, Message) and _holds_prose(value):
            return self.message(value.id, **value.parts)
        return self.language.value(self._marked_up(value))

    def message(self, identifier: str, /, **parts: Value) -> str:
        """The message ``identifier`` with its parts; prose in them is marked up."""
        for name, part in parts.items():
            if part is None:
                raise MisplacedValueError(f"the part '{name}' is missing (None)")
        said = {name: self._marked_up(part) for name, part in parts.items()}
        return self.language.message(_of_type(identifier, str), **said)

    # Prose and citations -----------------------------------------------------------------------

    def prose(self, value: Prose) -> Markup:
        """Its paragraphs and lists."""
        return self.markdown.blocks(_of_type(value, Prose).markdown)

    def inline(self, value: Prose) -> Markup:
        """Its one paragraph."""
        return self.markdown.inline(_of_type(value, Prose).markdown)

    def opening(self, value: Prose) -> Prose:
        """Its first paragraph."""
        return Prose(markdown=_parted(value)[0])

    def rest(self, value: Prose) -> Prose | None:
        """What follows its first paragraph, if anything does."""
        _, rest = _parted(value)
        return Prose(markdown=rest) if rest else None

    def cite(self, value: object) -> Markup:
        """The mark of a note, or of a bracket in the text; nothing without citations."""
        return self.marks.in_text(self.sources(value))

    def sources(self, value: object) -> tuple[Citation, ...]:
        """The citations of lines of the data, of lists of them, each once, in their order."""
        return tuple(dict.fromkeys(_citations_in(value)))

    def source_line(self, value: object, of: str | None = None) -> Markup:
        """The mark of a line of sources; nothing without citations."""
        return self.marks.under_block(self.sources(value), of)

    def dagger(self, value: object) -> Markup:
        """A mark where the line is not confirmed."""
        unverified = getattr(value, "unverified", None)
        if not isinstance(unverified, bool):
            raise MisplacedValueError(f"{described(value)} is no line of the data")
        return Markup('<span class="unverified">†</span>') if unverified else Markup()

    # Type --------------------------------------------------------------------------------------

    def quote(self, value: str) -> str:
        """In quotation marks."""
        return self.language.quote(self.say(value))

    def capitalized(self, value: Value) -> str:
        """With a capital letter first."""
        return capitalized(self.say(value))

    def lowered(self, value: Value) -> str:
        """Without a capital letter first."""
        return lowered(self.say(value))

    def columns(self, *shares: float) -> Markup:
        """The ``<colgroup>`` of a table, with each column's share for whoever reads no styles.

        Raises:
            MisplacedValueError: when they do not add up to a hundred.
        """
        if not shares or any(not isinstance(s, int | float) or s <= 0 for s in shares):
            raise MisplacedValueError("the widths of columns are numbers above nought")
        if abs(sum(shares) - 100) > 0.01:
            raise MisplacedValueError(f"the widths of columns make {sum(shares):g}, not 100")
        column = Markup('<col data-share="{0}" style="width: {0}%">')
        return Markup("<colgroup>{}</colgroup>").format(
            Markup().join(column.format(f"{share:g}") for share in shares)
        )

    # Parts -------------------------------------------------------------------------------------

    def _strung(self, values: Iterable[Value], separator: str) -> str:
        said = [self.say(value) for value in _several(values)]
        between = self.language.message(separator)
        if any(isinstance(text, Markup) for text in said):
            return escape(between).join(said)
        return between.join(said)

    def _marked_up(self, value: Value) -> Value:
        """The value with all prose in it turned into HTML."""
        if isinstance(value, Prose):
            return self.inline(value)
        if isinstance(value, tuple):
            return tuple(self._marked_up(item) for item in value)
        if isinstance(value, Message) and _holds_prose(value):
            parts = {name: self._marked_up(part) for name, part in value.parts.items()}
            return Message(value.id, MappingProxyType(parts))
        return value


def _parted(value: Prose) -> tuple[str, str]:
    """The first paragraph of prose, and the rest."""
    opening, _, rest = _of_type(value, Prose).markdown.strip().partition("\n\n")
    return opening, rest.strip()


def _holds_prose(value: Value) -> bool:
    if isinstance(value, Message):
        return any(_holds_prose(part) for part in value.parts.values())
    if isinstance(value, tuple):
        return any(_holds_prose(item) for item in value)
    return isinstance(value, Prose)


def _citations_in(value: object) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _citations_in(item)
    elif (sources := getattr(value, "sources", None)) is not None:
        yield from _citations_in(sources)
    else:
        raise MisplacedValueError(f"{described(value)} has no sources")


def _several(values: object) -> list[Value]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise MisplacedValueError(f"{described(values)} is not a list")
    return list(values)


def _of_type(value: object, *kinds: type[_Kind]) -> _Kind:
    """The value, if a filter is for such values."""
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise MisplacedValueError(f"this filter is not for {described(value)}")
    return value


def _dated(value: object) -> datetime.date | PartialDate:
    return value if isinstance(value, datetime.date) else _of_type(value, PartialDate)


#: What designers call the values that they are given.
_NAMES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (type(None), "a missing value (None)"),
    (bool, "yes or no"),
    (str, "a text"),
    (int, "a number"),
    (float, "a fraction"),
    ((PartialDate, datetime.date), "a date"),
    (Interval, "an interval"),
    (CountryName, "a country"),
    (Amount, "an amount"),
    (Message, "a message"),
    (Prose, "prose"),
    (Citation, "a citation"),
    ((tuple, list), "a list"),
)


def described(value: object) -> str:
    """What kind of value this is, in a designer's words."""
    named = (name for kinds, name in _NAMES if isinstance(value, kinds))
    return next(named, "a value of several parts" if is_dataclass(value) else "such a thing")
