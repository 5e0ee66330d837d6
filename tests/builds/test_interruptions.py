"""Builds that are killed, ended, begun twice, or run out of room."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import Workspace
from little import (
    BETA,
    SHEET,
    begun,
    built_once,
    documents,
    does_nothing,
    fails,
    lines_of,
    little,
)

__all__ = ["built_once", "little"]

#: How the names of documents end; what lists them for machines may be short.
DOCUMENTS = (".pdf", ".docx", ".html", ".md")


def interrupted(space: Workspace, sign: signal.Signals, *, group: bool = False) -> str:
    """Change all documents, begin to build, end it after the first of them; what it said."""
    space.edit("templates/documents/layout.html", "<body class", '<body data-changed="" class')
    before = documents(space)
    process = begun(space)
    said = []
    for line in lines_of(process):
        said.append(line)
        if line.startswith("  built"):
            (os.killpg if group else os.kill)(process.pid, sign)
            break
    said += lines_of(process)
    process.wait(timeout=60)
    assert process.returncode != 0
    after = documents(space)
    assert list(after) == list(before)
    assert all(len(content) > 100 for path, content in after.items() if path.endswith(DOCUMENTS))
    return "".join(said)


#: What Python says, before any code of ours, when it is interrupted while it starts.
_ITS_OWN_START = re.compile(r"Fatal Python error: init_import_site(?:.*\n)+?KeyboardInterrupt.*\n")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_ended_build_loses_nothing_and_is_gone_on_with(
    little: Workspace, sign: signal.Signals
) -> None:
    said = interrupted(little, sign, group=sign is signal.SIGINT)
    assert "Nothing to be done" not in said
    assert "Traceback" not in _ITS_OWN_START.sub("", said)
    assert little.built()
    assert does_nothing(little)


def test_a_killed_build_is_taken_over_and_said(little: Workspace) -> None:
    interrupted(little, signal.SIGKILL, group=True)
    done = little.snakemake()
    assert done.returncode == 0, done.stderr
    assert "Going on from a build that was broken off (process " in done.stderr
    assert "LockException" not in done.stderr
    assert does_nothing(little)


def test_a_living_build_is_named(little: Workspace) -> None:
    little.edit(*BETA)
    process = begun(little)
    try:
        next(line for line in lines_of(process) if line.startswith("  built"))
        said = fails(little)
        assert f"another build is running here: process {process.pid}, since " in said
        assert little.snakemake("-n").returncode == 0
    finally:
        process.send_signal(signal.SIGCONT)
        for _ in lines_of(process):
            pass
        assert process.wait(timeout=120) == 0
    assert does_nothing(little)


def test_what_changes_during_a_build_is_noticed_at_its_end(little: Workspace) -> None:
    little.edit(*BETA)
    # Whichever document comes first: it was made from this.
    template = little.path / "templates/documents/layout.html"
    text = template.read_text(encoding="utf-8")
    process = begun(little)
    said = []
    for line in lines_of(process):
        said.append(line)
        if len([line for line in said if line.startswith("  built")]) == 1:
            template.write_text("{# a late thought #}" + text, encoding="utf-8")
    assert process.wait(timeout=60) != 0
    assert any("something changed while" in line and "build once more" in line for line in said)
    assert little.built()
    assert does_nothing(little)


def test_a_step_that_is_killed_stays_red(little: Workspace) -> None:
    """As when memory runs out."""
    little.edit(*BETA)
    process = begun(little, "--cores", "1", SHEET.replace("alpha", "beta"))
    killed = False
    while not killed and process.poll() is None:
        killed = kill_step(process.pid)
        time.sleep(0.02)
    for _ in lines_of(process):
        pass
    assert process.wait(timeout=60) != 0
    assert "would be built" in little.snakemake("-n").stderr
    assert little.built()
    assert does_nothing(little)


def kill_step(build: int) -> bool:
    """Kill the step of a build that makes a document, if one is under way."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            session = os.getsid(int(folder.name))
        except (OSError, ProcessLookupError):
            continue
        if session == build and b"document" in words and b"bash" not in words[0]:
            os.kill(int(folder.name), signal.SIGKILL)
            return True
    return False


def test_a_document_that_is_protected_is_not_overwritten(little: Workspace) -> None:
    little.edit("data/organizations/alpha.yaml", "Ada First", "Ada Erste")
    sheet = little.path / SHEET
    before = sheet.read_bytes()
    sheet.chmod(0o444)
    said = fails(little)
    assert f"{SHEET}: the document is protected from being written" in said
    assert "  built  out/now/policymakers/alpha-" in said
    assert sheet.read_bytes() == before
    sheet.chmod(0o644)
    assert len(little.built()) == 1


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="needs to mount")
def test_a_full_disk_loses_nothing(little: Workspace) -> None:
    out = little.path / "out"
    size = sum(path.stat().st_size // 4096 * 4096 + 4096 for path in out.rglob("*"))
    kept = little.path / "kept"
    shutil.move(out, kept)
    out.mkdir()
    options = f"size={size + 3_000_000}"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", out], check=False)
    if done.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        shutil.copytree(kept, out, dirs_exist_ok=True)
        before = documents(little)
        fill(out / "filling")
        little.edit(*BETA)
        said = fails(little)
        assert "No space left on device" in said
        assert documents(little) | {"out/filling": b""} == before | {"out/filling": b""}
        (out / "filling").unlink()
        assert little.built()
        assert does_nothing(little)
    finally:
        subprocess.run(["umount", out], check=True)


def fill(path: Path) -> None:
    """Fill a disk to the last byte."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return
