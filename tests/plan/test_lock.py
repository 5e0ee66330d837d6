"""One build at a time, and none is kept out by a dead one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from orgbriefs.plan.lock import BuildLock, BuildRunningError


def test_a_second_build_is_told_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "work" / "lock"
    first = BuildLock(path)
    assert first.abandoned == ""
    with pytest.raises(BuildRunningError) as refused:
        BuildLock(path)
    named = rf"another build is running here: process {os.getpid()}, since \d\d:\d\d; wait for it"
    assert re.match(named, str(refused.value))
    first.release()
    first.release()
    second = BuildLock(path)
    assert second.abandoned == ""
    second.release()


def test_the_lock_of_a_dead_build_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import os, pathlib; from orgbriefs.plan.lock import BuildLock;"
        f"lock = BuildLock(pathlib.Path({str(path)!r})); print(os.getpid(), flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -9
    lock = BuildLock(path)
    assert lock.abandoned.startswith(f"process {done.stdout.strip()}, since ")
    lock.release()


def test_a_spoilt_lock_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("{", encoding="utf-8")
    BuildLock(path).release()
    assert path.read_text(encoding="utf-8") == ""
