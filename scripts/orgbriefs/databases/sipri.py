"""SIPRI's Military Expenditure Database: its sheet in current US dollars."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from orgbriefs.data.model import Country, CountryCode
from orgbriefs.databases.names import names_in_sipri
from orgbriefs.databases.numbers import number, year
from orgbriefs.databases.series import Series
from orgbriefs.databases.table import Table
from orgbriefs.problems import InputError, Problem

#: The sheet of the workbook that is in the model's unit, but for the million.
SHEET = "Current US$"
_MILLION = 1_000_000
#: So SIPRI prints its figures, in millions; what a workbook holds beyond it is no knowledge.
_PRECISION = Decimal("0.1")
#: No figure: not available, or no such state.
_NO_FIGURE = ("", "...", "..", ". .", "…", "xxx", "xx")
_PERIOD = re.compile(r"19[0-9]{2}\s?[-–]\s?20[0-9]{2}")
_FIX = f"give SIPRI's workbook as it comes, or its sheet '{SHEET}' as CSV, with the lines above"


def is_sipri(table: Table) -> bool:
    """Whether a table is a sheet of SIPRI's database."""
    return any("military expenditure" in cell.lower() for _, row in table.rows[:3] for cell in row)


def read_sipri(table: Table, wanted: Mapping[CountryCode, Country]) -> Series:
    """The figures of the wanted countries, in US dollars.

    A zero is no figure: the database has it where no rate of exchange gave another.

    Raises:
        InputError: with every fault of the table.
    """
    at = next((i for i, (_, row) in enumerate(table.rows) if row[:1] == ("Country",)), None)
    if at is None:
        raise InputError([table.problem(1, 0, "the heads of columns are missing", "", _FIX)])
    title = next((cell for _, row in table.rows[:at] for cell in row if cell), "")
    above = " ".join(cell for _, row in table.rows[:at] for cell in row).lower()
    if "current prices" not in above or "constant" in above or "us$" not in above:
        raise InputError([table.problem(1, 0, "not in current US dollars", title, _FIX)])
    problems: list[Problem] = []
    if (period := _PERIOD.search(title)) is None:
        problems.append(table.problem(1, 0, "the title names no years", title, _FIX))
    line, head = table.rows[at]
    years = {cell: found for cell, text in enumerate(head) if (found := year(text)) is not None}
    if not years:
        problems.append(table.problem(line, 0, "no column has a year", "", _FIX))
    names = {name: code for code, country in wanted.items() for name in names_in_sipri(country)}
    values: dict[CountryCode, dict[int, int]] = {}
    zeros: dict[CountryCode, tuple[int, ...]] = {}
    for number_of_line, row in table.rows[at + 1 :]:
        if not row or (code := names.get(row[0])) is None:
            continue
        if code in values:
            problems.append(
                table.problem(number_of_line, 0, "this country is given twice", row[0], _FIX)
            )
        values[code] = {}
        for cell, of_year in years.items():
            text = row[cell] if cell < len(row) else ""
            if (value := number(text)) is not None:
                dollars = int(value.quantize(_PRECISION, ROUND_HALF_EVEN) * _MILLION)
                if dollars:
                    values[code][of_year] = dollars
                else:
                    zeros[code] = (*zeros.get(code, ()), of_year)
            elif text not in _NO_FIGURE:
                fix = "it must be a number of millions, with a full stop before decimals, or '...'"
                problems.append(
                    table.problem(number_of_line, cell, f"{of_year}: not a figure", text, fix)
                )
    if problems:
        raise InputError(problems)
    assert period is not None
    return Series(
        file=table.file,
        measure="military_expenditure",
        title="SIPRI Military Expenditure Database, current US dollars",
        release=re.sub(r"\s?[-–]\s?", "–", period[0]),
        values={code: known for code, known in values.items() if known},
        zeros=zeros,
        unnamed=tuple(sorted(wanted.keys() - values.keys())),
    )
