"""Figures are held against what they are to reach, and tables keep their rows."""

from __future__ import annotations

import pytest

from benchmarks.lines import Goal, Line, line, number
from benchmarks.measure import Cost
from benchmarks.report import Machine, cells, kept, merged, missed, page, printed

MACHINE = Machine("A processor", 2, 8_000_000_000, "Linux 6", "3.11.7")
FAST = line("check", "check", 1.2, Goal(1.5, "s CPU"), ours=Cost(1.2, 1.3, 90_000_000), times=5)
SLOW = line("fonts", "fonts | all", 4.0, Goal(3, "s CPU"), ours=Cost(4, 5), note="a | b")
ABSENT = Line("peers", "LaTeX ÷ ours", "–", "≥ 1.00 x wall", "not here")


@pytest.mark.parametrize(
    ("value", "told"), [(0.046, "0.05"), (1.5, "1.50"), (12.34, "12.3"), (1234.5, "1234")]
)
def test_numbers_have_three_digits(value: float, told: str) -> None:
    assert number(value) == told


@pytest.mark.parametrize(
    ("value", "goal", "reached"),
    [
        (1.5, Goal(1.5, "x"), True),
        (1.504, Goal(1.5, "x"), True),
        (1.51, Goal(1.5, "x"), False),
        (75, Goal(75, "%", at_least=True), True),
        (74, Goal(75, "%", at_least=True), False),
    ],
)
def test_a_goal_is_reached_or_not(value: float, goal: Goal, reached: bool) -> None:
    assert goal.is_reached(value) is reached
    assert line("a", "a", value, goal).verdict == ("reached" if reached else "missed")


def test_without_a_goal_nothing_is_missed() -> None:
    assert line("a", "a", 3, None, unit="x").verdict == "no goal"


def test_misses_are_counted() -> None:
    rows = [cells(found, "abc") for found in (FAST, SLOW, ABSENT)]
    assert missed(rows) == "1 of 2 figures miss what they are to reach; 1 could not be measured"


def test_the_printed_table_tells_remarks_below_their_lines() -> None:
    lines = printed([cells(SLOW, "abc"), cells(FAST, "abc")]).splitlines()
    assert len(lines) == 4
    assert lines[1].split("  ")[0] == "fonts | all"
    assert lines[2] == "    a | b"
    assert lines[3].startswith("check")


def test_a_page_keeps_the_rows_that_are_not_measured_anew() -> None:
    first = page([cells(SLOW, "abc"), cells(FAST, "abc")], MACHINE, "1 May 2026")
    before = kept(first, MACHINE)
    assert before == [cells(SLOW, "abc"), cells(FAST, "abc")]
    both = merged(before, [cells(ABSENT, "def"), cells(FAST, "def")], ["fonts", "check", "peers"])
    assert [(row[-2], row[-1]) for row in both] == [
        ("fonts", "abc"),
        ("check", "def"),
        ("peers", "def"),
    ]
    assert kept(page(both, MACHINE, "2 May 2026"), MACHINE) == both


def test_a_page_keeps_nothing_of_another_machine() -> None:
    text = page([cells(FAST, "abc")], MACHINE, "1 May 2026")
    assert kept(text, Machine("Another", 4, 8, "Linux 6", "3.11.7")) == []
