"""Archives whose bytes depend on what is in them and nothing else."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

#: The earliest time that a zip file can tell; no clock is asked.
_TIME = (1980, 1, 1, 0, 0, 0)
#: A regular file that everyone may read, as Unix says it; the same wherever it is written.
_UNIX, _MODE = 3, 0o100644 << 16


def write_archive(stream: BinaryIO, members: Mapping[str, bytes | Path]) -> None:
    """Write a zip file.

    Members are not compressed: compressors differ from one machine to another, and what is large,
    PDF and Word files, is compressed within.

    Args:
        stream: takes the archive.
        members: by their names, with ``/`` between folders, in order; contents, or files.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system, member.external_attr = _UNIX, _MODE
            if isinstance(content, bytes):
                archive.writestr(member, content)
                continue
            member.file_size = content.stat().st_size
            with content.open("rb") as source, archive.open(member, "w") as target:
                shutil.copyfileobj(source, target)
