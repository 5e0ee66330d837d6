"""The outlines of countries, made once for all tests of a machine."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from functools import cache
from pathlib import Path

from orgbriefs.atlas.making import LEVELS, digest, make_outlines


@cache
def outlines() -> Path:
    """The folder in which they lie."""
    folder = Path(tempfile.gettempdir()) / f"orgbriefs-outlines-{digest()[:16]}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all((folder / name).exists() for name in LEVELS):
            make_outlines(folder)
    return folder


def lend_outlines(folder: Path) -> None:
    """Put them into a project's folder, where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in LEVELS:
        if not (folder / name).exists():
            shutil.copyfile(outlines() / name, folder / name)
