"""Who carries how much weight, as a table and in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from orgbriefs.edition.balance import Balance, Measure, balances
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.view.rows import Row
from orgbriefs.wording import amount, join, percent

LABELS: dict[Measure, str] = {
    "population": "population",
    "gdp": "GDP",
    "military_expenditure": "military spending",
}
_UNITS: dict[Measure, str] = {"population": "", "gdp": "US$ ", "military_expenditure": "US$ "}


@dataclass(frozen=True)
class BalanceRow(Row):
    """The participants by one measure."""

    measure: str = ""
    year: str = ""
    total: str = ""
    largest: str = ""
    share: str = ""
    concentration: str = ""
    #: Participants without a figure.
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BalanceTable(Row):
    """The organizations side by side: a row each, a column for each measure."""

    headings: list[str] = field(default_factory=list)
    #: Abbreviation, and a cell for each heading.
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    #: ``military spending of Tajikistan``; empty when every participant has a figure.
    missing: str = ""


def balance_rows(edition: OrganizationAt) -> list[BalanceRow]:
    """A line for each measure that the data allow."""
    return [_row(entry) for entry in balances(edition)]


def in_one_line(rows: list[BalanceRow]) -> str:
    """``Russia: 51% of population, 72% of GDP and 88% of military spending (2006)``."""
    if not rows:
        return ""
    same_year = len({row.year for row in rows}) == 1
    year = {row.measure: "" if same_year else f" ({row.year})" for row in rows}
    if len({row.largest for row in rows}) == 1:
        shares = [f"{row.share} of {row.measure}{year[row.measure]}" for row in rows]
        told = f"{rows[0].largest}: {join(shares)}"
    else:
        told = "; ".join(
            f"{row.measure}: {row.largest}, {row.share}{year[row.measure]}" for row in rows
        )
    missing = [f"not known: {_of(row.measure, row.missing)}" for row in rows if row.missing]
    remarks = "; ".join([rows[0].year if same_year else "", *missing]).strip("; ")
    return f"{told} ({remarks})" if remarks else told


def balance_table(organizations: Sequence[tuple[str, list[BalanceRow]]]) -> BalanceTable | None:
    """The organizations, by their abbreviations, side by side; ``None`` without any figure.

    A cell gives the sum, the largest share and the concentration, and the year where the
    column has several.
    """
    rows = [row for _, found in organizations for row in found]
    if not rows:
        return None
    measures = [label for label in LABELS.values() if any(r.measure == label for r in rows)]
    years = {m: sorted({r.year for r in rows if r.measure == m}) for m in measures}
    missing = {
        m: sorted({name for r in rows if r.measure == m for name in r.missing}) for m in measures
    }
    return BalanceTable(
        cite=list(dict.fromkeys(citation for row in rows for citation in row.cite)),
        headings=[
            m[0].upper() + m[1:] + (f", {years[m][0]}" if len(years[m]) == 1 else "")
            for m in measures
        ],
        rows=[
            (name, [_cell(found, m, with_year=len(years[m]) > 1) for m in measures])
            for name, found in organizations
        ],
        missing="; ".join(_of(m, missing[m]) for m in measures if missing[m]),
    )


def _cell(rows: list[BalanceRow], measure: str, *, with_year: bool) -> str:
    row = next((row for row in rows if row.measure == measure), None)
    if row is None:
        return "–"
    told = f"{row.total}; {row.share}; {row.concentration}"
    return f"{told} ({row.year})" if with_year else told


def _of(measure: str, countries: list[str]) -> str:
    return f"{measure} of {join(countries)}"


def _row(entry: Balance) -> BalanceRow:
    unit, label = _UNITS[entry.measure], LABELS[entry.measure]
    return BalanceRow(
        cite=list(dict.fromkeys(c for w in entry.weights for c in w.figure.source)),
        measure=label,
        year=entry.year,
        total=unit.replace(" ", "\N{NO-BREAK SPACE}") + amount(entry.total),
        largest=entry.largest.country.name,
        share=percent(entry.largest.share),
        concentration=f"{entry.concentration:.2f}",
        missing=[country.name for country in entry.missing],
    )
