"""Figures into the text of ``countries.yaml``: only their own words change.

Comments, order, blank lines and all that editors wrote stay as they are. A figure that is added
gets a line of its own, after that of the year before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orgbriefs.data.errors import validated
from orgbriefs.data.model import MEASURES, Countries, CountryCode, Measure, figures_of
from orgbriefs.data.source import Location, Source, parse_yaml
from orgbriefs.databases.revision import Change
from orgbriefs.problems import InputError, Problem

_ROOT = "countries"


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def rewritten(source: Source, changes: Iterable[Change]) -> str:
    """The text of ``countries.yaml`` with the changes made.

    Args:
        source: the file as it is, valid.
        changes: to be made; each country must stand in the file.

    Raises:
        InputError: when a place is written so that it cannot be changed here.
    """
    codes: Mapping[CountryCode, int] = {
        entry["code"]: index for index, entry in enumerate(source.value[_ROOT])
    }
    listed = list(changes)
    edits: list[_Edit] = []
    for code, index in codes.items():
        writer = _Country(source, index)
        for measure in MEASURES:
            asked = [c for c in listed if (c.country, c.measure) == (code, measure)]
            edits += writer.edits(measure, sorted(asked, key=lambda c: c.year))
    text = _applied(source.text, edits)
    _verify(source, text, listed)
    return text


class _Country:
    """The text of one country."""

    def __init__(self, source: Source, index: int) -> None:
        self._source, self._at = source, (_ROOT, index)
        self._lines = _line_starts(source.text)

    def edits(self, measure: Measure, changes: Sequence[Change]) -> list[_Edit]:
        """How its text is to be changed for one measure."""
        at: Location = (*self._at, measure)
        added = [c for c in changes if c.before is None]
        edits = [
            self._revised(at, c) for c in changes if c.before is not None and c.after is not None
        ]
        edits += [self._removed(at, c) for c in changes if c.after is None]
        if not added:
            return edits
        written = self._value(at)
        if not written:
            return [*edits, self._measure(measure, added)]
        indent, flow = self._column(self._key(at)), self._is_flow(at)
        after: dict[int, list[Change]] = {}
        years = sorted(int(year) for year in written)
        for change in added:
            before = [year for year in years if year < change.year]
            after.setdefault(before[-1] if before else 0, []).append(change)
        return edits + [
            self._inserted(at, year, entries, indent, flow=flow) for year, entries in after.items()
        ]

    def _revised(self, at: Location, change: Change) -> _Edit:
        *_, start, end = self._source.spans[(*at, str(change.year), "value")]
        return _Edit(start, end, str(change.after))

    def _removed(self, at: Location, change: Change) -> _Edit:
        key = (*at, str(change.year))
        start, end = self._start_of_key(key), self._end(key)
        keys = sorted(self._start_of_key((*at, year)) for year in self._value(at))
        if not self._is_flow(at):
            return _Edit(self._line_start(start), self._line_end(end) + 1, "")
        if following := [other for other in keys if other > start]:
            return _Edit(start, following[0], "")
        before = max(self._end((*at, y)) for y in self._value(at) if y != str(change.year))
        return _Edit(before, end, "")

    def _inserted(
        self, at: Location, year: int, added: Sequence[Change], indent: int, *, flow: bool
    ) -> _Edit:
        lines = [_entry(change) for change in added]
        comma, space = "," if flow else "", "\n" + " " * indent
        if year == 0:
            first = min(self._start_of_key((*at, known)) for known in self._value(at))
            return _Edit(first, first, "".join(line + comma + space for line in lines))
        end = self._end((*at, str(year)))
        place = end if flow else self._line_end(end)
        return _Edit(place, place, "".join(comma + space + line for line in lines))

    def _measure(self, measure: Measure, added: Sequence[Change]) -> _Edit:
        """A measure that the country did not have, after the one before it in the model."""
        written = self._value(self._at)
        order = [*(key for key in written if key not in MEASURES), *MEASURES]
        before = [key for key in order[: order.index(measure)] if key in written]
        end = max(self._end((*self._at, key)) for key in before)
        indent = min(self._column((*self._at, key)) for key in written)
        space = "\n" + " " * indent
        if self._is_flow(self._at):
            deep = space + " " * len(f"{measure}: {{")
            entries = f",{deep}".join(_entry(change) for change in added)
            return _Edit(end, end, f",{space}{measure}: {{{entries}}}")
        lines = "".join(f"{space}  {_entry(change)}" for change in added)
        place = self._line_end(end)
        return _Edit(place, place, f"{space}{measure}:{lines}")

    def _value(self, at: Location) -> Mapping[str, object]:
        value = self._source.value
        for step in at:
            value = value[step] if isinstance(step, int) else value.get(step, {})
        return value

    def _is_flow(self, at: Location) -> bool:
        *_, start, _ = self._source.spans[at]
        return self._source.text[start] == "{"

    def _key(self, at: Location) -> Location:
        """The first key in the mapping at ``at``."""
        return min(((*at, key) for key in self._value(at)), key=self._start_of_key)

    def _start_of_key(self, at: Location) -> int:
        line, column = self._source.keys[at]
        return self._lines[line - 1] + column - 1

    def _column(self, at: Location) -> int:
        return self._source.keys[at][1] - 1

    def _end(self, at: Location) -> int:
        """Where the value at ``at`` ends, without the blanks that a block may have after it."""
        *_, start, end = self._source.spans[at]
        if self._source.text[start] in "{[":
            return end
        below = [k for k in self._source.spans if len(k) == len(at) + 1 and k[: len(at)] == at]
        return max((self._end(location) for location in below), default=end)

    def _line_start(self, at: int) -> int:
        return self._source.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self._source.text.find("\n", at)
        return found if found >= 0 else len(self._source.text)


def _entry(change: Change) -> str:
    return f'"{change.year}": {{value: {change.after}, source: {change.source}}}'


def _line_starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    """The text with all edits made; of those at one place, the first given comes first."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join([*parts, text[at:]])


def _verify(source: Source, text: str, changes: Iterable[Change]) -> None:
    """Hold what was written against what was meant.

    Raises:
        InputError: when they differ.
    """
    meant: dict[tuple[str, str, int], float] = _figures(validated(Countries, source))
    for change in changes:
        key = (change.country, change.measure, change.year)
        if change.after is None:
            del meant[key]
        else:
            meant[key] = change.after
    try:
        written = _figures(validated(Countries, parse_yaml(source.path, text)))
    except InputError:
        written = {}
    if wrong := sorted(k for k in meant.keys() | written.keys() if meant.get(k) != written.get(k)):
        code, measure, year = wrong[0]
        index = next(i for i, e in enumerate(source.value[_ROOT]) if e["code"] == code)
        place = source.place((_ROOT, index, measure, str(year)))
        fix = 'write each year on a line of its own: "2006": {value: 1, source: key}'
        raise InputError(
            [Problem(place, f"{measure} is written so that it cannot be changed here", code, fix)]
        )


def _figures(countries: Countries) -> dict[tuple[str, str, int], float]:
    return {
        (country.code, measure, int(year)): figure.value
        for country in countries.countries
        for measure in MEASURES
        for year, figure in figures_of(country, measure).items()
    }
