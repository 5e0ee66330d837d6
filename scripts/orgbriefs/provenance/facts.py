"""Every fact and passage of the data with the place where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from orgbriefs.data.citations import CLUSTER, parse_cluster
from orgbriefs.data.dates import PartialDate, begun, ended
from orgbriefs.data.library import organization_files
from orgbriefs.data.model import split_citation
from orgbriefs.data.source import Location, Source, read_yaml
from orgbriefs.problems import Place

#: What says most about a fact of each group; it is also what a document prints of it.
_SAYING = {
    "names": ("text",),
    "seats": ("city",),
    "languages": ("language",),
    "heads": ("name", "office"),
    "membership": ("country", "status"),
    "instruments": ("title",),
    "organs": ("name",),
    "aims": ("text",),
    "competences": ("text",),
    "activities": ("name",),
    "events": ("text",),
    "relations": ("text",),
    "assessments": ("criterion", "rating", "reason"),
}
_BEGINNINGS = ("from", "date", "signed")
#: What ``countries.yaml`` gives by year, and how it is called.
_BY_YEAR = {
    "population": "population",
    "gdp": "GDP",
    "military_expenditure": "military spending",
}
#: Stands for the organization in the addresses of figures by year.
COUNTRIES = "countries"


@dataclass(frozen=True)
class TracedFact:
    """A fact or passage: its address in the data, what it says, and what it rests on."""

    #: ``guam.heads.2`` or ``guam.texts.summary.1``, counting from 1, or
    #: ``countries.am.population.2006``.
    address: str
    organization: str
    group: str
    place: Place
    says: str
    #: What a document prints of it.
    prints: str
    start: PartialDate | None
    end: PartialDate | None
    #: Keys of ``sources.yaml``, without locators.
    works: list[str]
    citations: list[str]
    verified: bool

    def holds(self, day: date) -> bool:
        """Whether an edition of ``day`` may show it."""
        if self.start is not None and not begun(self.start, day):
            return False
        over = self.group.startswith("texts") and ended(self.end, day)
        return not over


def read_facts(data: Path) -> list[TracedFact]:
    """All facts of all organizations and of the comparison, in the order of the files."""
    shared = read_yaml(data / "countries.yaml")
    countries = {country["code"]: country["name"] for country in shared.value["countries"]}
    facts: list[TracedFact] = list(_figures(shared))
    for path in organization_files(data):
        facts += _of_file(read_yaml(path), path.stem, countries)
    comparison = data / "comparison.yaml"
    if comparison.exists():
        facts += _of_file(read_yaml(comparison), "comparison", countries)
    return facts


def _figures(source: Source) -> Iterator[TracedFact]:
    for index, country in enumerate(source.value["countries"]):
        for group, label in _BY_YEAR.items():
            for year, entry in (country.get(group) or {}).items():
                ended_on = PartialDate(f"{year}-12-31")
                yield TracedFact(
                    address=f"{COUNTRIES}.{country['code'].lower()}.{group}.{year}",
                    organization=COUNTRIES,
                    group=group,
                    place=source.place((COUNTRIES, index, group, year)),
                    says=f"{country['name']}, {label} {year}: {entry['value']}",
                    prints=str(country["name"]),
                    start=ended_on,
                    end=ended_on,
                    **_sourced(entry),
                )


def _of_file(source: Source, name: str, countries: dict[str, str]) -> Iterator[TracedFact]:
    for group, fields in _SAYING.items():
        for index, entry in enumerate(source.value.get(group) or []):
            said = [countries.get(str(entry[f]), str(entry[f])) for f in fields if entry.get(f)]
            yield _fact(source, name, group, index, entry, ", ".join(said), said[0])
    for section, passages in (source.value.get("texts") or {}).items():
        for index, passage in enumerate(passages):
            plain = _plain(passage.get("text", ""))
            says = plain if len(plain) <= 90 else plain[:89] + "…"
            yield _fact(source, name, f"texts.{section}", index, passage, says, plain[:60])


def _fact(
    source: Source,
    name: str,
    group: str,
    index: int,
    entry: dict[str, Any],
    says: str,
    prints: str,
) -> TracedFact:
    location: Location = (*group.split("."), index)
    start = next((entry[key] for key in _BEGINNINGS if entry.get(key)), None)
    return TracedFact(
        address=f"{name}.{group}.{index + 1}",
        organization=name,
        group=group,
        place=source.place(location),
        says=says,
        prints=_plain(prints),
        start=PartialDate(str(start)) if start else None,
        end=PartialDate(str(entry["to"])) if entry.get("to") else None,
        **_sourced(entry),
    )


def _sourced(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry rests on, as the last fields of :class:`TracedFact`."""
    citations = [entry["source"]] if isinstance(entry.get("source"), str) else entry.get("source")
    if citations is None:
        citations = [
            f"{work.key}, {work.locator}" if work.locator else work.key
            for match in CLUSTER.finditer(entry.get("text", ""))
            for work in parse_cluster(match[1])
        ]
    return {
        "works": list(dict.fromkeys(split_citation(citation)[0] for citation in citations)),
        "citations": citations,
        "verified": entry.get("confidence") != "unverified",
    }


def _plain(text: str) -> str:
    """Prose without citations and marks of emphasis, on one line."""
    return " ".join(re.sub(r"\*+|^[-\d]+\.? ", "", CLUSTER.sub("", text)).split())
