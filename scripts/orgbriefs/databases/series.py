"""What a download file gives: figures of one measure, by country and year."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from orgbriefs.data.model import CountryCode, Measure

#: No country of the data existed as it is now before, and no file is read before.
FIRST_YEAR = 1992


@dataclass(frozen=True)
class Series:
    """The figures of one measure in one release of a database.

    Units are those of the model: persons, or US dollars of the year.
    """

    #: The file they were read from.
    file: Path
    measure: Measure
    #: The database and what was taken of it, such as ``World Bank, SP.POP.TOTL``.
    title: str
    #: Which release, as the file itself says it.
    release: str
    #: Whether the database is another's, which this one only passes on.
    republished: bool = False
    #: By country and year; only those for which the file has a figure.
    values: dict[CountryCode, dict[int, int]] = field(default_factory=dict)
    #: Years for which the file has a zero that stands for no figure.
    zeros: dict[CountryCode, tuple[int, ...]] = field(default_factory=dict)
    #: Countries that were asked for and that the file does not name.
    unnamed: tuple[CountryCode, ...] = ()
