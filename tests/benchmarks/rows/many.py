"""Projects of many organizations, and how the cost of a document grows with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.laboratory import Laboratory, change_a_fact
from benchmarks.lines import Goal, Line, line
from benchmarks.measure import Cost, FailedError, middle, paired, sound

#: So many documents stand for all of a great project.
_SAMPLE = 20
#: How much more a document may cost in the greatest project than in the cheapest.
_FLAT = 1.5


def organizations(laboratory: Laboratory) -> Iterator[Line]:
    """Fact sheets of many organizations for one audience."""
    number = laboratory.switches.organizations
    project, name = laboratory.generated(number, 1), f"{number:,} organizations"
    done = sound(laboratory.run(project, "snakemake"))
    laboratory.warm(project, "prepare", first=_SAMPLE)
    rendered = laboratory.rendered(project, {}, first=_SAMPLE)
    least = rendered.cost.cpu / len(rendered.documents) * number / laboratory.cores
    note = f"warm, a sheet takes {rendered.each().cpu:.2f} s CPU"
    if done.cut_off:
        goal, case = (
            Goal(75, "%", at_least=True),
            f"{name}: rendering ÷ cores as share of the build",
        )
        late = f"more than {done.cost.wall:.0f} s; {note}"
        yield Line("organizations", case, "–", str(goal), "missed", done.cost, note=late)
    else:
        yield line(
            "organizations",
            f"{name}: rendering ÷ cores as share of the build",
            100 * least / done.cost.wall,
            Goal(75, "%", at_least=True),
            ours=done.cost,
            other=Cost(least * laboratory.cores, least, rendered.cost.peak),
            note=note,
        )
    yield line(
        "organizations",
        f"{name}: memory of all processes",
        done.cost.peak / 1e9,
        Goal(1.5, "GB"),
        ours=done.cost,
    )
    if done.cut_off:
        return
    times = laboratory.times(3)

    def change() -> Cost:
        change_a_fact(project, "org-00001")
        return laboratory.cost(project, "snakemake")

    for case, limit, once in (
        ("nothing to do", 2.5, lambda: laboratory.cost(project, "snakemake")),
        ("one fact changed", 3.5, change),
    ):
        ours, version = map(middle, paired(times, once, laboratory.version))
        yield line(
            "organizations",
            f"{name}: {case} ÷ snakemake --version",
            ours.wall / version.wall,
            Goal(limit, "x wall"),
            ours=ours,
            other=version,
            times=times,
            note=f"{ours.cpu / version.cpu:.2f} x CPU",
        )


def great_dry_run(laboratory: Laboratory) -> Iterator[Line]:
    """The plan of a very large build."""
    number, goal = laboratory.switches.dry, Goal(12, "x wall")
    project, times = laboratory.generated(number, 3), laboratory.times(1)
    case = f"{number:,} organizations, 3 audiences: dry run ÷ snakemake --version"
    try:
        both = paired(
            times, lambda: laboratory.cost(project, "snakemake", "-n"), laboratory.version
        )
    except FailedError as error:
        yield Line("great-dry-run", case, "–", str(goal), "missed", note=str(error)[:200])
        return
    ours, version = map(middle, both)
    yield line(
        "great-dry-run",
        case,
        ours.wall / version.wall,
        goal,
        ours=ours,
        other=version,
        times=times,
        note=f"{ours.cpu / version.cpu:.2f} x CPU",
    )


def growth(laboratory: Laboratory) -> Iterator[Line]:
    """What one document more costs in projects of different sizes: to plan it, and to make it."""
    sizes = sorted(set(laboratory.switches.sizes))
    planned, made, failed = {}, {}, ""
    for size in sizes:
        project = laboratory.generated(size, 3)
        try:
            planned[size] = _planned(laboratory, project, size)
            made[size] = _made(laboratory, project)
        except FailedError as error:
            failed = f"; at {size:,}: {str(error)[:120]}"
            break
    yield _flat("to plan", {size: 1000 * cost for size, cost in planned.items()}, "ms", failed)
    yield _flat("to make", made, "s", failed)


def _planned(laboratory: Laboratory, project: Path, size: int) -> float:
    """Processor time of a dry run for each document, without Snakemake's start."""
    times = laboratory.times(3) if size < 1000 else 1
    cost = middle([laboratory.cost(project, "snakemake", "-n") for _ in range(times)])
    return (cost.cpu - laboratory.usual_version.cpu) / (3 * size)


def _made(laboratory: Laboratory, project: Path) -> float:
    """Processor time for each document that is made, without what it takes to plan."""
    paths, _ = laboratory.warm(project, "paths", first=_SAMPLE + 1)
    first, *rest = paths
    laboratory.cost(project, "snakemake", first)  # the fonts as well
    dry = laboratory.cost(project, "snakemake", "-n", *rest)
    return (laboratory.cost(project, "snakemake", *rest).cpu - dry.cpu) / len(rest)


def _flat(what: str, costs: dict[int, float], unit: str, failed: str) -> Line:
    case, goal = f"growth: CPU {what} a document, greatest size ÷ cheapest", Goal(_FLAT, "x CPU")
    told = ", ".join(f"{size:,}: {cost:.2f} {unit}" for size, cost in costs.items()) + failed
    if len(costs) < 2:
        return Line("growth", case, "–", str(goal), "not measured", note=told)
    value = costs[max(costs)] / max(min(costs.values()), 1e-9)
    found = line("growth", case, value, goal, note=told)
    return found if not failed else Line(**{**vars(found), "verdict": "missed"})
