"""Pandoc, from its wheel: the reference implementation of BibTeX's and CSL's rules.

It runs in its own sandbox, in which it reads no file but those it is given by name and fetches
nothing, and within limits of time and memory.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

#: Seconds, and megabytes of memory; a bibliography of a thousand works takes two and 100.
SECONDS, MEGABYTES = 60, 1024


class PandocError(Exception):
    """Pandoc could not do it; its own words, on one line or more."""


def run(text: str, options: Sequence[str]) -> str:
    """What pandoc makes of ``text``.

    Args:
        text: its standard input.
        options: of its command line, such as ``--from=biblatex``.

    Raises:
        PandocError: when it refuses the text, or takes more time or memory than it may.
    """
    limits = ("+RTS", f"-M{MEGABYTES}M", "-RTS")
    command = [str(_program()), "--sandbox", *options, *limits]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise PandocError(f"it takes longer than {SECONDS} seconds") from None
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        too_large = "heap exhausted" in said.lower()
        raise PandocError(f"it takes more than {MEGABYTES} megabytes" if too_large else said)
    return done.stdout.decode()


def version() -> str:
    """The version of the wheel."""
    return importlib.metadata.version("pypandoc_binary")


@lru_cache(maxsize=1)
def _program() -> Path:
    """The program in the wheel; no other pandoc of the machine may shape a document."""
    package = importlib.util.find_spec("pypandoc")
    [folder] = (package.submodule_search_locations if package else None) or [""]
    return Path(folder) / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
