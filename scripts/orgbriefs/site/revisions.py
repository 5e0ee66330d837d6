"""When documents appeared, and when what they say last changed.

No build can know it: the same facts make the same bytes on any day. So it is noted once, when
documents are published, in ``revisions.csv`` beside ``config.yaml``, which is kept with the data.
What a document says is told by the checksum of its words; another layout changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orgbriefs.data.source import read_text
from orgbriefs.problems import InputError, Place, Problem, abridged
from orgbriefs.storage import write_whole

if TYPE_CHECKING:  # papers take long to import, and are not read where nothing changed
    from orgbriefs.site.papers import Paper

FILE = "revisions.csv"
_COLUMNS = ("document", "appeared", "changed", "content")
_DAY, _CONTENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9a-f]{64}")
_LARGEST = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A document as it was published last."""

    #: The day on which it was published first, and that from which it says what it says.
    appeared: date
    changed: date
    #: The checksum of its words (:attr:`orgbriefs.content.card.Card.content`).
    content: str


@dataclass(frozen=True)
class Noted:
    """How many documents were new, and how many said something else than before."""

    new: int
    changed: int


def read_revisions(path: Path) -> Mapping[str, Revision]:
    """What was noted, by the documents' paths below ``out/`` without their endings.

    Raises:
        InputError: naming each line that cannot be read.
    """
    if not path.exists():
        return {}
    found: dict[str, Revision] = {}
    problems = []
    for number, line in enumerate(read_text(path, _LARGEST).splitlines(), 1):
        row = line.split(",")
        if number == 1 and tuple(row) == _COLUMNS:
            continue
        try:
            name, revision = _revision(row, first=number == 1)
            if name in found:
                raise _FaultyCellError(1, "this document is there twice", "remove one line")
            found[name] = revision
        except _FaultyCellError as fault:
            value = row[fault.column - 1] if len(row) >= fault.column else ""
            place = Place(path, number, fault.column)
            problems.append(Problem(place, fault.message, abridged(value), fault.fix))
    if problems:
        raise InputError(problems)
    return found


def note_revisions(path: Path, papers: Iterable[Paper], today: date) -> Noted:
    """Note today as the day of what is new, and of what says something else than was noted.

    What is no longer published stays noted: it has not appeared anew when it comes back.

    Raises:
        InputError: when what was noted cannot be read.
    """
    before = read_revisions(path)
    after, new, changed = dict(before), 0, 0
    for paper in papers:
        if not (content := paper.card.content):  # it was made before contents were told
            continue
        noted = before.get(paper.folder)
        if noted is None:
            after[paper.folder] = Revision(appeared=today, changed=today, content=content)
            new += 1
        elif noted.content != content:
            after[paper.folder] = replace(noted, changed=today, content=content)
            changed += 1
    if after != before:
        write_whole(path, _text(after))
    return Noted(new, changed)


def changed_on(paper: Paper, revisions: Mapping[str, Revision]) -> date:
    """The last day on which a paper is known to have changed.

    Where it was never published, or says something else by now, that is when one of its sources
    was opened, or the day of its facts; it is never earlier than what was noted.
    """
    seen = date.fromisoformat(paper.card.changed) if paper.card.changed else paper.as_of
    noted = revisions.get(paper.folder)
    if noted is None:
        return seen
    return noted.changed if noted.content == paper.card.content else max(seen, noted.changed)


class _FaultyCellError(Exception):
    def __init__(self, column: int, message: str, fix: str) -> None:
        super().__init__(message)
        self.column, self.message, self.fix = column, message, fix


def _revision(row: list[str], *, first: bool) -> tuple[str, Revision]:
    if first or len(row) != len(_COLUMNS):
        fix = f"the file begins with {','.join(_COLUMNS)}" if first else "restore the line"
        raise _FaultyCellError(1, f"a line has {len(_COLUMNS)} cells: a document and its days", fix)
    days = []
    for column, cell in enumerate(row[1:3], 2):
        try:
            if not _DAY.fullmatch(cell):
                raise ValueError
            days.append(date.fromisoformat(cell))
        except ValueError:
            raise _FaultyCellError(column, "this is no day", "write it as 2006-05-23") from None
    if not _CONTENT.fullmatch(row[3]):
        raise _FaultyCellError(4, "this is no checksum", "restore it, or remove the line")
    return row[0], Revision(appeared=days[0], changed=days[1], content=row[3])


def _text(revisions: Mapping[str, Revision]) -> str:
    lines = [
        f"{name},{r.appeared.isoformat()},{r.changed.isoformat()},{r.content}"
        for name, r in sorted(revisions.items())
    ]
    return "\n".join([",".join(_COLUMNS), *lines, ""])
