"""Which files a document was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class Reads:
    """The files that were read for one document, told by whoever reads one."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()

    def add(self, path: Path) -> None:
        """Remember that ``path`` was read."""
        self._paths.add(path.resolve())

    def __iter__(self) -> Iterator[Path]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, path: Path) -> bool:
        return path.resolve() in self._paths
