"""How weight is spread among an organization's participants: totals, shares, concentration.

All numbers are computed from the countries' figures by year. Where a participant has none,
it is left out of the sums and named, never estimated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orgbriefs.data.model import Country, Figure
from orgbriefs.edition.participation import participants
from orgbriefs.edition.record import OrganizationAt

Measure = Literal["population", "gdp", "military_expenditure"]
MEASURES: tuple[Measure, ...] = ("population", "gdp", "military_expenditure")


@dataclass(frozen=True)
class Weight:
    """One participant's part of the whole."""

    country: Country
    figure: Figure
    #: From 0 to 1, of the sum over the participants with a figure.
    share: float


@dataclass(frozen=True)
class Balance:
    """The participants by one measure, in one year."""

    measure: Measure
    year: str
    #: The heaviest first.
    weights: list[Weight]
    #: Participants without a figure for the year.
    missing: list[Country]

    @property
    def largest(self) -> Weight:
        """The participant with the largest share."""
        return self.weights[0]

    @property
    def total(self) -> float:
        """The sum: persons, or US dollars of the year."""
        return sum(weight.figure.value for weight in self.weights)

    @property
    def concentration(self) -> float:
        """The Herfindahl-Hirschman index: the sum of the squared shares, from 1/n to 1."""
        return sum(weight.share**2 for weight in self.weights)


def balance(edition: OrganizationAt, measure: Measure) -> Balance | None:
    """The balance by one measure; ``None`` where no two participants can be compared.

    The year is the one for which most participants have a figure, and of several such
    years the latest.
    """
    codes = {entry.country for entry in participants(edition)}
    countries = sorted((c for c in edition.countries if c.code in codes), key=lambda c: c.name)
    years = {year for country in countries for year in getattr(country, measure)}
    if not years:
        return None
    year = max(years, key=lambda y: (sum(y in getattr(c, measure) for c in countries), y))
    known = [c for c in countries if year in getattr(c, measure)]
    total = sum(getattr(c, measure)[year].value for c in known)
    if len(known) < 2 or total <= 0:
        return None
    weights = [
        Weight(c, getattr(c, measure)[year], getattr(c, measure)[year].value / total) for c in known
    ]
    return Balance(
        measure=measure,
        year=year,
        weights=sorted(weights, key=lambda weight: -weight.share),
        missing=[c for c in countries if c not in known],
    )


def balances(edition: OrganizationAt) -> Sequence[Balance]:
    """The balances by every measure that the data allow."""
    found = (balance(edition, measure) for measure in MEASURES)
    return [entry for entry in found if entry is not None]
