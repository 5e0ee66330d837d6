"""What the tests share: projects to read, to change, and to make documents of in this process."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_project import PROJECT, ROOT, edit
from world import lend_outlines

from orgbriefs.build import Made, build_document
from orgbriefs.catalogue.copyfitting import MOST_APPARATUS
from orgbriefs.cli import main
from orgbriefs.design import faces
from orgbriefs.plan.plan import Plan
from orgbriefs.project import Project
from orgbriefs.request import DocumentId
from orgbriefs.storage import write_whole


def pytest_configure(config: pytest.Config) -> None:
    """Look for garbage less often: what is imported stays, and documents are large."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write reference files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where LibreOffice, Chromium or Java is missing, tests that need it are skipped."""
    if os.environ.get("ORGBRIEFS_ALL_TESTS"):
        return
    for marker, command, name in (
        ("office", "soffice", "LibreOffice"),
        ("browser", "chromium", "Chromium"),
        ("java", "java", "Java"),
    ):
        if shutil.which(command) is None:
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=f"{name} is not installed"))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file against the other workers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Workspace:
    """A project, and ways to make things of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    # In this process --------------------------------------------------------------------------

    def plan(self, **overrides: str) -> Plan:
        return Plan(Project(self.path, overrides))

    def prepare(self, plan: Plan) -> None:
        """What comes before the documents: fonts, outlines and resolved editions."""
        if not all((plan.folders.fonts / name).exists() for name in faces.FACES):
            plan.make_fonts()
        lend_outlines(plan.folders.outlines)
        for edition, name in plan.editions.all:
            plan.editions.resolve(edition, name)

    def make(self, *paths: str, **overrides: str) -> list[Path]:
        """Make documents by their paths, such as ``out/now/students/….pdf``."""
        plan = self.plan(**overrides)
        self.prepare(plan)
        made = []
        for path in paths:
            _, edition, audience, name = path.rsplit("/", 3)
            made.append(self.write(plan, plan.document(edition, audience, name)))
        return made

    def made(self, path: str, **overrides: str) -> Made:
        """Make one document, and keep what was made of it."""
        plan = self.plan(**overrides)
        self.prepare(plan)
        _, edition, audience, name = path.rsplit("/", 3)
        return build_document(plan.request(plan.document(edition, audience, name)))

    def write(self, plan: Plan, document: DocumentId) -> Path:
        """Make a document, and keep what is to mend on its pages beside the project."""
        path = plan.folders.document(document)
        rendering = build_document(plan.request(document)).rendering
        assert not rendering.warnings, [str(warning) for warning in rendering.warnings]
        if rendering.layout is not None:
            faults = [str(fault) for fault in rendering.layout.faults]
            if document.kind == "briefing" and rendering.layout.apparatus > MOST_APPARATUS:
                faults.append(f"{rendering.layout.apparatus:.1%} are notes and sources")
            write_whole(self.path / "faults" / f"{document.name}.json", json.dumps(faults))
        write_whole(path, rendering.content)
        return path

    def faults(self) -> dict[str, list[str]]:
        """What a designer would mend on the pages of each PDF that was made."""
        return {
            path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((self.path / "faults").glob("*.json"))
        }

    def documents(self, **wanted: str | None) -> list[Path]:
        """The published documents that are so, by kind, subject, audience, edition or format."""
        plan = self.plan()
        return [
            plan.folders.document(document)
            for document in plan.documents.all
            if all(getattr(document, key) == value for key, value in wanted.items())
        ]

    def command(self, *arguments: str) -> tuple[int, str]:
        """Exit code and words of an ``orgbriefs`` command, run in this process."""
        name, *rest = arguments
        result = CliRunner().invoke(main, [name, "--project", str(self.path), *rest])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    def edit(self, file: str, old: str, new: str) -> None:
        edit(self.path / file, old, new)

    # By the workflow --------------------------------------------------------------------------

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **environment}
        environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
        return subprocess.run(
            command,
            cwd=self.path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
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


def project_at(path: Path, inputs: Path) -> Workspace:
    """Configuration and data of ``inputs``, with the templates and the workflow."""
    shutil.copytree(inputs / "data", path / "data")
    shutil.copy(inputs / "config.yaml", path)
    shutil.copytree(ROOT / "templates", path / "templates")
    shutil.copytree(ROOT / "profiles", path / "profiles")
    shutil.copy(ROOT / "Snakefile", path)
    (path / "scripts").symlink_to(ROOT / "scripts")
    return Workspace(path.resolve())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The small project, to be changed and built."""
    return project_at(tmp_path / "project", PROJECT)


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of a run."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _whole(folder: Path, inputs: Path) -> Workspace:
    """A project with all its documents, made by all workers together, from both ends."""
    with locked(folder / "project.lock"):
        if not (folder / "prepared").exists():
            space = project_at(folder / "project", inputs)
            space.prepare(space.plan())
            (folder / "prepared").touch()
    space = Workspace((folder / "project").resolve())
    plan = space.plan()
    for document in _in_order(plan.documents.all):
        with locked(folder / "locks" / f"{document.edition}-{document.audience}-{document.name}"):
            if not plan.folders.document(document).exists():
                space.write(plan, document)
    return space


def _in_order(documents: Sequence[DocumentId]) -> list[DocumentId]:
    """Every other worker begins at the end."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return list(documents)[:: -1 if int(number) % 2 else 1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small project with all its documents; to be read, not changed."""
    return _whole(_shared(tmp_path_factory) / "built", PROJECT)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The data that ship, with all their documents; to be read, not changed."""
    return _whole(_shared(tmp_path_factory) / "shipped", ROOT)


@pytest.fixture
def built_copy(built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the small project with all that was made of it, to be changed."""
    shutil.copytree(built.path, tmp_path / "project", symlinks=True)
    return Workspace((tmp_path / "project").resolve())
