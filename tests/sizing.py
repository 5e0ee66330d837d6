"""Measure what documents cost: ``python tests/sizing.py ORGANIZATIONS…``.

For each number of organizations it makes a project of the small one's Alpha, so many times under
other names, and tells how long it takes to find out what to make, and one document, with the most
memory that it needs. ``docs/clusters.md`` reckons with its figures.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import project_at
from small_project import PROJECT

from orgbriefs.plan.plan import Plan
from orgbriefs.plan.survey import Survey
from orgbriefs.project import Project

#: All that an organization may have: fact sheet and handout, each for print and as a web page.
DOCUMENTS = """documents:
  factsheet: [pdf, html]
  handout: [docx, html]
"""


def project_of(folder: Path, organizations: int) -> Path:
    """A project of so many organizations."""
    root = project_at(folder / "project", PROJECT).path
    config = root / "config.yaml"
    text = re.sub(r"documents:\n(  .*\n)+changes: .*\n", DOCUMENTS, config.read_text("utf-8"))
    config.write_text(text, "utf-8")
    alpha = (root / "data/organizations/alpha.yaml").read_text("utf-8")
    for number in range(organizations - 2):
        name = f"alpha-{number}"
        text = re.sub(r"^id: alpha$", f"id: {name}", alpha, flags=re.M)
        (root / f"data/organizations/{name}.yaml").write_text(text, "utf-8")
    return root


def seconds_of(command: list[str], root: Path) -> tuple[float, float]:
    """Seconds and megabytes of a command."""
    begun = time.perf_counter()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "PATH": path}, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(said)
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def measure(organizations: int) -> None:
    """Tell what a project of so many organizations costs."""
    with tempfile.TemporaryDirectory() as folder:
        root = project_of(Path(folder), organizations)
        begun = time.perf_counter()
        plan = Plan(Project(root, {}))
        documents = plan.documents.all
        planned = time.perf_counter() - begun
        survey = Survey(plan, renew=False)
        surveyed = time.perf_counter() - begun
        assert not survey.current
        told = [f"{len(documents)} documents", f"plan {planned:.1f} s, survey {surveyed:.1f} s"]
        spent, memory = seconds_of(["snakemake", "-n", "--quiet", "all"], root)
        told.append(f"snakemake -n {spent:.0f} s, {memory:.0f} MB")
        command = ["orgbriefs"]
        seconds_of([*command, "fonts"], root)
        seconds_of([*command, "outlines"], root)
        sheet = next(d for d in documents if d.subject == "alpha" and d.format == "pdf")
        for edition, name in plan.dependencies.editions(sheet):
            spent, _ = seconds_of([*command, "resolve", edition, name], root)
            told.append(f"resolve {name} {spent:.1f} s")
        for document in (d for d in documents if d.subject == "alpha"):
            if (document.edition, document.audience) == (sheet.edition, sheet.audience):
                arguments = ["document", document.edition, document.audience, document.name]
                spent, memory = seconds_of([*command, *arguments], root)
                size = plan.folders.document(document).stat().st_size
                told.append(
                    f"{document.kind}.{document.format} {spent:.1f} s, {memory:.0f} MB, "
                    f"{size / 1000:.0f} kB"
                )
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.append(f"plan and survey {own:.0f} MB")
        print(f"{organizations} organizations: " + "; ".join(told), flush=True)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        measure(int(argument))
