"""Which database a download file comes from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from orgbriefs.data.model import Country, CountryCode
from orgbriefs.databases.series import Series
from orgbriefs.databases.sipri import SHEET, is_sipri, read_sipri
from orgbriefs.databases.table import read_table
from orgbriefs.databases.world_bank import INDICATORS, is_world_bank, read_world_bank
from orgbriefs.problems import InputError


def read_download(path: Path, wanted: Mapping[CountryCode, Country]) -> Series:
    """The figures in a download file; which database's it is, is seen from what it holds.

    Args:
        path: the file, as the World Bank or SIPRI gives it.
        wanted: the countries whose figures are to be read.

    Raises:
        InputError: with every fault of the file.
    """
    table = read_table(path, SHEET)
    if is_world_bank(table):
        return read_world_bank(table, wanted)
    if is_sipri(table):
        return read_sipri(table, wanted)
    known = ", ".join(INDICATORS)
    fix = f"give the World Bank's file of an indicator ({known}), or SIPRI's sheet '{SHEET}'"
    raise InputError([table.problem(1, 0, "not a file of a database that is read here", "", fix)])
