"""What is wrong with an input, told so that an editor can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; ``line`` and ``column`` count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in an input file: where, what, and how to mend it."""

    place: Place
    message: str
    value: str = ""
    fix: str = ""

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.message}"]
        if self.value:
            lines.append(f"    found: {self.value}")
        if self.fix:
            lines.append(f"    fix:   {self.fix}")
        return "\n".join(lines)


class InputError(Exception):
    """The inputs cannot be used. Carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(path: Path) -> str:
    """The path as a user would type it: relative to the working directory if below it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def abridged(value: object, length: int = 80) -> str:
    """``value`` on one line, cut to ``length`` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"
