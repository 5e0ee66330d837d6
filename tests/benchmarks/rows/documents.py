"""Single documents, made in a warm process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from statistics import median

from benchmarks.laboratory import Laboratory
from benchmarks.lines import Goal, Line, line
from benchmarks.measure import Cost, middle

_SHEETS = {"kind": ["factsheet"], "format": ["pdf"], "edition": ["current"]}
_PAPERS = {"kind": ["briefing"], "format": ["pdf"], "edition": ["current"]}
_MEGA, _KILO = 1e6, 1e3
#: How much more memory the last round may take than the first.
_FLAT = 1.1


def fonts(laboratory: Laboratory) -> Iterator[Line]:
    """All font files, by the command of the build."""
    project, times = laboratory.bare("fonts"), laboratory.times(3)

    def once() -> Cost:
        shutil.rmtree(project / "out", ignore_errors=True)
        return laboratory.cost(project, "orgbriefs", "fonts", "--project", project)

    ours = middle([once() for _ in range(times)])
    goal = Goal(3, "s CPU")
    yield line("fonts", "font files, all", ours.cpu, goal, ours=ours, times=times)


def factsheet(laboratory: Laboratory) -> Iterator[Line]:
    """Fact sheets as PDF, and how often their pages are laid out."""
    times = laboratory.times(3)
    number = _number(laboratory, _SHEETS)
    made = laboratory.rendered(laboratory.prepared, _SHEETS, number=number * times)
    slowest = max(document.cpu for document in made.documents)
    yield line(
        "factsheet",
        "fact sheet PDF, warm",
        made.each().cpu,
        Goal(1, "s CPU"),
        ours=made.each(),
        times=times,
        note=f"{number} sheets; the slowest took {slowest:.2f} s",
    )
    ratios = [document.cpu / document.once for document in made.documents if document.once]
    if ratios:
        once = median(document.once for document in made.documents if document.once)
        layouts = median(document.layouts for document in made.documents)
        yield line(
            "factsheet",
            "fact sheet PDF ÷ (one layout + writing)",
            median(ratios),
            Goal(1.6, "x CPU"),
            ours=made.each(),
            other=Cost(once, once),
            times=times,
            note=f"{layouts:.0f} layouts a sheet",
        )


def briefing(laboratory: Laboratory) -> Iterator[Line]:
    """Comparative papers as PDF."""
    times = laboratory.times(3)
    number = _number(laboratory, _PAPERS)
    made = laboratory.rendered(laboratory.prepared, _PAPERS, number=number * times)
    goal = Goal(2.5, "s CPU")
    note = f"{number} papers; {median(d.layouts for d in made.documents):.0f} layouts each"
    each = made.each()
    yield line("briefing", "briefing PDF, warm", each.cpu, goal, ours=each, times=times, note=note)


def all_documents(laboratory: Laboratory) -> Iterator[Line]:
    """All documents that ship, in one process."""
    made = laboratory.all_rendered
    case = f"all {len(made.documents)} documents, one warm process"
    yield line("all-documents", case, made.cost.cpu, Goal(60, "s CPU"), ours=made.cost)
    peak = made.cost.peak / _MEGA
    yield line("all-documents", f"{case}: memory", peak, Goal(350, "MB"), ours=made.cost)


def memory(laboratory: Laboratory) -> Iterator[Line]:
    """Whether a process that makes many documents grows."""
    number = laboratory.switches.documents
    made = laboratory.rendered(laboratory.prepared, {}, number=number)
    if len(made.peaks) < 2:
        case, note = "memory", f"{number} documents are less than two rounds"
        yield Line("memory", case, "–", f"≤ {_FLAT} x", "not measured", note=note)
        return
    yield line(
        "memory",
        f"memory of one process over {number:,} documents: last round ÷ first",
        made.peaks[-1] / made.peaks[0],
        Goal(_FLAT, "x"),
        ours=made.cost,
        note=" ".join(f"{peak / _MEGA:.0f}" for peak in made.peaks) + " MB in each round",
    )


def sizes(laboratory: Laboratory) -> Iterator[Line]:
    """The largest files."""
    made = laboratory.all_rendered.documents
    for kind, name, goal, unit in (
        ("fact-sheet", "fact sheet PDF, the largest", Goal(120, "kB"), _KILO),
        ("briefing", "briefing PDF, the largest", Goal(1, "MB"), _MEGA),
    ):
        found = [d.bytes for d in made if d.path.endswith(".pdf") and f"-{kind}-" in d.path]
        yield line("sizes", name, max(found) / unit, goal, note=f"of {len(found)}")


def _number(laboratory: Laboratory, wanted: dict[str, list[str]]) -> int:
    paths, _ = laboratory.warm(laboratory.prepared, "paths", wanted=wanted)
    return len(paths)
