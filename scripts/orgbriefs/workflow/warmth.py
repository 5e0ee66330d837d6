"""The warm process of a build: started before the first step, gone with the build."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from orgbriefs.client import ADDRESS

_MODULE = "orgbriefs.server"


def keep_warm(formats: Collection[str], language: str) -> None:
    """Start the warm process, and have the steps of this build find it.

    Steps that begin before it is ready wait for it; where it cannot be started, they do without.

    Args:
        formats: those of the documents that have to be made.
        language: their language, a BCP 47 tag.
    """
    folder = tempfile.mkdtemp(prefix="orgbriefs-")
    address = str(Path(folder, "socket"))
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", _MODULE, address, str(os.getpid()), language, *sorted(formats)]
        )
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return
    os.environ[ADDRESS] = address
    atexit.register(_let_go, process, folder)


def _let_go(process: subprocess.Popen[bytes], folder: str) -> None:
    process.terminate()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
