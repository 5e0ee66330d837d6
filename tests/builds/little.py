"""A little project that a whole build takes seconds for, and what is asked of builds of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Workspace, locked, project_at
from small_project import PROJECT, edit

#: Twelve documents: web pages, Markdown, and two PDFs so that pages are counted.
DOCUMENTS = """documents:
  factsheet: [html]
  changes: [md, pdf]
"""
SHEET = "out/now/students/alpha-fact-sheet-students-now.html"
TEMPLATE = "templates/audiences/students/factsheet.html"
#: A name that no template is given.
FAULT = ("{%", "{{ nobody.said }}{%")
#: What stands in the data of one organization only.
BETA = ("data/organizations/beta.yaml", "Beta Union", "Beta League")


def little_project(path: Path) -> Workspace:
    space = project_at(path, PROJECT)
    config = space.path / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"documents:\n(  .*\n)+", DOCUMENTS, text), encoding="utf-8")
    return space


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little project, built by the workflow once for all workers; not to be changed."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "little"
    with locked(folder / "lock"):
        if not (folder / "whole").exists():
            space = little_project(folder / "project")
            assert len(space.built()) == 12
            (folder / "whole").touch()
    return Workspace((folder / "project").resolve())


@pytest.fixture
def little(built_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the little project with all that was made of it, to be changed."""
    shutil.copytree(built_once.path, tmp_path / "project", symlinks=True)
    return Workspace((tmp_path / "project").resolve())


def fails(space: Workspace, *arguments: str) -> str:
    """Build, and fail in words; what was said."""
    done = space.snakemake(*arguments)
    assert done.returncode != 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Nothing to be done" not in done.stderr
    return done.stderr


def does_nothing(space: Workspace, *arguments: str) -> bool:
    """Whether a build finds all documents up to date."""
    done = space.snakemake(*arguments)
    assert done.returncode == 0, done.stderr
    return "Nothing to be done: 12 documents are up to date." in done.stderr


def documents(space: Workspace) -> dict[str, bytes]:
    """What readers find, by path."""
    return {
        path.relative_to(space.path).as_posix(): path.read_bytes()
        for path in sorted((space.path / "out").glob("[!.]*/**/*"))
        if path.is_file()
    }


def keep_time(space: Workspace, file: str, old: str, new: str, *, earlier: int = 0) -> None:
    """Edit a file so that its time does not tell, or lies ``earlier`` seconds before."""
    path = space.path / file
    time = path.stat().st_mtime - earlier
    edit(path, old, new)
    os.utime(path, (time, time))


def state(folder: Path) -> str:
    """A digest of the names, times and contents of all files and folders."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or ".snakemake" in path.parts:
            continue
        found.update(f"{path.relative_to(folder)} {path.stat().st_mtime_ns}".encode())
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def begun(space: Workspace, *arguments: str) -> subprocess.Popen[str]:
    """A build under way, in a process group of its own."""
    binaries = Path(sys.executable).parent
    return subprocess.Popen(
        [binaries / "snakemake", *arguments],
        cwd=space.path,
        env={**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def lines_of(process: subprocess.Popen[str]) -> Iterator[str]:
    """What a process says, line by line; whoever stops reading can go on later."""
    assert process.stderr is not None
    while line := process.stderr.readline():
        yield line
