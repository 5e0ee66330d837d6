"""One build at a time: a lock that a dead build does not leave behind."""

from __future__ import annotations

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TextIO


class BuildRunningError(RuntimeError):
    """Another build is under way in the same project."""


class BuildLock:
    """Held while a build is under way. The system frees it when the process ends, however."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Args:
            path: the file that is locked; it says who holds it.

        Raises:
            BuildRunningError: naming the process that holds it, and since when.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: TextIO = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = self._holder()
            self._stream.close()
            raise BuildRunningError(
                f"another build is running here{f': {holder}' if holder else ''}; "
                "wait for it or end it"
            ) from None
        #: The build that ended without giving the lock back, in words; empty if none did.
        self.abandoned = self._holder()
        self._write(json.dumps({"process": os.getpid(), "since": f"{datetime.now():%H:%M}"}))

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if not self._stream.closed:
            self._write("")
            self._stream.close()

    def _write(self, text: str) -> None:
        self._stream.seek(0)
        self._stream.truncate()
        self._stream.write(text)
        self._stream.flush()

    def _holder(self) -> str:
        self._stream.seek(0)
        try:
            told = json.loads(self._stream.read())
            return f"process {int(told['process'])}, since {told['since']}"
        except (ValueError, KeyError, TypeError):
            return ""
