"""The table, as it is printed and as it is kept in ``docs/benchmarks.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.lines import Line, number
from benchmarks.measure import Cost

_HEADS = (
    "case",
    "measured",
    "to reach",
    "verdict",
    "CPU s",
    "wall s",
    "peak MB",
    "against: CPU s",
    "wall s",
    "times",
    "remarks",
    "row",
    "commit",
)
_ALIGNED = "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- | --- |"
_ROW, _VERDICT = _HEADS.index("row"), _HEADS.index("verdict")
_ABOUT = """\
# Benchmarks

`make bench` measures these figures and writes this page; `make bench ROWS="check one-fact"`
measures some rows anew and leaves the others as they were, each with the commit at which it was
measured. Nothing is built or changed in the working tree but this page. The rows on many
organizations take hours; `make bench ROWS="organizations great-dry-run" OPTIONS="--organizations
100 --dry 500"` measures smaller projects, and each line says how many organizations there are.

Each figure is the median of the number of times stated. Processor time counts all children of a
process. Two things that are compared are measured in turns in the same run. The peak is that of all
processes together, their shared memory counted in parts; for documents made in a warm process it is
that of this process alone. The *floor* of a build is the processor time of rendering all documents
in one warm process, divided by the number of cores, and the time of `snakemake --version`. Where
the machine does other work as well, processor time is to be trusted more than the clock.

Other programs are given the web pages that we make ourselves, one command a document, as many at a
time as there are cores; pandoc is given Markdown made of them, without figures. Against them stands
a build of the same documents from the data, fonts included. pandoc with typst needs the package
`typst` in the environment; with LaTeX, Debian's `texlive-xetex`, `texlive-latex-recommended`,
`texlive-fonts-recommended` and `lmodern`.

"""


@dataclass(frozen=True)
class Machine:
    """Where it was measured."""

    processor: str
    cores: int
    memory: int
    system: str
    python: str

    def __str__(self) -> str:
        gigabytes = f"{self.memory / 1e9:.0f} GB of memory"
        cores = f"{self.cores} core{'s' if self.cores != 1 else ''}"
        return f"{self.processor}, {cores}, {gigabytes}; {self.system}, Python {self.python}"


def cells(line: Line, commit: str) -> tuple[str, ...]:
    """What stands in the columns for a line."""
    return (
        line.case,
        line.figure,
        line.goal,
        line.verdict,
        *_cost(line.ours),
        number(line.ours.peak / 1e6) if line.ours is not None and line.ours.peak else "",
        *_cost(line.other),
        str(line.times) if line.times else "",
        line.note,
        line.row,
        commit,
    )


def _cost(cost: Cost | None) -> tuple[str, str]:
    return ("", "") if cost is None else (number(cost.cpu), number(cost.wall))


def printed(rows: Sequence[Sequence[str]]) -> str:
    """A table for the terminal; what has no room in columns stands below its line."""
    shown = [_HEADS[:-3], *(row[:-3] for row in rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(shown[0]))]
    lines = []
    for place, row in enumerate(shown):
        padded = [
            cell.ljust(width) if column in (0, _VERDICT) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(padded).rstrip())
        if place and (remarks := rows[place - 1][-3]):
            lines.append(f"    {remarks}")
    return "\n".join(lines)


def missed(rows: Iterable[Sequence[str]]) -> str:
    """How many lines miss what they are to reach."""
    verdicts = [row[_VERDICT] for row in rows]
    number_missed = verdicts.count("missed")
    open_ = sum(verdicts.count(verdict) for verdict in ("not measured", "not here"))
    of = verdicts.count("reached") + number_missed
    told = f"{number_missed} of {of} figures miss what they are to reach"
    return f"{told}; {open_} could not be measured" if open_ else told


def page(rows: Sequence[Sequence[str]], machine: Machine, day: str) -> str:
    """The page in ``docs``."""
    told = [
        _ABOUT,
        f"Machine: {machine}.\n\nLast measured on {day}. {missed(rows).capitalize()}.\n\n",
        _table_line(_HEADS),
        f"{_ALIGNED}\n",
        *(_table_line(row) for row in rows),
    ]
    return "".join(told)


def kept(page_before: str, machine: Machine) -> list[tuple[str, ...]]:
    """The lines of a page that was written before, if it was on the same machine."""
    if f"Machine: {machine}." not in page_before:
        return []
    found = [
        tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", text)[1:-1])
        for text in page_before.splitlines()
        if text.startswith("| ")
    ]
    return [row for row in found if len(row) == len(_HEADS)][2:]


def merged(
    before: Iterable[tuple[str, ...]], now: Sequence[tuple[str, ...]], order: Sequence[str]
) -> list[tuple[str, ...]]:
    """All lines in the order of the rows; those measured now take the place of older ones."""
    anew = {row[_ROW] for row in now}
    lines = [*(row for row in before if row[_ROW] not in anew and row[_ROW] in order), *now]
    return sorted(lines, key=lambda row: order.index(row[_ROW]))


def _table_line(row: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
    return f"| {' | '.join(escaped)} |\n"
