"""Files appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, content: bytes | str, *, lasting: bool = True) -> None:
    """Write ``content`` beside ``path`` and move it there in one step.

    Args:
        path: the file.
        content: what it is to hold, text as UTF-8.
        lasting: whether to wait until it would survive a power cut; what is compared with its
            digest and made again need not.
    """
    with written_whole(path, lasting=lasting) as stream:
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def written_whole(path: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """A file beside ``path`` to write to, which is moved there in one step at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp's 0600 would hide it from colleagues
        os.replace(name, path)  # noqa: PTH105 - the atomic move is the point
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
