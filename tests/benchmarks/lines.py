"""What a row says: a figure, what it is to reach, and what it was worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from benchmarks.measure import Cost

Verdict = Literal["reached", "missed", "not measured", "not here", "no goal"]


@dataclass(frozen=True)
class Goal:
    """The least or the greatest that a figure may be."""

    limit: float
    unit: str
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {number(self.limit)} {self.unit}"

    def is_reached(self, value: float) -> bool:
        """Whether a figure, as it is printed, is what it is to be."""
        shown = float(number(value))
        return shown >= self.limit if self.at_least else shown <= self.limit


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    row: str
    case: str
    figure: str
    goal: str
    verdict: Verdict
    ours: Cost | None = None
    other: Cost | None = None
    times: int = 0
    note: str = ""


def line(
    row: str,
    case: str,
    value: float,
    goal: Goal | None,
    *,
    unit: str = "",
    ours: Cost | None = None,
    other: Cost | None = None,
    times: int = 1,
    note: str = "",
) -> Line:
    """A line with a figure.

    Args:
        row: the row's name.
        case: what is measured.
        value: the figure.
        goal: what it is to reach; without one, ``unit`` says what it is counted in.
        unit: see above.
        ours: what ours cost.
        other: what it is compared with.
        times: how often it was measured; the figures are medians.
        note: what should be known of it.
    """
    told = f"{number(value)} {goal.unit if goal is not None else unit}"
    verdict: Verdict = "no goal"
    if goal is not None:
        verdict = "reached" if goal.is_reached(value) else "missed"
    wanted = str(goal) if goal is not None else "–"
    return Line(row, case, told, wanted, verdict, ours, other, times, note)


def number(value: float) -> str:
    """Three digits at most, as a person would write them."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
