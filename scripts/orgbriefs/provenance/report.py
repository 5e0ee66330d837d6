"""How well an edition's facts are sourced: counts, and a list of what needs an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from orgbriefs.config import Edition, Provenance
from orgbriefs.data.fitness import FIRST_HAND, RANKS, best_rank, missing, unused
from orgbriefs.data.library import Library
from orgbriefs.data.model import Rank, Reference
from orgbriefs.problems import Place, Problem
from orgbriefs.project import Project
from orgbriefs.provenance.facts import COUNTRIES, TracedFact

#: The groups of facts on which all others rest.
CORE = ("membership", "heads", "instruments", "instruments.parties")
_RANKS: Mapping[Rank | None, str] = MappingProxyType(
    {
        "treaty": "the text itself, or its depositary",
        "official": "an organization's or a government's own",
        "record": "agency of record, or scholarly work",
        "press": "other press",
        "mirror": "encyclopedia or mirror",
        None: "without a rank",
    }
)


@dataclass(frozen=True)
class Coverage:
    """The facts of an edition, and those of them that need an editor."""

    facts: list[TracedFact]
    unsourced: list[TracedFact]
    unverified: list[TracedFact]
    stale: list[TracedFact]
    #: The rank of the fittest source of each fact, by address; ``None`` where none has a rank.
    ranks: Mapping[str, Rank | None]
    #: Sources that nothing in the data cites, and those that lack something, with what.
    unused: list[str]
    incomplete: Mapping[str, list[str]]

    @property
    def figures(self) -> list[TracedFact]:
        """The countries' figures by year. One release bears hundreds: they would hide the rest."""
        return [fact for fact in self.facts if fact.organization == COUNTRIES]

    @property
    def verified_share(self) -> float:
        """The share of sourced, verified facts, from 0 to 1; figures by year are left out."""
        weak = [f for f in self.facts if not (f.works and f.verified)]
        number = len(self.facts) - len(self.figures)
        return 1 - sum(f.organization != COUNTRIES for f in weak) / number if number else 1.0

    @property
    def core(self) -> list[TracedFact]:
        """The facts on which all others rest: who takes part, who heads it, by which texts."""
        return [fact for fact in self.facts if fact.group in CORE]

    @property
    def first_hand_share(self) -> float:
        """The share of these with a source of the first two ranks, from 0 to 1."""
        first = sum(self.ranks[fact.address] in FIRST_HAND for fact in self.core)
        return first / len(self.core) if self.core else 1.0


def coverage(
    facts: Sequence[TracedFact],
    library: Library,
    edition: Edition,
    settings: Provenance,
) -> Coverage:
    """The coverage of an edition. Passages count where they cite; facts count always."""
    references = library.references
    shown = [fact for fact in facts if fact.holds(edition.day) and (not fact.is_text or fact.works)]
    opened = [r.accessed.last for r in references.values() if r.accessed]
    newest = max(opened, default=date.min)
    limit = _years_before(newest, settings.stale_after) if opened else date.min
    return Coverage(
        facts=shown,
        unsourced=[f for f in shown if not f.works],
        unverified=[f for f in shown if not f.verified],
        stale=[f for f in shown if _opened(f, references) < limit],
        ranks={f.address: best_rank(f.citations, references) for f in shown},
        unused=unused(library),
        incomplete={
            key: wanting for key, reference in references.items() if (wanting := missing(reference))
        },
    )


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; the 28th where it has no 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _opened(fact: TracedFact, references: Mapping[str, Reference]) -> date:
    """The last day on which one of its sources was opened."""
    days = [a.last for work in fact.works if (a := references[work].accessed)]
    return max(days, default=date.min)


def shortfalls(found: Coverage, edition: Edition, project: Project) -> list[Problem]:
    """What to say when fewer facts are verified, or well sourced, than the configuration asks."""
    wanted = project.config.provenance
    return [
        Problem(
            Place(project.config_file),
            f"of the {what} of edition {edition.id}, too few are {how}",
            f"{share:.1%}; asked for are {least:.1%}",
            f"see out/{edition.id}/provenance.md for those that are not",
        )
        for what, how, share, least in (
            ("facts", "verified", found.verified_share, wanted.verified),
            (
                "memberships, heads and instruments",
                "sourced at first hand",
                found.first_hand_share,
                wanted.first_hand,
            ),
        )
        if share < least
    ]


def report(found: Coverage, edition: Edition, project: Project) -> str:
    """The report as Markdown, with places relative to the project."""
    settings = project.config.provenance
    number = len(found.facts)
    groups = Counter(f"{f.organization}: {f.group.split('.')[0]}" for f in found.facts)
    ranks = Counter(found.ranks.values())
    core = Counter(found.ranks[f.address] for f in found.core)
    lines = [
        f"# Provenance of the edition {edition.id}",
        "",
        f"Facts as of {edition.day.isoformat()}. {number - len(found.figures)} facts and cited "
        f"passages; {found.verified_share:.1%} verified, {len(found.figures)} figures by year "
        f"aside. {found.first_hand_share:.1%} of the {len(found.core)} memberships, heads and "
        "instruments rest on a source of the first two ranks.",
        "",
        "| | number |",
        "| --- | ---: |",
        f"| with a source | {number - len(found.unsourced)} |",
        f"| without a source | {len(found.unsourced)} |",
        f"| verified | {number - len({f.address for f in found.unverified})} |",
        f"| not verified | {len(found.unverified)} |",
        f"| sources not opened for {settings.stale_after} years | {len(found.stale)} |",
        f"| sources that nothing cites | {len(found.unused)} |",
        f"| sources that lack something | {len(found.incomplete)} |",
        "",
        "## By the fittest source",
        "",
        "| rank | facts | memberships, heads and instruments |",
        "| --- | ---: | ---: |",
        *(f"| {_RANKS[rank]} | {ranks[rank]} | {core[rank]} |" for rank in (*RANKS, None)),
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
        (
            "Memberships, heads and instruments not sourced at first hand",
            [f for f in found.core if found.ranks[f.address] not in FIRST_HAND],
        ),
        ("Sources to be opened again", found.stale),
    ):
        if facts:
            lines += ["", f"## {title}", ""]
            lines += [f"- {line_of(f, project.root)} `{f.address}` {f.says}" for f in facts]
    if found.unused:
        lines += ["", "## Sources that nothing cites", "", *(f"- `{key}`" for key in found.unused)]
    if found.incomplete:
        lines += ["", "## Sources that lack something", ""]
        lines += [f"- `{key}`: {', '.join(what)}" for key, what in found.incomplete.items()]
    return "\n".join(lines) + "\n"


def line_of(fact: TracedFact, root: Path) -> str:
    """``data/organizations/guam.yaml:12``: the line on which a fact stands."""
    return Place(fact.place.file, 0).text(root) + f":{fact.place.line}"
