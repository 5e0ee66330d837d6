"""The house's own rules for code, workflow and what is kept in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "scripts", "tests"],
        ["ruff", "format", "--check", "scripts", "tests"],
        ["mypy"],
        ["lint-imports"],
        ["snakefmt", "--check", "Snakefile", "scripts/inputs.smk"],
        ["snakemake", "--lint"],
    ],
    ids=" ".join,
)
def test_code_and_workflow_are_clean(command: list[str]) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{BIN}:/usr/bin:/bin", "HOME": "/tmp"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    found = [path for path in tracked() if path.is_file()]
    if not found:
        pytest.skip("not a git checkout: nothing to scan")
    return found


def test_no_file_names_a_download_host_or_a_machines_path(files: list[Path]) -> None:
    hosts = re.compile(
        "|".join(("py" + "pi.org", "python" + "hosted", "npm" + "js", "/wo" + "rk/"))
    )
    assert len(files) > 100
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files
        if (match := hosts.search(path.read_bytes().decode("utf-8", "ignore")))
    ]
    assert not found


def test_every_data_file_names_its_schema() -> None:
    files = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "data").glob("*/*.yaml")]
    files += [ROOT / "config.yaml", *(ROOT / "templates/audiences").glob("*/audience.yaml")]
    assert len(files) > 10
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path
        assert (path.parent / match[1]).is_file(), path
