"""Where a text stands in the data, for messages about what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from orgbriefs.data.source import lines_of
from orgbriefs.problems import Place


def find_text(data: Path, text: str) -> Place | None:
    """The first place where ``text`` stands on a line of a data file; ``None`` where none does.

    Spaces count as one. Where the whole is not on one line, its longest words are sought.
    """
    words = text.split()
    if not words:
        return None
    sought = [" ".join(words), " ".join(words[:6]), max(words, key=len)]
    for phrase in dict.fromkeys(sought):
        for path, number, line in _lines(data):
            if (column := line.find(phrase)) >= 0:
                return Place(path, number, column + 1)
    return None


def _lines(data: Path) -> Iterator[tuple[Path, int, str]]:
    for path in sorted(p for p in data.rglob("*") if p.suffix in (".yaml", ".json", ".bib")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(lines_of(text), 1):
            yield path, number, line
