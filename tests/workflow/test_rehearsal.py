"""A process that has rehearsed learns nothing more with its first document."""

from __future__ import annotations

import json
import subprocess
import sys

from conftest import Workspace

#: Tables that some font has, and the like.
_FEW = 12

_FIRST = """
import json, sys
from pathlib import Path
from orgbriefs.build import build_document
from orgbriefs.plan.plan import Plan
from orgbriefs.project import Project
from orgbriefs.workflow.rehearsal import rehearse, rehearse_a_page

if sys.argv[1] == "rehearsed":
    rehearse(("pdf",))
    rehearse_a_page("en-GB")
before = set(sys.modules)
plan = Plan(Project(Path.cwd()))
build_document(plan.request(plan.document(*sys.argv[2:])))
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_the_first_document_imports_next_to_nothing(workspace: Workspace) -> None:
    plan = workspace.plan()
    workspace.prepare(plan)
    (sheet, *_) = (d for d in plan.documents.of_kind("factsheet") if d.format == "pdf")
    which = sheet.edition, sheet.audience, plan.folders.document(sheet).name

    def learnt(how: str) -> list[str]:
        command = [sys.executable, "-c", _FIRST, how, *which]
        done = subprocess.run(command, cwd=workspace.path, capture_output=True, check=True)
        found: list[str] = json.loads(done.stdout)
        return found

    assert len(learnt("unprepared")) > 100
    assert len(learnt("rehearsed")) < _FEW
