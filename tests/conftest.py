"""What the tests share: a small project to build in a temporary directory."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from orgbriefs.cli import main

ROOT = Path(__file__).parent.parent
PROJECT = Path(__file__).parent / "project"
CASES = Path(__file__).parent / "cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write reference files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where LibreOffice or Chromium is missing, tests that need it are skipped, and say so."""
    if os.environ.get("ORGBRIEFS_ALL_TESTS"):
        return
    for marker, command, name in (
        ("office", "soffice", "LibreOffice"),
        ("browser", "chromium", "Chromium"),
    ):
        if shutil.which(command) is None:
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=f"{name} is not installed"))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def faces() -> Path:
    """The static font files; made once, whichever worker comes first."""
    folder = ROOT / "out" / ".work" / "faces"
    folder.mkdir(parents=True, exist_ok=True)
    with (ROOT / "out" / ".work" / "faces.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        from orgbriefs.pdf import faces as source

        written = Path(source.__file__).stat().st_mtime
        for name in source.FACES:
            made = folder / name
            if not made.exists() or made.stat().st_mtime < written:
                source.make_face(name, made)
    return folder


class Workspace:
    """A copy of the small project, and ways to run things in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        return subprocess.run(
            command, cwd=self.path, env=environment, capture_output=True, text=True, check=False
        )

    def snakemake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("snakemake", *arguments)

    def built(self, *arguments: str) -> list[str]:
        """Build; the names of the documents that were made."""
        done = self.snakemake(*arguments)
        assert done.returncode == 0, done.stderr
        return sorted(
            Path(line.split()[1]).name
            for line in done.stderr.splitlines()
            if line.startswith("  built")
        )

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.path / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def project_at(path: Path, inputs: Path) -> Workspace:
    """Configuration and data of ``inputs``, with the templates and the workflow."""
    shutil.copytree(inputs / "data", path / "data")
    shutil.copy(inputs / "config.yaml", path)
    shutil.copytree(ROOT / "templates", path / "templates")
    shutil.copytree(ROOT / "profiles", path / "profiles")
    shutil.copy(ROOT / "Snakefile", path)
    (path / "scripts").symlink_to(ROOT / "scripts")
    return Workspace(path)


def workspace_at(path: Path, faces: Path, inputs: Path = PROJECT) -> Workspace:
    """A project ready to be built: the faces are there already."""
    space = project_at(path, inputs)
    work = path / "out" / ".work" / "faces"
    work.mkdir(parents=True)
    for face in sorted(faces.iterdir()):
        # Linked where they can be: snakemake sees the same file, and nothing is copied.
        if face.stat().st_dev == work.stat().st_dev:
            (work / face.name).hardlink_to(face)
        else:
            shutil.copy2(face, work)
    return space


def checked(space: Workspace) -> tuple[int, str]:
    """Exit code and words of ``orgbriefs check``, run in this process."""
    before = Path.cwd()
    os.chdir(space.path)
    try:
        result = CliRunner().invoke(main, ["check"])
    finally:
        os.chdir(before)
    return result.exit_code, result.output


@pytest.fixture
def small_project(tmp_path: Path) -> Workspace:
    """The small project, to be checked, not built."""
    return project_at(tmp_path / "project", PROJECT)


@pytest.fixture
def workspace(tmp_path: Path, faces: Path) -> Workspace:
    return workspace_at(tmp_path / "project", faces)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, faces: Path) -> Workspace:
    """The small project, built whole, once for all workers; to be read, not changed."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "built"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            space = workspace_at(folder / "project", faces)
            done = space.snakemake()
            assert done.returncode == 0, done.stderr
            (folder / "whole").touch()
    return Workspace(folder / "project")


@pytest.fixture
def built_copy(built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the small project with all that was made of it, to be changed."""
    shutil.copytree(built.path, tmp_path / "project", symlinks=True)
    return Workspace(tmp_path / "project")
