"""The steps of a build run in a warm process, with the same results as without it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orgbriefs.client import ADDRESS, ask


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    address = tmp_path / "socket"
    numbers = [str(address), str(os.getpid())]
    command = [sys.executable, "-m", "orgbriefs.server", *numbers, "en-GB", "pdf"]
    process = subprocess.Popen(command)
    for _ in range(600):
        if address.exists():
            break
        time.sleep(0.05)
    monkeypatch.setenv(ADDRESS, str(address))
    yield process
    process.terminate()
    process.wait()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / "orgbriefs"
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


def test_commands_say_and_end_as_they_do_without_it(
    server: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands = (["--help"], ["nope"], ["trace", "--project", str(tmp_path), "x"])
    warm = [run(*command) for command in commands]
    monkeypatch.delenv(ADDRESS)
    cold = [run(*command) for command in commands]
    assert [w.returncode for w in warm] == [c.returncode for c in cold] == [0, 2, 1]
    assert [(w.stdout, w.stderr) for w in warm] == [(c.stdout, c.stderr) for c in cold]


def test_where_there_is_none_a_command_runs_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ADDRESS, str(tmp_path / "nothing"))
    assert ask(["--help"]) is None
    monkeypatch.delenv(ADDRESS)
    assert ask(["--help"]) is None


def test_a_step_ends_with_whoever_asked_for_it(server: subprocess.Popen[bytes]) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(os.environ[ADDRESS])
        assert comes_true(lambda: forks(server.pid) == 1)
    assert comes_true(lambda: forks(server.pid) == 0)


def test_it_ends_with_the_build(tmp_path: Path) -> None:
    script = (
        "import os, subprocess, sys, time\n"
        f"command = [sys.executable, '-m', 'orgbriefs.server', {str(tmp_path / 's')!r}]\n"
        "p = subprocess.Popen([*command, str(os.getpid()), 'en-GB'])\n"
        "print(p.pid, flush=True)\ntime.sleep(60)\n"
    )
    build = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    number = int(build.stdout.readline())
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert comes_true(lambda: has_ended(number))


def comes_true(is_true: Callable[[], bool]) -> bool:
    """Whether it is true within a minute; a busy machine takes its time."""
    for _ in range(600):
        if is_true():
            return True
        time.sleep(0.1)
    return False


def has_ended(process: int) -> bool:
    """Whether a process runs no more; on some machines nobody buries those left behind."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def forks(process: int) -> int:
    found = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found += fields[1] == str(process) and fields[0] != "Z"
    return found
