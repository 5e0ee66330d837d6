"""From records of the data to the values of :mod:`orgbriefs.content.values`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orgbriefs.content.values import Country, NativeName, Status
from orgbriefs.data import model
from orgbriefs.data.citations import Citation
from orgbriefs.language.collation import collation_key
from orgbriefs.language.language import Language
from orgbriefs.language.values import CountryName, Interval, Message, message
from orgbriefs.language.writing import direction_of


def distinct(lines: Iterable[Iterable[Citation]]) -> tuple[Citation, ...]:
    """The citations of several lines, each once, in order of appearance."""
    return tuple(dict.fromkeys(citation for line in lines for citation in line))


def is_unverified(*facts: model.Fact) -> bool:
    """Whether one of the facts is not confirmed by a source that was opened."""
    return any(fact.confidence == "unverified" for fact in facts)


def interval_of(period: model.Period) -> Interval:
    """When it held."""
    return Interval(period.start, period.end)


def native_names(names: Mapping[str, str]) -> tuple[NativeName, ...]:
    """Names by language tag."""
    return tuple(
        NativeName(language=tag, text=text, direction=direction_of(text))
        for tag, text in names.items()
    )


def countries_of(records: Iterable[model.Country], language: Language) -> dict[str, Country]:
    """The countries by code. Where the data give a country no name, CLDR does."""
    return {
        record.code: Country(
            code=record.code,
            name=CountryName(record.code, record.name or language.country(record.code)),
            native=native_names(record.native),
        )
        for record in records
    }


def statuses_of(records: Iterable[model.Status]) -> dict[str, Status]:
    """The statuses by id, from the closest tie to the loosest."""
    return {
        record.id: Status(
            id=record.id,
            label=record.label,
            plural=record.plural,
            article=record.article,
            change=record.change,
            counts=record.counts,
        )
        for record in records
    }


def by_name(countries: Iterable[CountryName], language: Language) -> tuple[CountryName, ...]:
    """Countries in the order of their names."""
    return tuple(sorted(countries, key=lambda country: collation_key(country.name)))


def short_name(name: model.Name) -> Message:
    """The abbreviation as it stands in a sentence: ``the CIS``, ``GUAM``."""
    if name.article is None:
        return message("name.bare", name=name.abbreviation)
    return message("name.with-article", article=name.article, name=name.abbreviation)
