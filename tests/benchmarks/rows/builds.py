"""Whole builds of the project that ships, by the commands that people type."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from statistics import median

from small_project import ROOT

from benchmarks.laboratory import BASE, Laboratory, change_a_fact, documents_by_time
from benchmarks.lines import Goal, Line, line
from benchmarks.measure import Cost, middle, paired

#: The organization whose fact is changed.
_CHANGED = "guam"


def check(laboratory: Laboratory) -> Iterator[Line]:
    """Everything validated, nothing built: at first, after a change, and when nothing changed."""
    project, times = laboratory.bare("checked"), laboratory.times(5)

    def checked() -> Cost:
        return laboratory.cost(project, "orgbriefs", "check", "--project", ".")

    def first() -> Cost:
        shutil.rmtree(project / "out", ignore_errors=True)
        return checked()

    def changed() -> Cost:
        change_a_fact(project, _CHANGED)
        return checked()

    for case, once in (
        ("for the first time", first),
        ("one fact changed", changed),
        ("nothing changed", checked),
    ):
        ours = middle([once() for _ in range(times)])
        name, goal = f"orgbriefs check, {case}", Goal(1.5, "s CPU")
        yield line("check", name, ours.cpu, goal, ours=ours, times=times)


def floor(laboratory: Laboratory) -> Cost:
    """What a build cannot do without: rendering, shared by all cores, and Snakemake's start."""
    rendering, version = laboratory.all_rendered.cost, laboratory.usual_version
    return Cost(
        rendering.cpu + version.cpu, rendering.cpu / laboratory.cores + version.wall, rendering.peak
    )


def cold_build(laboratory: Laboratory) -> Iterator[Line]:
    """Everything built where only the environment was set up."""
    builds = laboratory.cold.measured()
    ours, least = middle([run.cost for run in builds.ours]), floor(laboratory)
    times = len(builds.ours)
    case = "cold build of all documents"
    yield line(
        "cold-build",
        f"{case} ÷ floor",
        ours.wall / least.wall,
        Goal(1.5, "x wall"),
        ours=ours,
        other=least,
        times=times,
        note=f"{ours.cpu / least.cpu:.2f} x CPU",
    )
    faster, goal = f"{case}: faster than {BASE}", Goal(5, "x wall", at_least=True)
    if builds.base:
        base = middle([run.cost for run in builds.base])
        yield line(
            "cold-build",
            faster,
            base.wall / ours.wall,
            goal,
            ours=ours,
            other=base,
            times=times,
            note=f"{base.cpu / ours.cpu:.2f} x CPU",
        )
    else:
        yield Line("cold-build", faster, "–", str(goal), "not measured", ours, note="--no-base")
    seen = [run.seen for run in builds.ours if run.seen is not None]
    yield line(
        "cold-build",
        "first document on disk in a cold build",
        median(seen),
        Goal(15, "s wall"),
        times=times,
    )


def nothing_to_do(laboratory: Laboratory) -> Iterator[Line]:
    """A build where all is current."""
    yield _against_version(laboratory, "nothing-to-do", "nothing to do", "snakemake")


def dry_run(laboratory: Laboratory) -> Iterator[Line]:
    """A dry run where all is current."""
    yield _against_version(laboratory, "dry-run", "dry run", "snakemake", "-n")


def _against_version(laboratory: Laboratory, row: str, case: str, *command: str) -> Line:
    project, times = laboratory.built, laboratory.times(5)
    laboratory.cost(project, *command)
    both = paired(times, lambda: laboratory.cost(project, *command), laboratory.version)
    ours, version = map(middle, both)
    return line(
        row,
        f"{case} ÷ snakemake --version",
        ours.wall / version.wall,
        Goal(1.5, "x wall"),
        ours=ours,
        other=version,
        times=times,
        note=f"{ours.cpu / version.cpu:.2f} x CPU",
    )


def one_fact(laboratory: Laboratory) -> Iterator[Line]:
    """One fact of one organization changed, and all built that shows it."""
    project, times = laboratory.built, laboratory.times(3)
    concerned: set[str] = set()

    def change() -> Cost:
        before = documents_by_time(project)
        change_a_fact(project, _CHANGED)
        cost = laboratory.cost(project, "snakemake")
        after = documents_by_time(project)
        concerned.update(path for path in after if before.get(path) != after[path])
        return cost

    both = paired(times, change, laboratory.version)
    ours, version = map(middle, both)
    rendering = laboratory.rendered(project, {}, paths=sorted(concerned)).cost
    allowed = Cost(
        1.5 * version.cpu + 1.3 * rendering.cpu,
        1.5 * version.wall + 1.3 * rendering.cpu / laboratory.cores,
    )
    yield line(
        "one-fact",
        "one fact changed ÷ (1.5 snakemake --version + 1.3 rendering ÷ cores)",
        ours.wall / allowed.wall,
        Goal(1, "x wall"),
        ours=ours,
        other=allowed,
        times=times,
        note=f"{len(concerned)} documents; {ours.cpu / allowed.cpu:.2f} x CPU",
    )


def tests(laboratory: Laboratory) -> Iterator[Line]:
    """The test suite."""
    goal = Goal(5, "min wall")
    if not laboratory.switches.tests:
        yield Line("tests", "make test", "–", str(goal), "not measured", note="needs --tests")
        return
    ours = laboratory.cost(ROOT, "make", "test")
    yield line("tests", "make test", ours.wall / 60, goal, ours=ours)
