"""Countries, and their figures by year."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.record import CountryCode, LanguageTag, Record, Text

Year = Annotated[str, Field(pattern=r"^[0-9]{4}$", description='a year in quotation marks: "2006"')]
Measure = Literal["population", "gdp", "military_expenditure"]
#: What is known of countries by year, in the order in which it is told.
MEASURES: tuple[Measure, ...] = get_args(Measure)
#: No figure is larger: persons or US dollars.
_LARGEST = 1e18


class Figure(Fact):
    """A number for one year."""

    value: Annotated[
        float, Field(ge=0, le=_LARGEST, description="a number, zero or more, up to 1e18")
    ]


class Country(Record):
    """A country: one of ``countries.yaml``, or one of which nothing more is known than its code.

    Without ``name``, the Common Locale Data Repository's name for it is meant.
    """

    code: CountryCode
    alpha3: str | None = Field(
        default=None, pattern=r"^[A-Z]{3}$", description="an ISO 3166-1 alpha-3 code, such as KAZ"
    )
    name: Text | None = Field(
        default=None, description="where it is to be called otherwise than CLDR calls it"
    )
    native: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="its name in other languages, by language tag"
    )
    population: dict[Year, Figure] = Field(default_factory=dict, description="persons, by year")
    gdp: dict[Year, Figure] = Field(default_factory=dict, description="current US dollars, by year")
    military_expenditure: dict[Year, Figure] = Field(
        default_factory=dict, description="current US dollars, by year"
    )


class Countries(Record):
    """``data/countries.yaml``."""

    countries: list[Country]


def figures_of(country: Country, measure: Measure) -> dict[Year, Figure]:
    """A country's figures of one measure, by year."""
    return {
        "population": country.population,
        "gdp": country.gdp,
        "military_expenditure": country.military_expenditure,
    }[measure]
