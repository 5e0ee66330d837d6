"""What is wrong with an input, told so that an editor can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

#: So many of the known names are listed where none is near.
_LISTED = 12


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; ``line`` and ``column`` count from 1, and ``line`` 0 is no line.

    ``file`` is absolute, or as it was given; what is no file, such as the command line's
    ``--config``, has its name.
    """

    file: Path
    line: int = 1
    column: int = 1

    def text(self, root: Path | None = None) -> str:
        """``data/sources.yaml:3:5``; relative to ``root`` where it lies below it."""
        file = self.file
        if root is not None and file.is_relative_to(root):
            file = file.relative_to(root)
        return f"{file.as_posix()}:{self.line}:{self.column}" if self.line else file.as_posix()

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in an input file: where, what, and how to mend it."""

    place: Place
    message: str
    value: str = ""
    fix: str = ""

    def text(self, root: Path | None = None) -> str:
        """The problem in up to three lines, its place relative to ``root``."""
        lines = [f"{self.place.text(root)}: {self.message}"]
        if self.value:
            lines.append(f"    found: {self.value}")
        if self.fix:
            lines.append(f"    fix:   {self.fix}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()


class InputError(Exception):
    """The inputs cannot be used. Carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(self.text())

    def text(self, root: Path | None = None) -> str:
        """Every problem, with places relative to ``root``, the project's folder."""
        return "\n".join(problem.text(root) for problem in self.problems)


def near(value: str, known: Collection[str], otherwise: str = "") -> str:
    """How to mend a name that nothing bears: the nearest known one, or those that there are.

    Args:
        value: the unknown name.
        known: the names that would do.
        otherwise: what else may be done, such as ``add it to sources.yaml``.
    """
    names = sorted(known)
    likely = difflib.get_close_matches(value, names, 1)
    if likely:
        hint = f"did you mean '{likely[0]}'?"
        return f"{hint} Or {otherwise}" if otherwise else hint
    listed = ", ".join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")
    hint = f"known are: {listed or 'none'}"
    return f"{hint}; or {otherwise}" if otherwise else hint


def abridged(value: object, length: int = 80) -> str:
    """``value`` on one line, cut to ``length`` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"
