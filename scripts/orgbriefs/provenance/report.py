"""How well an edition's facts are sourced: counts, and a list of what needs an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orgbriefs.config import Edition, Provenance
from orgbriefs.data.model import Reference
from orgbriefs.problems import Place, Problem
from orgbriefs.project import Project
from orgbriefs.provenance.facts import TracedFact


@dataclass(frozen=True)
class Coverage:
    """The facts of an edition, and those of them that need an editor."""

    facts: list[TracedFact]
    unsourced: list[TracedFact]
    unverified: list[TracedFact]
    stale: list[TracedFact]

    @property
    def verified_share(self) -> float:
        """The share of sourced, verified facts, from 0 to 1."""
        weak = {f.address for f in (*self.unsourced, *self.unverified)}
        return 1 - len(weak) / len(self.facts) if self.facts else 1.0


def coverage(
    facts: Sequence[TracedFact],
    references: Mapping[str, Reference],
    edition: Edition,
    settings: Provenance,
) -> Coverage:
    """The coverage of an edition. Passages count where they cite; facts count always."""
    shown = [fact for fact in facts if fact.holds(edition.day) and (not fact.is_text or fact.works)]
    opened = [r.accessed.last for r in references.values() if r.accessed]
    newest = max(opened, default=date.min)
    limit = _years_before(newest, settings.stale_after) if opened else date.min
    return Coverage(
        facts=shown,
        unsourced=[f for f in shown if not f.works],
        unverified=[f for f in shown if not f.verified],
        stale=[f for f in shown if _opened(f, references) < limit],
    )


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; the 28th where it has no 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _opened(fact: TracedFact, references: Mapping[str, Reference]) -> date:
    """The last day on which one of its sources was opened."""
    days = [a.last for work in fact.works if (a := references[work].accessed)]
    return max(days, default=date.min)


def shortfall(found: Coverage, edition: Edition, project: Project) -> Problem | None:
    """What to say when fewer facts are verified than the configuration asks for."""
    wanted = project.config.provenance.verified
    if found.verified_share >= wanted:
        return None
    return Problem(
        Place(project.config_file),
        f"of the facts of edition {edition.id}, too few are verified",
        f"{found.verified_share:.1%}; asked for are {wanted:.1%}",
        f"see out/{edition.id}/provenance.md for those that are not",
    )


def report(found: Coverage, edition: Edition, project: Project) -> str:
    """The report as Markdown, with places relative to the project."""
    settings = project.config.provenance
    number = len(found.facts)
    groups = Counter(f"{f.organization}: {f.group.split('.')[0]}" for f in found.facts)
    lines = [
        f"# Provenance of the edition {edition.id}",
        "",
        f"Facts as of {edition.day.isoformat()}. {number} facts and cited passages; "
        f"{found.verified_share:.1%} verified.",
        "",
        "| | number |",
        "| --- | ---: |",
        f"| with a source | {number - len(found.unsourced)} |",
        f"| without a source | {len(found.unsourced)} |",
        f"| verified | {number - len({f.address for f in found.unverified})} |",
        f"| not verified | {len(found.unverified)} |",
        f"| sources not opened for {settings.stale_after} years | {len(found.stale)} |",
        "",
        "## Facts by organization and sort",
        "",
        "| sort | number |",
        "| --- | ---: |",
        *(f"| {group} | {count} |" for group, count in sorted(groups.items())),
    ]
    for title, facts in (
        ("Without a source", found.unsourced),
        ("Not verified", found.unverified),
        ("Sources to be opened again", found.stale),
    ):
        if facts:
            lines += ["", f"## {title}", ""]
            lines += [f"- {line_of(f, project.root)} `{f.address}` {f.says}" for f in facts]
    return "\n".join(lines) + "\n"


def line_of(fact: TracedFact, root: Path) -> str:
    """``data/organizations/guam.yaml:12``: the line on which a fact stands."""
    return Place(fact.place.file, 0).text(root) + f":{fact.place.line}"
