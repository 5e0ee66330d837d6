"""The same workflow on a real SLURM of one node: ``make test-slurm``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds.little import FAULT, SHEET, TEMPLATE, documents, little_project
from conftest import Workspace
from slurm.single_node import CannotStartError, single_node

pytestmark = pytest.mark.slurm

#: The node has no accounting; and a test does not wait as one does for a queue.
ON_ONE_NODE = (
    "--profile profiles/slurm --slurm-status-command squeue"
    " --slurm-init-seconds-before-status-checks 2 --slurm-keep-successful-logs"
).split()
#: A document that the fault of a template for students does not concern.
OTHER = "out/now/policymakers/beta-fact-sheet-policymakers-now.html"


@pytest.fixture(scope="module")
def slurm() -> Iterator[dict[str, str]]:
    try:
        with single_node() as environment:
            yield environment
    except CannotStartError as error:
        pytest.fail(f"SLURM cannot start here: {error}", pytrace=False)


def test_a_cluster_builds_what_this_machine_does(slurm: dict[str, str], tmp_path: Path) -> None:
    here, there = (little_project(tmp_path / name) for name in ("here", "there"))
    for space in (here, there):
        space.edit("config.yaml", "  changes: [md, pdf]", "  changes: [pdf]")
    assert len(here.built()) == 10

    code, words = on_slurm(there, slurm)
    assert code == 0, words
    assert "10 built, 0 unchanged, 0 failed" in words
    assert documents(there) == documents(here)
    assert manifest(there) == manifest(here)
    assert made_by_jobs(there) == [10]
    assert "Nothing to be done: 10 documents are up to date." in there.snakemake().stderr

    # A document that cannot be made holds back no other of its job.
    there.edit(TEMPLATE, *FAULT)
    (there.path / OTHER).unlink()
    code, words = on_slurm(there, slurm, SHEET, OTHER)
    assert code != 0
    assert re.search("^1 built, 5 unchanged, 1 failed", words, re.M), words
    assert f"  built  {OTHER}\n" in words
    assert f"  failed {SHEET}\n" in words
    assert documents(there) == documents(here)


def manifest(space: Workspace) -> str:
    return (space.path / "out/manifest.json").read_text(encoding="utf-8")


def on_slurm(space: Workspace, environment: dict[str, str], *targets: str) -> tuple[int, str]:
    """Build, with targets first so that no option takes them for its own; what was said."""
    done = space.run("snakemake", *targets, *ON_ONE_NODE, **environment)
    return done.returncode, done.stderr


def made_by_jobs(space: Workspace) -> list[int]:
    """How many documents each job of the cluster made."""
    logs = (space.path / ".snakemake/slurm_logs").rglob("*.log")
    texts = [log.read_text(encoding="utf-8") for log in logs]
    return [len(set(re.findall(r"^Job \d+: (Make .+)", text, re.M))) for text in texts]
