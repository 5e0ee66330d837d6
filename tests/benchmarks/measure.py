"""What a command costs: processor time with all its children, wall time, and memory at its peak."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

#: How often processes are looked at, in seconds.
_LOOK = 0.1
#: How long what a command leaves running may take to end by itself, in seconds.
_GRACE = 5.0
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
#: What a command must not learn of the one that measures it.
_HIDDEN = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHONPATH", "VIRTUAL_ENV", "ORGBRIEFS_WARM")


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor and on the clock, and bytes of all processes at their peak."""

    cpu: float
    wall: float
    peak: int = 0


@dataclass(frozen=True)
class Run:
    """A command that has ended."""

    cost: Cost
    code: int
    out: str
    err: str
    #: When ``watched`` was first true, in seconds from the start.
    seen: float | None = None
    #: Whether it was ended because it took too long.
    cut_off: bool = False


class FailedError(Exception):
    """A command that is measured did not do what it should."""


def run(
    command: Sequence[str | Path],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    at_most: float = 3600,
    watched: Callable[[], bool] | None = None,
) -> Run:
    """Run a command to its end; no other child of this process may run at the same time.

    Args:
        command: the command and its arguments.
        folder: where it runs.
        environment: what is added to the environment.
        at_most: seconds after which it is ended.
        watched: looked at again and again until it is true.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)
    given = {key: value for key, value in os.environ.items() if key not in _HIDDEN}
    given.update(environment or {})
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=given,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        watch = _Watch(process.pid, begun, at_most, watched)
        watch.start()
        cpu, largest = 0.0, 0
        try:
            while True:
                pid, status, usage = os.wait4(-1, 0)
                cpu += usage.ru_utime + usage.ru_stime
                largest = max(largest, usage.ru_maxrss * 1024)
                if pid == process.pid:
                    break
        except BaseException:  # whoever ends this process ends the command, which would go on
            _end([process.pid, *family(process.pid)], signal.SIGTERM)
            watch.stop()
            raise
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        # What it had begun and not waited for is now a child of this process.
        cpu += sum(_left_over(process.pid))
        said, complained = _text(out), _text(err)
    peak = max(watch.peak, largest)
    cost = Cost(cpu, wall, peak)
    return Run(cost, process.returncode, said, complained, watch.seen, watch.cut_off)


def sound(done: Run) -> Run:
    """A run that did not fail.

    Raises:
        FailedError: when it did, with the last that it said.
    """
    if done.code and not done.cut_off:
        raise FailedError(f"exit code {done.code}: {(done.err or done.out).strip()[-600:]}")
    return done


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(
        median(cost.cpu for cost in costs),
        median(cost.wall for cost in costs),
        int(median(cost.peak for cost in costs)),
    )


def paired(
    times: int, ours: Callable[[], Cost], other: Callable[[], Cost]
) -> tuple[list[Cost], list[Cost]]:
    """Two things measured in turns, so that both meet the same machine."""
    pairs = [(ours(), other()) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


class _Watch(threading.Thread):
    """Looks at all processes of a command while it runs."""

    def __init__(
        self, leader: int, begun: float, at_most: float, watched: Callable[[], bool] | None
    ) -> None:
        super().__init__(daemon=True)
        self._leader, self._begun, self._at_most = leader, begun, at_most
        self._watched, self._ended = watched, threading.Event()
        self.peak, self.cut_off = 0, False
        self.seen: float | None = None

    def run(self) -> None:
        while not self._ended.wait(_LOOK):
            now = time.monotonic() - self._begun
            if self._watched is not None and self.seen is None and self._watched():
                self.seen = now
            processes = list(family(self._leader))
            self.peak = max(self.peak, sum(map(_memory, processes)))
            if now > self._at_most and not self.cut_off:
                self.cut_off = True
                _end(processes, signal.SIGKILL)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def family(leader: int) -> Iterator[int]:
    """The processes of a session, and all that they began."""
    parents: dict[int, int] = {}
    found: set[int] = set()
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                text = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
                state, parent, _, session = text.rpartition(")")[2].split()[:4]
                if state != "Z":
                    parents[int(entry.name)] = int(parent)
                    if int(session) == leader:
                        found.add(int(entry.name))
    for pid in parents:
        line, ancestor = [], pid
        while ancestor in parents and ancestor not in found:
            line.append(ancestor)
            ancestor = parents[ancestor]
        if ancestor in found or ancestor == leader:
            found.update(line)
    yield from found


def _memory(pid: int) -> int:
    """The memory of a process, its shared pages counted in parts."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def _left_over(leader: int) -> Iterator[float]:
    """The processor time of what a command left running, until all of it has ended."""
    begun = time.monotonic()
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
            if pid:
                yield usage.ru_utime + usage.ru_stime
                continue
            waited = time.monotonic() - begun
            if waited > _GRACE:
                late = waited > 2 * _GRACE
                _end(list(family(leader)), signal.SIGKILL if late else signal.SIGTERM)
            if waited > 3 * _GRACE:
                return
            time.sleep(_LOOK)


def _end(processes: Sequence[int], how: signal.Signals) -> None:
    for pid in processes:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, how)
