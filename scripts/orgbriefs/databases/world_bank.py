"""The World Bank's CSV file of an indicator of the World Development Indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from orgbriefs.data.model import Country, CountryCode, Measure
from orgbriefs.databases.names import by_alpha3
from orgbriefs.databases.numbers import number, year
from orgbriefs.databases.series import Series
from orgbriefs.databases.table import Table
from orgbriefs.problems import InputError, Problem, near

#: The indicators that are figures of the model, in its units.
INDICATORS: Mapping[str, Measure] = MappingProxyType(
    {
        "SP.POP.TOTL": "population",
        "NY.GDP.MKTP.CD": "gdp",
        "MS.MIL.XPND.CD": "military_expenditure",
    }
)
_REPUBLISHED = ("MS.MIL.XPND.CD",)
_HEAD = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
_RELEASE = "Last Updated Date"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AS_IT_COMES = "give the file as it comes from data.worldbank.org, with the lines above its table"


def is_world_bank(table: Table) -> bool:
    """Whether a table begins like a file of the World Bank."""
    return any(
        tuple(row[:4]) == _HEAD or row[:1] in (("Data Source",), (_RELEASE,))
        for _, row in table.rows[:10]
    )


def read_world_bank(table: Table, wanted: Mapping[CountryCode, Country]) -> Series:
    """The figures of the wanted countries.

    Raises:
        InputError: with every fault of the table.
    """
    at = next((i for i, (_, row) in enumerate(table.rows) if tuple(row[:4]) == _HEAD), None)
    if at is None:
        raise InputError(
            [table.problem(1, 0, "the heads of columns are missing", "", _AS_IT_COMES)]
        )
    problems: list[Problem] = []
    release = next((row[1] for _, row in table.rows[:at] if row[:1] == (_RELEASE,)), "")
    if not _DAY.fullmatch(release):
        problems.append(table.problem(1, 0, f"no '{_RELEASE}' is given", release, _AS_IT_COMES))
    line, head = table.rows[at]
    years: dict[int, int] = {}
    for cell, text in enumerate(head[4:], start=4):
        if (found := year(text)) is not None:
            years[cell] = found
        elif text:
            problems.append(table.problem(line, cell, "not a year", text, _AS_IT_COMES))
    body = [(n, row) for n, row in table.rows[at + 1 :] if any(row)]
    indicators = {row[3] for _, row in body if len(row) > 3}
    if len(indicators) != 1 or (indicator := indicators.pop()) not in INDICATORS:
        fix = near(body[0][1][3] if body and len(body[0][1]) > 3 else "", INDICATORS)
        told = table.problem(line, 3, "not one indicator that is read here", "", fix)
        raise InputError([*problems, told])
    values: dict[CountryCode, dict[int, int]] = {}
    for number_of_line, row in body:
        code = by_alpha3(row[1])
        if code is None or code not in wanted:
            continue
        if code in values:
            problems.append(
                table.problem(
                    number_of_line, 1, "this country is given twice", row[1], _AS_IT_COMES
                )
            )
        values[code] = {}
        for cell, of_year in years.items():
            text = row[cell] if cell < len(row) else ""
            if (value := number(text)) is not None:
                values[code][of_year] = round(value)
            elif text:
                fix = "it must be a number, zero or more, with a full stop before decimals"
                problems.append(
                    table.problem(number_of_line, cell, f"{of_year}: not a figure", text, fix)
                )
    last = table.rows[-1][0]
    problems += [
        table.problem(last, 0, "the file ends without this country", code, _AS_IT_COMES)
        for code in sorted(wanted.keys() - values.keys())
    ]
    if problems:
        raise InputError(problems)
    return Series(
        file=table.file,
        measure=INDICATORS[indicator],
        title=f"World Bank, {indicator}",
        release=release,
        republished=indicator in _REPUBLISHED,
        values={code: known for code, known in values.items() if known},
    )
