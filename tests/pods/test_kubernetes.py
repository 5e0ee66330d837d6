"""The same workflow by Kubernetes' executor, with storage in S3: ``make test-kubernetes``.

There is no cluster: what answers the executor imitates one (:mod:`pods.imitation`), and S3 is
moto's. Both are asked by the real plugins.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builds.little import FAULT, SHEET, TEMPLATE, documents, fails, little_project
from conftest import Workspace
from pods.imitation import Cluster, cluster

pytestmark = pytest.mark.kubernetes

ON_KUBERNETES = (
    "--profile profiles/kubernetes --container-image orgbriefs"
    " --default-storage-prefix s3://briefs/build --seconds-between-status-checks 1"
).split()
#: A document that the fault of a template for students does not concern.
OTHER = "out/now/policymakers/beta-fact-sheet-policymakers-now.html"


@pytest.fixture
def there(tmp_path: Path) -> Workspace:
    """A project in a git repository, with all that the workflow needs."""
    space = smaller(tmp_path / "there")
    scripts = space.path / "scripts"
    source = scripts.resolve()
    scripts.unlink()
    scripts.mkdir()
    for name in ("inputs.smk", "environment.yaml"):
        shutil.copy(source / name, scripts)
    (space.path / ".gitignore").write_text("out/\n.snakemake/\n", encoding="utf-8")
    assert space.run("git", "init", "--quiet").returncode == 0
    assert space.run("git", "add", "--all").returncode == 0
    return space


@pytest.fixture
def pods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("SNAKEMAKE_STORAGE_S3_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("SNAKEMAKE_STORAGE_S3_ACCESS_KEY", "key")
    monkeypatch.setenv("SNAKEMAKE_STORAGE_S3_SECRET_KEY", "secret")
    with cluster(tmp_path / "cluster") as (found, where):
        monkeypatch.setenv("KUBECONFIG", str(where))
        yield found
    server.stop()


def smaller(path: Path) -> Workspace:
    space = little_project(path)
    space.edit("config.yaml", "  changes: [md, pdf]", "  changes: [pdf]")
    return space


def test_pods_build_what_this_machine_does(there: Workspace, pods: Cluster, tmp_path: Path) -> None:
    here = smaller(tmp_path / "here")
    assert len(here.built()) == 10

    done = there.snakemake(*ON_KUBERNETES)
    assert done.returncode == 0, done.stderr
    assert "10 built, 0 unchanged, 0 failed" in done.stderr
    assert documents(there) == documents(here)
    assert len(pods.asked) == 1, "all of them in one job"
    container = pods.asked[0]["spec"]["template"]["spec"]["containers"][0]
    assert container["image"] == "orgbriefs"
    assert container["resources"]["requests"]["memory"] == "1000M"
    assert "Nothing to be done: 10 documents are up to date." in there.snakemake().stderr

    # Of a job that failed, what was made all the same is taken by the next build.
    there.edit(TEMPLATE, *FAULT)
    (there.path / OTHER).unlink()
    said = fails(there, "factsheets", *ON_KUBERNETES)
    assert f"  failed {SHEET}\n" in said
    assert asked_of(pods.asked[-1]) == 5, "what is current is left alone"
    said = fails(there, "factsheets", *ON_KUBERNETES)
    assert re.search("^1 built, 5 unchanged, 4 failed", said, re.M), said
    assert f"  built  {OTHER}\n" in said
    assert documents(there) == documents(here)
    said = fails(there, OTHER, *ON_KUBERNETES)
    assert "ask for all documents of a kind, not for a path" in said


def test_what_git_does_not_know_is_named(there: Workspace, pods: Cluster) -> None:
    assert there.run("git", "rm", "-q", "--cached", "data/glossary.yaml").returncode == 0
    said = fails(there, *ON_KUBERNETES)
    assert "data/glossary.yaml" in said
    assert "add it to the project's git repository" in said
    assert not pods.asked


def asked_of(job: dict[str, Any]) -> int:
    """How many documents a job was asked for."""
    command = job["spec"]["template"]["spec"]["containers"][0]["args"][1]
    return len(re.findall("document:edition=", command))
