"""What the rows share: the projects that are measured, and what was measured of them already."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from small_project import ROOT

from benchmarks.generate import generated_project, shipped_project
from benchmarks.measure import Cost, FailedError, Run, middle, run, sound

#: The commit that the build is to be faster than.
BASE = "3859b28"
BIN = Path(sys.executable).parent
_TESTS = Path(__file__).parent.parent


@dataclass(frozen=True)
class Switches:
    """What may be set from outside."""

    #: How often each is measured, in place of each row's own number.
    repeats: int | None = None
    #: How many organizations the great build has.
    organizations: int = 1000
    #: How many the dry run has.
    dry: int = 5000
    #: The sizes at which the cost of a document is compared.
    sizes: tuple[int, ...] = (10, 100, 1000, 5000)
    #: How many documents one process makes to show that its memory does not grow.
    documents: int = 1000
    #: Whether the base is measured.
    base: bool = True
    #: Whether ``make test`` is measured.
    tests: bool = False
    #: Seconds after which a command is ended.
    at_most: float = 3600


@dataclass
class Laboratory:
    """One run of the benchmarks."""

    folder: Path
    switches: Switches
    say: Callable[[str], None]
    _generated: dict[tuple[int, int], Path] = field(default_factory=dict)

    @property
    def cores(self) -> int:
        """How many processors may be used."""
        return len(os.sched_getaffinity(0))

    def times(self, usual: int) -> int:
        """How often something is measured."""
        return self.switches.repeats or usual

    # Commands ---------------------------------------------------------------------------------

    def run(
        self,
        folder: Path,
        *command: str | Path,
        watched: Callable[[], bool] | None = None,
        binaries: Path = BIN,
    ) -> Run:
        """Run a command to its end, and not longer than is allowed."""
        self.say(f"  {' '.join(Path(str(part)).name for part in command[:3])} …")
        path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
        return run(
            command,
            folder,
            environment={"PATH": path},
            at_most=self.switches.at_most,
            watched=watched,
        )

    def cost(self, folder: Path, *command: str | Path) -> Cost:
        """What a command costs that must succeed.

        Raises:
            FailedError: when it fails, or takes too long.
        """
        done = sound(self.run(folder, *command))
        if done.cut_off:
            raise FailedError(f"{command[0]} was ended after {self.switches.at_most:.0f} s")
        return done.cost

    def version(self) -> Cost:
        """What ``snakemake --version`` costs."""
        return self.cost(self.folder, "snakemake", "--version")

    @cached_property
    def usual_version(self) -> Cost:
        """What it usually costs."""
        return middle([self.version() for _ in range(5)])

    def warm(self, project: Path, do: str, **task: Any) -> tuple[Any, Cost]:
        """Have a process of its own do something; its answer, and what the process cost."""
        answer = self.folder / "answer.json"
        answer.unlink(missing_ok=True)
        given = json.dumps({"do": do, "project": str(project), "answer": str(answer), **task})
        cost = self.cost(_TESTS, sys.executable, "-m", "benchmarks.warm", given)
        return json.loads(answer.read_text(encoding="utf-8")), cost

    # Projects ---------------------------------------------------------------------------------

    def bare(self, name: str) -> Path:
        """The project that ships, in a folder of its own, nothing built."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return shipped_project(folder)

    @cached_property
    def prepared(self) -> Path:
        """The project that ships, its fonts made and its data resolved."""
        project = self.bare("prepared")
        self.warm(project, "prepare")
        return project

    @cached_property
    def cold(self) -> ColdBuilds:
        """Cold builds of the project that ships, and of the base in turn with them."""
        return ColdBuilds(self)

    @property
    def built(self) -> Path:
        """The project that ships, all built."""
        return self.cold.once()

    def generated(self, number: int, audiences: int) -> Path:
        """A project of so many organizations; the same one each time."""
        if (number, audiences) not in self._generated:
            folder = self.folder / f"generated-{number}-{audiences}"
            folder.mkdir()
            self._generated[number, audiences] = generated_project(
                folder, number, audiences=audiences
            )
        return self._generated[number, audiences]

    # Rendering in one process -----------------------------------------------------------------

    @cached_property
    def all_rendered(self) -> Rendered:
        """All documents that ship, made one after the other in one process."""
        return self.rendered(self.prepared, {})

    def rendered(self, project: Path, wanted: dict[str, list[str]], **task: Any) -> Rendered:
        """Documents made one after the other in one process; fonts and data must be in place."""
        answer, cost = self.warm(project, "render", wanted=wanted, **task)
        documents = [RenderedDocument(**document) for document in answer["documents"]]
        peak = max(answer["peak"], 0)
        ours = Cost(answer["cpu"], answer["wall"], peak)
        return Rendered(documents, ours, cost, answer["peaks"])


@dataclass(frozen=True)
class RenderedDocument:
    """What one document cost in a warm process."""

    path: str
    cpu: float
    wall: float
    bytes: int
    layouts: int
    #: The processor time of the layout that was written and of writing it, where there was one.
    once: float | None


@dataclass(frozen=True)
class Rendered:
    """What a warm process made."""

    documents: Sequence[RenderedDocument]
    #: Without its start; the peak is that of this process alone.
    cost: Cost
    #: With its start and its children.
    process: Cost
    #: The peak of memory in each round through the documents.
    peaks: Sequence[int]

    def each(self) -> Cost:
        """What a document costs, the median."""
        return Cost(
            median(d.cpu for d in self.documents),
            median(d.wall for d in self.documents),
            self.cost.peak,
        )


class ColdBuilds:
    """Builds of everything from nothing but a set-up environment."""

    def __init__(self, laboratory: Laboratory) -> None:
        self._laboratory = laboratory
        self.ours: list[Run] = []
        self.base: list[Run] = []
        self._project: Path | None = None

    def once(self) -> Path:
        """A project that was built once at least."""
        if self._project is None:
            self._build()
        assert self._project is not None
        return self._project

    def measured(self) -> ColdBuilds:
        """As often as the row asks, in turn with the base."""
        clone = self._clone() if self._laboratory.switches.base else None
        for count in range(1, self._laboratory.times(3) + 1):
            if len(self.ours) < count:
                self._build()
            if clone is not None and len(self.base) < count:
                shutil.rmtree(clone / "out", ignore_errors=True)
                shutil.rmtree(clone / ".snakemake", ignore_errors=True)
                binaries = clone / ".venv/bin"
                self.base.append(sound(self._laboratory.run(clone, "snakemake", binaries=binaries)))
        return self

    def _build(self) -> None:
        project = self._laboratory.bare("shipped")
        done = self._laboratory.run(project, "snakemake", watched=lambda: any_document(project))
        self.ours.append(sound(done))
        self._project = project

    def _clone(self) -> Path:
        """The base with an environment of its own, made by its own ``make setup``."""
        laboratory = self._laboratory
        clone = Path(tempfile.mkdtemp(prefix="base-", dir=laboratory.folder))
        git = ("git", "-c", "advice.detachedHead=false")
        laboratory.cost(clone, *git, "clone", "--quiet", "--no-checkout", ROOT, clone)
        laboratory.cost(clone, *git, "checkout", "--quiet", "--detach", BASE)
        laboratory.cost(clone, "make", "setup")
        return clone


def any_document(project: Path) -> bool:
    """Whether readers find a document already."""
    return any(
        path.is_file() and not path.name.startswith(".")
        for path in (project / "out").glob("[!.]*/*/*")
    )


def documents_by_time(project: Path) -> dict[str, int]:
    """The documents that the manifest names, with when they were written."""
    listed = json.loads((project / "out" / "manifest.json").read_text(encoding="utf-8"))
    paths = [document["path"] for document in listed["documents"]]
    return {path: (project / path).stat().st_mtime_ns for path in paths}


def change_a_fact(project: Path, organization: str) -> None:
    """Give the present head of an organization another name."""
    path = project / f"data/organizations/{organization}.yaml"
    text = path.read_text(encoding="utf-8")
    heads = re.search(r"^heads:\n(?:  .*\n)+", text, re.MULTILINE)
    if heads is None:
        raise FailedError(f"{path.name} names no heads")
    start, _, rest = heads[0].rpartition(" name: ")
    name, _, rest = rest.partition(",")
    new = name[:-1] if name.endswith("aa") else f"{name}a"
    text = f"{text[: heads.start()]}{start} name: {new},{rest}{text[heads.end() :]}"
    path.write_text(text, encoding="utf-8")
