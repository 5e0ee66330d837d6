"""Links, pipes, sockets and devices among a project's inputs.

A link may lead out of the project, and a pipe never ends: neither is followed nor read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from orgbriefs.problems import Place, Problem

_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def special_files(*inputs: Path) -> Iterator[Problem]:
    """What is neither a file nor a folder at or below ``inputs``; hidden files are passed over."""
    for path in inputs:
        for found in _below(path):
            kind = _kind_of(found)
            if kind is not None:
                fix = "put the file itself in its place"
                yield Problem(Place(found, 0, 0), f"this is {kind}, not a file", found.name, fix)


def _below(path: Path) -> Iterator[Path]:
    yield path
    if path.is_symlink() or not path.is_dir():
        return
    for folder, folders, files in os.walk(path, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = (name for name in (*folders, *sorted(files)) if not name.startswith("."))
        yield from (Path(folder, name) for name in visible)


def _kind_of(path: Path) -> str | None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None
    return next((name for is_kind, name in _KINDS if is_kind(mode)), None)
