"""Figures of the databases into a project's ``countries.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orgbriefs.data.library import Library
from orgbriefs.data.model import Country, CountryCode
from orgbriefs.databases.download import read_download
from orgbriefs.databases.revision import Revision, revision, source_of
from orgbriefs.databases.series import Series
from orgbriefs.databases.writing import rewritten
from orgbriefs.problems import InputError, Place, Problem, near

_FILE = "countries"


@dataclass(frozen=True)
class Update:
    """What downloads change, and the text of ``countries.yaml`` that comes of it."""

    path: Path
    text: str
    revisions: tuple[Revision, ...]


def update(library: Library, files: Sequence[Path], source: str | None, since: int) -> Update:
    """What download files change in the data; nothing is written.

    Figures are taken for each country of ``countries.yaml`` that takes part in an organization,
    at whatever time, or that has figures already.

    Args:
        library: the data, valid.
        files: downloads of the World Bank or SIPRI, one a measure.
        source: the key that the figures bear; by default that of most figures of their measure.
        since: the first year to take.

    Raises:
        InputError: with every fault of every file.
    """
    if _FILE not in library.sources:
        fix = "write one that begins with 'countries:', with a '- code:' for each country"
        raise _refused(Path("data/countries.yaml"), "there is no such file", "", fix)
    if source is not None and len(files) > 1:
        fix = "give one file, or leave '--source' out"
        raise _refused(Path("--source"), "several files cannot have one source", source, fix)
    if source is not None and source not in library.references:
        fix = near(source, library.references, "add it to sources.yaml")
        raise _refused(Path("--source"), "unknown source", source, fix)
    countries = _concerned(library)
    problems: list[Problem] = []
    read: list[Series] = []
    for path in files:
        try:
            read.append(read_download(path, countries))
        except InputError as error:
            problems += error.problems
    for series in read:
        if sum(other.measure == series.measure for other in read) > 1:
            fix = "give one file a measure"
            problems.append(_fault(series.file, "another file has it as well", series.measure, fix))
    revisions: list[Revision] = []
    for series in read:
        try:
            key = source or _usual_source(library, series)
            revisions.append(revision(series, countries, key, since))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    written = library.sources[_FILE]
    text = rewritten(written, [change for done in revisions for change in done.changes])
    return Update(written.path, text, tuple(revisions))


def _concerned(library: Library) -> dict[CountryCode, Country]:
    taking_part = {
        entry.country
        for organization in library.organizations.values()
        for entry in organization.membership
        if library.statuses[entry.status].counts
    }
    return {
        code: country
        for code, country in library.countries.written.items()
        if code in taking_part or country.population or country.gdp or country.military_expenditure
    }


def _usual_source(library: Library, series: Series) -> str:
    found = source_of(series.measure, library.countries.written.values())
    if found is None or series.republished:
        message = "it is not clear which source its figures are to bear"
        fix = "give it as '--source KEY', with a key of sources.yaml"
        raise InputError([_fault(series.file, message, series.title, fix)])
    return found


def _fault(file: Path, message: str, value: str, fix: str) -> Problem:
    return Problem(Place(file, 0, 0), message, value, fix)


def _refused(file: Path, message: str, value: str, fix: str) -> InputError:
    return InputError([_fault(file, message, value, fix)])
