"""How weight is spread among an organization's participants: totals, shares, concentration.

All numbers are computed from the countries' figures by year. Where a participant has none,
it is left out of the sums and named, never estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

from orgbriefs.data.model import MEASURES, Country, Figure, Measure, figures_of
from orgbriefs.edition.membership import participants
from orgbriefs.edition.record import OrganizationAt


@dataclass(frozen=True)
class Share:
    """One participant's part of the whole."""

    country: Country
    figure: Figure
    #: From 0 to 1, of the sum over the participants with a figure.
    share: float


@dataclass(frozen=True)
class Weight:
    """The participants by one measure, in one year."""

    measure: Measure
    year: str
    #: The largest first; equal ones by their codes.
    shares: tuple[Share, ...]
    #: Participants without a figure for the year, by their codes.
    missing: tuple[Country, ...]

    @property
    def largest(self) -> Share:
        """The participant with the largest share."""
        return self.shares[0]

    @property
    def total(self) -> float:
        """The sum: persons, or US dollars of the year."""
        return sum(share.figure.value for share in self.shares)

    @property
    def concentration(self) -> float:
        """The Herfindahl-Hirschman index: the sum of the squared shares, from 1/n to 1."""
        return sum(share.share**2 for share in self.shares)


def weight(edition: OrganizationAt, measure: Measure) -> Weight | None:
    """The weight by one measure; ``None`` where no two participants can be compared.

    The year is the last one for which there are figures, or the one before it where more
    participants have a figure then: a recent year says more than a complete one long ago.
    """
    codes = {entry.country for entry in participants(edition)}
    countries = sorted((c for c in edition.countries if c.code in codes), key=lambda c: c.code)
    figures = {country.code: figures_of(country, measure) for country in countries}
    years = {year for known in figures.values() for year in known}
    if not years:
        return None
    latest = sorted(years)[-2:]
    year = max(latest, key=lambda y: (sum(y in known for known in figures.values()), y))
    known = {c.code: figures[c.code][year] for c in countries if year in figures[c.code]}
    total = sum(figure.value for figure in known.values())
    if len(known) < 2 or total <= 0:
        return None
    shares = [
        Share(country, figure, figure.value / total)
        for country in countries
        if (figure := known.get(country.code)) is not None
    ]
    return Weight(
        measure=measure,
        year=year,
        shares=tuple(sorted(shares, key=lambda share: -share.share)),
        missing=tuple(country for country in countries if country.code not in known),
    )


def weights(edition: OrganizationAt) -> tuple[Weight, ...]:
    """The weights by every measure that the data allow."""
    found = (weight(edition, measure) for measure in MEASURES)
    return tuple(entry for entry in found if entry is not None)
