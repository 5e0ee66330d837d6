"""Who carries how much weight, as a table and in one line."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.lines import by_name, distinct
from orgbriefs.content.values import (
    Country,
    Organization,
    Share,
    Weight,
    WeightColumn,
    WeightRow,
    WeightTable,
)
from orgbriefs.data.model import MEASURES
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.weight import weights
from orgbriefs.language.collation import collation_key
from orgbriefs.language.language import Language
from orgbriefs.language.values import Amount, CountryName, Message, Value, message

#: In which unit each measure is told.
_UNITS = {"population": "persons"}
_MONEY = "usd"
#: More countries than these are counted, not named, where no figure of them is known.
_NAMED = 6


def weight_lines(
    edition: OrganizationAt, countries: dict[str, Country], language: Language
) -> tuple[Weight, ...]:
    """A line for each measure that the data allow."""
    lines = []
    for entry in weights(edition):
        shares = tuple(
            Share(country=countries[share.country.code].name, share=share.share)
            for share in entry.shares
        )
        lines.append(
            Weight(
                sources=distinct(share.figure.source for share in entry.shares),
                unverified=any(s.figure.confidence == "unverified" for s in entry.shares),
                measure=entry.measure,
                year=int(entry.year),
                total=Amount(entry.total, _UNITS.get(entry.measure, _MONEY)),
                shares=shares,
                largest=shares[0],
                concentration=entry.concentration,
                missing=by_name((countries[c.code].name for c in entry.missing), language),
            )
        )
    return tuple(lines)


def in_one_line(lines: Sequence[Weight]) -> Message | None:
    """``Russia: 51% of population, 72% of GDP and 88% of military spending (2006)``."""
    if not lines:
        return None
    same_year = len({line.year for line in lines}) == 1
    form = "weight.share" if same_year else "weight.share-of-year"
    shares = [
        message(
            form,
            share=line.largest.share,
            measure=_measure(line.measure),
            year=line.year,
            country=line.largest.country,
        )
        for line in lines
    ]
    remarks: list[Value] = [str(lines[0].year)] if same_year else []
    remarks += [
        message("weight.not-known", what=_of(line.measure, line.missing))
        for line in lines
        if line.missing
    ]
    told: Message
    if len({line.largest.country for line in lines}) == 1:
        told = message("weight.of-one", country=lines[0].largest.country, shares=tuple(shares))
    else:
        told = message(
            "weight.of-several",
            shares=tuple(message(f"{share.id}-by-country", **share.parts) for share in shares),
        )
    return message("weight.remarked", told=told, remarks=tuple(remarks)) if remarks else told


def weight_table(organizations: Sequence[Organization]) -> WeightTable | None:
    """The organizations side by side; ``None`` without any figure."""
    lines = [line for organization in organizations for line in organization.weights]
    if not lines:
        return None
    columns = []
    for measure in MEASURES:
        of_measure = [line for line in lines if line.measure == measure]
        if not of_measure:
            continue
        years = {line.year for line in of_measure}
        missing = {country for line in of_measure for country in line.missing}
        columns.append(
            WeightColumn(
                measure=measure,
                year=years.pop() if len(years) == 1 else None,
                missing=tuple(sorted(missing, key=lambda country: collation_key(country.name))),
            )
        )
    return WeightTable(
        columns=tuple(columns),
        rows=tuple(
            WeightRow(
                abbreviation=organization.name.abbreviation,
                cells=tuple(_cell(organization, column) for column in columns),
            )
            for organization in organizations
        ),
        missing=tuple(_of(c.measure, c.missing) for c in columns if c.missing),
        sources=distinct(line.sources for line in lines),
    )


def _cell(organization: Organization, column: WeightColumn) -> Weight | None:
    return next((w for w in organization.weights if w.measure == column.measure), None)


def _measure(measure: str) -> Message:
    return message(f"measure.{measure}")


def _of(measure: str, countries: tuple[CountryName, ...]) -> Message:
    if len(countries) > _NAMED:
        return message("weight.measure-of-many", measure=_measure(measure), number=len(countries))
    return message("weight.measure-of", measure=_measure(measure), countries=countries)
