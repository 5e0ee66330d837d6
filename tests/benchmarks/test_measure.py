"""What a command costs is counted with all its children, and none of them stays behind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Cost, FailedError, middle, paired, run, sound

#: Uses the processor for a fifth of a second.
_WORK = "import time\nwhile time.process_time() < 0.2: pass\n"


def test_children_are_counted_even_those_nobody_waits_for(tmp_path: Path) -> None:
    begun = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {_WORK!r}])"
    done = run([sys.executable, "-c", begun], tmp_path)
    assert done.code == 0
    assert 0.2 <= done.cost.cpu < 1
    assert done.cost.peak > 1_000_000


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    done = run(["sleep", "20"], tmp_path, at_most=0.1)
    assert done.cut_off
    assert done.cost.wall < 10


def test_what_fails_says_so(tmp_path: Path) -> None:
    done = run(["sh", "-c", "echo hello; echo no >&2; exit 3"], tmp_path)
    assert (done.out, done.err) == ("hello\n", "no\n")
    with pytest.raises(FailedError, match="exit code 3: no"):
        sound(done)


def test_medians_are_taken_of_each() -> None:
    costs = [Cost(1, 9, 5), Cost(2, 8, 7), Cost(6, 7, 6)]
    assert middle(costs) == Cost(2, 8, 6)


def test_pairs_are_measured_in_turns() -> None:
    order: list[str] = []

    def of(name: str) -> Cost:
        order.append(name)
        return Cost(len(order), 0)

    ours, other = paired(2, lambda: of("ours"), lambda: of("other"))
    assert order == ["ours", "other"] * 2
    assert [cost.cpu for cost in ours] == [1, 3]
    assert [cost.cpu for cost in other] == [2, 4]
