"""Rules that one field cannot know: references between records, intervals, identity."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orgbriefs.data.checks.foresight import later_years
from orgbriefs.data.checks.mentions import unknown
from orgbriefs.data.countries import iso_codes
from orgbriefs.data.model import (
    Assessment,
    Comparison,
    Countries,
    Framework,
    Glossary,
    Membership,
    Organization,
    Period,
    References,
    Statuses,
)
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import Problem

if TYPE_CHECKING:
    from orgbriefs.data.library import Library


class Checker:
    """Checks each file against what has been read before it.

    ``references_known`` is false when a shared file could not be read: then references
    into it are not reported as unknown, which would only hide the real fault.
    """

    def __init__(self, library: Library, known: set[str]) -> None:
        self.library = library
        self.known_organizations = known
        self.references_known = True

    def countries(self, record: Countries, source: Source) -> list[Problem]:
        """Every code once; what ISO 3166-1 does not know has a name."""
        alpha3 = [c.alpha3 for c in record.countries]
        return [
            *_duplicates(source, "countries", "code", [c.code for c in record.countries]),
            *_duplicates(source, "countries", "alpha3", alpha3),
            *(
                Problem(
                    source.place(("countries", index, "code")),
                    "ISO 3166-1 knows no such country",
                    country.code,
                    "correct the code, or add 'name:' to say what it stands for",
                )
                for index, country in enumerate(record.countries)
                if country.code not in iso_codes() and country.name is None
            ),
        ]

    def statuses(self, record: Statuses, source: Source) -> list[Problem]:
        """Every id once."""
        return list(_duplicates(source, "statuses", "id", [s.id for s in record.statuses]))

    def references(self, record: References, source: Source) -> list[Problem]:
        """Every key once, in this file and in those read before it."""
        keys = [r.id for r in record.references]
        elsewhere = [
            _twice(source, ("references", index, "id"), key)
            for index, key in enumerate(keys)
            if key in self.library.references
        ]
        return [*_duplicates(source, "references", "id", keys), *elsewhere]

    def framework(self, record: Framework, source: Source) -> list[Problem]:
        """The id is the file's; criteria are unique."""
        criteria = [c.id for group in record.groups for c in group.criteria]
        twice = {c for c in criteria if criteria.count(c) > 1}
        problems = [*_file_identity(record.id, source)]
        for i, group in enumerate(record.groups):
            for j, criterion in enumerate(group.criteria):
                if criterion.id in twice:
                    location = ("groups", i, "criteria", j, "id")
                    problems.append(_twice(source, location, criterion.id))
            problems += _duplicates(source, f"groups.{i}.scale", "id", [s.id for s in group.scale])
        return problems

    def glossary(self, record: Glossary, source: Source) -> list[Problem]:
        """Every id and every abbreviation once."""
        shorts = [abbreviation.short for abbreviation in record.abbreviations]
        return [
            *_duplicates(source, "terms", "id", [t.id for t in record.terms]),
            *_duplicates(source, "abbreviations", "short", shorts),
        ]

    def organization(self, record: Organization, source: Source) -> list[Problem]:
        """All rules for one organization."""
        return [
            *_file_identity(record.id, source),
            *_duplicates(source, "instruments", "id", [i.id for i in record.instruments]),
            *_names(record, source),
            *_participation(record, source),
            *self._membership(record, source),
            *self._assessments(record.assessments, source),
            *later_years(record, source),
        ]

    def comparison(self, record: Comparison, source: Source) -> list[Problem]:
        """Organizations and framework exist; each organization is compared once."""
        problems = [*later_years(record, source)]
        if record.id in self.known_organizations:
            problems.append(
                Problem(
                    source.place(("id",)),
                    "an organization has this id, and its documents would have the same names",
                    record.id,
                    "give the paper another id",
                )
            )
        for index, organization in enumerate(record.organizations):
            if organization in record.organizations[:index]:
                place = source.place(("organizations", index))
                problems.append(
                    Problem(place, "this organization is given twice", organization, "remove one")
                )
            if organization not in self.known_organizations:
                problems.append(
                    unknown(
                        source,
                        ("organizations", index),
                        "organization",
                        organization,
                        self.known_organizations,
                    )
                )
        if self.references_known and record.framework not in self.library.frameworks:
            problems.append(
                unknown(
                    source, ("framework",), "framework", record.framework, self.library.frameworks
                )
            )
        return problems

    def _membership(self, record: Organization, source: Source) -> Iterator[Problem]:
        instruments = {i.id for i in record.instruments}
        by_country: dict[str, list[tuple[int, Membership]]] = defaultdict(list)
        for index, entry in enumerate(record.membership):
            here: Location = ("membership", index)
            by_country[entry.country].append((index, entry))
            if entry.start.last < record.founded.first:
                yield Problem(
                    source.place((*here, "from")),
                    f"{entry.country} takes part before the organization was founded",
                    str(entry.start),
                    f"correct it, or 'founded' ({record.founded})",
                )
            if self.references_known and entry.status not in self.library.statuses:
                yield unknown(
                    source, (*here, "status"), "status", entry.status, self.library.statuses
                )
            if entry.instrument is not None and entry.instrument not in instruments:
                yield unknown(
                    source, (*here, "instrument"), "instrument", entry.instrument, instruments
                )
        for country, entries in by_country.items():
            ordered = sorted(entries, key=lambda e: e[1].start.first)
            for (_, before), (index, after) in itertools.pairwise(ordered):
                if before.end is None or before.end.first > after.start.last:
                    yield Problem(
                        source.place(("membership", index, "from")),
                        f"{country} takes part twice at once: an entry that began on "
                        f"{before.start} still holds",
                        str(after.start),
                        "end the earlier entry with 'to:', or correct the dates",
                    )

    def _assessments(self, assessments: Sequence[Assessment], source: Source) -> Iterator[Problem]:
        if not self.references_known:
            return
        for index, entry in enumerate(assessments):
            here: Location = ("assessments", index)
            framework = self.library.frameworks.get(entry.framework)
            if framework is None:
                yield unknown(
                    source,
                    (*here, "framework"),
                    "framework",
                    entry.framework,
                    self.library.frameworks,
                )
                continue
            scales = {c.id: [s.id for s in g.scale] for g in framework.groups for c in g.criteria}
            if entry.criterion not in scales:
                yield unknown(source, (*here, "criterion"), "criterion", entry.criterion, scales)
            elif entry.rating not in scales[entry.criterion]:
                yield unknown(
                    source, (*here, "rating"), "rating", entry.rating, scales[entry.criterion]
                )


def _participation(record: Organization, source: Source) -> Iterator[Problem]:
    if not record.membership:
        place = source.place(("membership",))
        yield Problem(place, "nobody takes part", record.id, "add who does under 'membership:'")


def _names(record: Organization, source: Source) -> Iterator[Problem]:
    names = record.names
    ordered: list[tuple[int, Period]] = sorted(enumerate(names), key=lambda n: n[1].start.first)
    for index, first in ordered[:1]:
        if first.start.last > record.founded.last:
            yield Problem(
                source.place(("names", index, "from")),
                f"the organization was founded in {record.founded.parts[0]} and has no name before",
                str(first.start),
                "begin its first name on the day on which it was founded",
            )
    for (_, before), (index, after) in itertools.pairwise(ordered):
        if before.end is None or before.end.first > after.start.last:
            yield Problem(
                source.place(("names", index, "from")),
                "two names hold at once",
                str(after.start),
                "end the earlier name with 'to:'",
            )


def _file_identity(identifier: str, source: Source) -> Iterator[Problem]:
    if identifier != source.path.stem:
        yield Problem(
            source.place(("id",)),
            "the id is not the file's name",
            identifier,
            f"write 'id: {source.path.stem}', or rename the file to {identifier}.yaml",
        )


def _duplicates(
    source: Source, group: str, key: str, values: Sequence[str | None]
) -> Iterator[Problem]:
    prefix: Location = tuple(int(p) if p.isdigit() else p for p in group.split("."))
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value is not None and value in seen:
            yield _twice(source, (*prefix, index, key), value)
        elif value is not None:
            seen.add(value)


def _twice(source: Source, location: Location, value: str) -> Problem:
    return Problem(
        source.place(location),
        f"this {location[-1]} is given twice",
        value,
        "give each its own, or remove one",
    )
