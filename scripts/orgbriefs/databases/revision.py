"""What a download changes in the figures that the data have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orgbriefs.data.model import Country, CountryCode, Figure, Measure, figures_of
from orgbriefs.databases.series import Series
from orgbriefs.problems import InputError, Place, Problem


@dataclass(frozen=True)
class Change:
    """One figure that is added, revised or removed."""

    country: CountryCode
    measure: Measure
    year: int
    #: What the data have; ``None`` for a figure that is added.
    before: float | None
    #: What the download has; ``None`` for a figure that its release no longer gives.
    after: int | None
    #: The key of its source.
    source: str


@dataclass(frozen=True)
class Revision:
    """All that a download changes."""

    series: Series
    #: The key of the source that its figures bear.
    source: str
    changes: tuple[Change, ...]
    #: Figures of other sources, which stay as they are.
    kept: tuple[tuple[CountryCode, int], ...] = ()
    #: Years from the first one on for which the file has a zero that stands for no figure.
    zeros: Mapping[CountryCode, tuple[int, ...]] = field(default_factory=dict)


def source_of(measure: Measure, countries: Iterable[Country]) -> str | None:
    """The source of most of a measure's figures; ``None`` where there are none."""
    keys = Counter(
        citation.key
        for country in countries
        for figure in figures_of(country, measure).values()
        for citation in figure.source
    )
    return keys.most_common(1)[0][0] if keys else None


def revision(
    series: Series, countries: Mapping[CountryCode, Country], source: str, since: int
) -> Revision:
    """What a download changes: every figure from ``since`` on is of its release.

    Args:
        series: what the download has.
        countries: the countries that were asked for, as the data have them.
        source: the key that its figures bear. Figures of other sources are not touched.
        since: the first year to take.

    Raises:
        InputError: when a country would lose all its figures, as with a wrong or broken file.
    """
    changes: list[Change] = []
    kept: list[tuple[CountryCode, int]] = []
    problems: list[Problem] = []
    for code, country in countries.items():
        given = {y: v for y, v in series.values.get(code, {}).items() if y >= since}
        known = {int(y): f for y, f in figures_of(country, series.measure).items()}
        others = sorted(y for y, figure in known.items() if not _is_of(figure, source))
        kept += [(code, y) for y in others if y in given]
        ours = {y: f.value for y, f in known.items() if y >= since and y not in others}
        if ours and not given:
            fix = "check that it is the right file; or remove the figures from countries.yaml"
            message = f"it has no {series.measure} of a country that has some in the data"
            problems.append(Problem(Place(series.file, 0, 0), message, code, fix))
        for of_year in sorted(ours.keys() | given.keys() - set(others)):
            before, after = ours.get(of_year), given.get(of_year)
            if before != after:
                changes.append(Change(code, series.measure, of_year, before, after, source))
    if problems:
        raise InputError(problems)
    zeros = {code: tuple(y for y in years if y >= since) for code, years in series.zeros.items()}
    shown = {code: years for code, years in zeros.items() if years}
    return Revision(series, source, tuple(changes), tuple(kept), shown)


def told(done: Revision, names: Mapping[CountryCode, str]) -> Iterator[str]:
    """A revision in lines, for the person who asked for it."""
    series = done.series
    yield f"{series.measure}: {series.title}, release {series.release} (source: {done.source})"
    if not done.changes:
        yield "  nothing to change"
    for code in dict.fromkeys(change.country for change in done.changes):
        of_country = [change for change in done.changes if change.country == code]
        added = [change.year for change in of_country if change.before is None]
        revised = [c for c in of_country if c.before is not None and c.after is not None]
        removed = [c for c in of_country if c.after is None]
        counts = [f"{len(added)} added ({spans(added)})"] if added else []
        counts += [f"{len(revised)} revised"] if revised else []
        counts += [f"{len(removed)} removed"] if removed else []
        yield f"  {names[code]}: {', '.join(counts)}"
        for change in revised:
            yield f"    {change.year}: {change.before:,.0f} → {change.after:,}"
        for change in removed:
            yield f"    {change.year}: {change.before:,.0f} → not in this release"
    for code in dict.fromkeys(code for code, _ in done.kept):
        years = spans([y for c, y in done.kept if c == code])
        yield f"  {names[code]}: {years} left as they are, being of another source"
    for code, years_of_zeros in done.zeros.items():
        yield f"  {names[code]}: {spans(years_of_zeros)} left out: the file has 0, no figure"
    if series.unnamed:
        yield f"  not in the file: {', '.join(names[code] for code in series.unnamed)}"


def spans(years: Iterable[int]) -> str:
    """``1992–1995, 1997``."""
    found: list[list[int]] = []
    for of_year in sorted(years):
        if found and found[-1][1] == of_year - 1:
            found[-1][1] = of_year
        else:
            found.append([of_year, of_year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found)


def _is_of(figure: Figure, source: str) -> bool:
    return any(citation.key == source for citation in figure.source)
