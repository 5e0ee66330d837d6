"""Rules that one field cannot know: references between records, intervals, identity."""

from __future__ import annotations

import difflib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from orgbriefs.data.citations import CLUSTER, parse_cluster
from orgbriefs.data.model import (
    Assessment,
    Comparison,
    Countries,
    Framework,
    Glossary,
    Membership,
    Name,
    Organization,
    Period,
    References,
    Statuses,
    Texts,
    split_citation,
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

    def __init__(self, library: Library, audiences: list[str] | None, known: set[str]) -> None:
        self.library = library
        self.audiences = audiences
        self.known_organizations = known
        self.references_known = True

    def countries(self, record: Countries, source: Source) -> list[Problem]:
        """Every code once."""
        return [
            *_duplicates(source, "countries", "code", [c.code for c in record.countries]),
            *_duplicates(source, "countries", "alpha3", [c.alpha3 for c in record.countries]),
        ]

    def statuses(self, record: Statuses, source: Source) -> list[Problem]:
        """Every id once."""
        return list(_duplicates(source, "statuses", "id", [s.id for s in record.statuses]))

    def references(self, record: References, source: Source) -> list[Problem]:
        """Every key once."""
        return list(_duplicates(source, "references", "id", [r.id for r in record.references]))

    def framework(self, record: Framework, source: Source) -> list[Problem]:
        """The id is the file's; criteria are unique; sources are known."""
        criteria = [c.id for group in record.groups for c in group.criteria]
        twice = {c for c in criteria if criteria.count(c) > 1}
        problems = [*_file_identity(record.id, source), *self._sources(source)]
        for i, group in enumerate(record.groups):
            for j, criterion in enumerate(group.criteria):
                if criterion.id in twice:
                    location = ("groups", i, "criteria", j, "id")
                    problems.append(_twice(source, location, criterion.id))
            problems += _duplicates(source, f"groups.{i}.scale", "id", [s.id for s in group.scale])
        return problems

    def glossary(self, record: Glossary, source: Source) -> list[Problem]:
        """Every id once; sources are known."""
        return [
            *_duplicates(source, "terms", "id", [t.id for t in record.terms]),
            *self._sources(source),
        ]

    def organization(self, record: Organization, source: Source) -> list[Problem]:
        """All rules for one organization."""
        return [
            *_file_identity(record.id, source),
            *_duplicates(source, "instruments", "id", [i.id for i in record.instruments]),
            *_names(record.names, source),
            *self._membership(record, source),
            *self._assessments(record.assessments, source),
            *self._country_codes(record, source),
            *self._texts(record.texts, source),
            *self._sources(source),
        ]

    def comparison(self, record: Comparison, source: Source) -> list[Problem]:
        """Organizations and framework exist; texts are sound."""
        problems = [*self._texts(record.texts, source)]
        for index, organization in enumerate(record.organizations):
            if organization not in self.known_organizations:
                problems.append(
                    _unknown(
                        source,
                        ("organizations", index),
                        "organization",
                        organization,
                        self.known_organizations,
                    )
                )
        if self.references_known and record.framework not in self.library.frameworks:
            problems.append(
                _unknown(
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
                yield _unknown(
                    source, (*here, "status"), "status", entry.status, self.library.statuses
                )
            if entry.instrument is not None and entry.instrument not in instruments:
                yield _unknown(
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
                yield _unknown(
                    source,
                    (*here, "framework"),
                    "framework",
                    entry.framework,
                    self.library.frameworks,
                )
                continue
            scales = {c.id: [s.id for s in g.scale] for g in framework.groups for c in g.criteria}
            if entry.criterion not in scales:
                yield _unknown(source, (*here, "criterion"), "criterion", entry.criterion, scales)
            elif entry.rating not in scales[entry.criterion]:
                yield _unknown(
                    source, (*here, "rating"), "rating", entry.rating, scales[entry.criterion]
                )

    def _country_codes(self, record: Organization, source: Source) -> Iterator[Problem]:
        if not self.references_known:
            return
        for group in ("membership", "heads", "seats"):
            for index, entry in enumerate(getattr(record, group)):
                if entry.country not in self.library.countries:
                    yield _unknown(
                        source,
                        (group, index, "country"),
                        "country",
                        entry.country,
                        self.library.countries,
                        "add it to countries.yaml",
                    )

    def _texts(self, texts: Texts, source: Source) -> Iterator[Problem]:
        for section, passages in texts.items():
            for index, passage in enumerate(passages):
                here: Location = ("texts", section, index)
                for match in CLUSTER.finditer(passage.text):
                    try:
                        cited = parse_cluster(match[1])
                    except ValueError as error:
                        yield Problem(
                            source.place((*here, "text")),
                            str(error),
                            match[0].strip(),
                            "write [@key] or [@key, p. 3; @other]",
                        )
                        continue
                    for work in cited:
                        if self.references_known and work.key not in self.library.references:
                            yield _unknown(
                                source,
                                (*here, "text"),
                                "source",
                                work.key,
                                self.library.references,
                                "add it to sources.yaml",
                            )
                if self.audiences is None:
                    continue
                for number, reader in enumerate(passage.readers):
                    if reader not in self.audiences:
                        yield _unknown(
                            source, (*here, "for", number), "audience", reader, self.audiences
                        )

    def _sources(self, source: Source) -> Iterator[Problem]:
        """Every ``source`` anywhere in the file names a known work."""
        if not self.references_known:
            return
        for location, citation in _source_values(source.value, ()):
            key, _ = split_citation(citation)
            if key not in self.library.references:
                yield _unknown(
                    source,
                    location,
                    "source",
                    key,
                    self.library.references,
                    "add it to sources.yaml",
                )


def _source_values(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "source":
                cited = [child] if isinstance(child, str) else child
                for index, citation in enumerate(cited):
                    yield (*location, key, index), citation
            else:
                yield from _source_values(child, (*location, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _source_values(child, (*location, index))


def _names(names: Sequence[Name], source: Source) -> Iterator[Problem]:
    ordered: list[tuple[int, Period]] = sorted(enumerate(names), key=lambda n: n[1].start.first)
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


def _duplicates(source: Source, group: str, key: str, values: list[str]) -> Iterator[Problem]:
    prefix: Location = tuple(int(p) if p.isdigit() else p for p in group.split("."))
    for index, value in enumerate(values):
        if value in values[:index]:
            yield _twice(source, (*prefix, index, key), value)


def _twice(source: Source, location: Location, value: str) -> Problem:
    return Problem(
        source.place(location),
        f"this {location[-1]} is given twice",
        value,
        "give each its own, or remove one",
    )


def _unknown(
    source: Source,
    location: Location,
    what: str,
    value: str,
    known: Iterable[str] | Mapping[str, Any],
    otherwise: str = "",
) -> Problem:
    candidates = sorted(known)
    near = difflib.get_close_matches(value, candidates, 1, 0.5)
    listed = ", ".join(candidates[:12]) + ("…" if len(candidates) > 12 else "")
    hint = f"did you mean '{near[0]}'?" if near else f"known are: {listed or 'none'}"
    return Problem(
        source.place(location),
        f"unknown {what}",
        value,
        "; or ".join(part for part in (hint, otherwise) if part),
    )
