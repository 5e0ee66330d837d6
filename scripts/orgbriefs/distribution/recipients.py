"""Who is sent what: a table of recipients, read from a file of comma-separated values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from orgbriefs.data.characters import faulty_character
from orgbriefs.data.source import read_text
from orgbriefs.plan.documents import COMPARISON
from orgbriefs.problems import InputError, Place, Problem, abridged, near

COLUMNS = ("name", "address", "audience", "organizations", "language")
#: What may stand empty, or be left out.
_OPTIONAL = ("organizations", "language")
#: A table is no larger than this, in bytes, and has no more rows.
LARGEST, MOST = 5_000_000, 10_000
_LONGEST_NAME, _LONGEST_ADDRESS = 200, 254
#: What a browser takes for a mailbox (HTML, 4.10.5.1.5), with a domain of two parts or more.
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


@dataclass(frozen=True)
class Recipient:
    """Somebody who is sent documents."""

    name: str
    #: A mailbox.
    address: str
    #: The id of the audience whose documents they get.
    audience: str
    #: Ids of organizations, with ``comparison`` for the comparative papers; none for everything.
    organizations: tuple[str, ...]
    #: Where they stand in the table.
    place: Place


@dataclass(frozen=True)
class Known:
    """What a table may name."""

    audiences: Collection[str]
    organizations: Collection[str]
    #: The language of the documents, by its BCP 47 tag.
    language: str


def read_recipients(path: Path, known: Known) -> list[Recipient]:
    """The recipients in a table.

    Its first line names the columns (:data:`COLUMNS`), in any order; cells are parted by commas,
    semicolons or tabs. Organizations are parted by blanks.

    Args:
        path: the file, in UTF-8.
        known: what it may name.

    Raises:
        InputError: with every fault, each with line and column; columns count cells.
    """
    text = read_text(path, LARGEST)
    rows = list(_rows(path, text))
    if not rows:
        problem = Problem(Place(path), "the table is empty", fix=f"begin with {','.join(COLUMNS)}")
        raise InputError([problem])
    (line, head), *rest = rows
    columns = _columns(path, line, head)
    if len(rest) > MOST:
        fix = "part the table in two"
        raise InputError([Problem(Place(path), f"there are more than {MOST:,} rows", fix=fix)])
    found: list[Recipient] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in rest:
        reading = _Row(path, line, columns, cells, known)
        faults = list(reading.problems())
        key = (reading.cell("address").casefold(), reading.cell("audience"))
        if not faults and key in seen:
            fix = f"remove one: line {seen[key]} has them, too"
            faults.append(reading.fault("address", "these are sent the same twice", fix))
        seen.setdefault(key, line)
        problems += faults
        if not faults:
            found.append(reading.recipient())
    if problems:
        raise InputError(problems)
    return found


class _Row:
    """One row of the table."""

    def __init__(
        self,
        path: Path,
        line: int,
        columns: Mapping[str, int],
        cells: Sequence[str],
        known: Known,
    ) -> None:
        self._path, self._line, self._columns = path, line, columns
        self._cells, self._known = cells, known

    def cell(self, column: str) -> str:
        """What stands in a column; nothing where the row, or the table, does not have it."""
        at = self._columns.get(column, len(self._cells))
        return self._cells[at].strip() if at < len(self._cells) else ""

    def recipient(self) -> Recipient:
        """The recipient, once nothing is wrong."""
        return Recipient(
            name=self.cell("name"),
            address=self.cell("address"),
            audience=self.cell("audience"),
            organizations=tuple(dict.fromkeys(self.cell("organizations").split())),
            place=Place(self._path, self._line),
        )

    def fault(self, column: str, message: str, fix: str, value: str | None = None) -> Problem:
        """A fault in a column."""
        at = self._columns.get(column, len(self._cells)) + 1
        shown = self.cell(column) if value is None else value
        return Problem(Place(self._path, self._line, at), message, abridged(shown), fix)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the row."""
        if len(self._cells) > len(self._columns):
            place = Place(self._path, self._line, len(self._columns) + 1)
            fix = "put what holds a comma into quotation marks"
            surplus = abridged(self._cells[len(self._columns)])
            yield Problem(place, "there are more cells than columns", surplus, fix)
        for column in COLUMNS:
            if (faulty := self._faulty(column)) is not None:
                yield faulty
                return
            if not self.cell(column) and column not in _OPTIONAL:
                yield self.fault(column, f"'{column}' is missing", "fill it in, or remove the row")
        if "=?" in self.cell("name"):
            # Readers of mail would take it for a text in another encoding (RFC 2047).
            fix = "write the name as it is read"
            yield self.fault("name", "a name cannot hold '=?'", fix)
        if len(self.cell("name")) > _LONGEST_NAME:
            yield self.fault("name", f"a name has {_LONGEST_NAME} characters at most", "shorten it")
        address = self.cell("address")
        if address and not _is_mailbox(address):
            fix = "write one mailbox, such as anna@example.org; the domain in ASCII (xn--…)"
            yield self.fault("address", "this is no mailbox", fix)
        audience, known = self.cell("audience"), self._known
        if audience and audience not in known.audiences:
            yield self.fault("audience", "unknown audience", near(audience, known.audiences))
        for name in self.cell("organizations").split():
            if name not in (*known.organizations, COMPARISON):
                fix = near(name, [*known.organizations, COMPARISON], "leave the cell empty for all")
                yield self.fault("organizations", "unknown organization", fix, name)
        language = self.cell("language")
        if language and language.casefold() != known.language.casefold():
            fix = f"write {known.language}, or leave it empty"
            yield self.fault("language", "there are no documents in this language", fix)

    def _faulty(self, column: str) -> Problem | None:
        """A character in a cell that may not stand there: line breaks would begin a header."""
        text = self.cell(column)
        if re.search(r"[\n\r\t]", text):
            fix = "write it on one line"
            return self.fault(column, "a line break or a tab stands in this cell", fix, text)
        if (faulty := faulty_character(text)) is not None:
            return self.fault(column, faulty.message, faulty.fix, faulty.name)
        return None


def _is_mailbox(text: str) -> bool:
    local = text.partition("@")[0]
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return len(text) <= _LONGEST_ADDRESS and not dots and _MAILBOX.fullmatch(text) is not None


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of the line on which it begins."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fix = "write quotation marks within a cell twice, and close those around it"
            lines = text.splitlines()[begun - 1 :]
            found = abridged(lines[0]) if lines else ""
            problem = Problem(Place(path, begun), f"the row cannot be read: {error}", found, fix)
            raise InputError([problem]) from None
        if any(cell.strip() for cell in cells):
            yield begun, cells
        begun = reader.line_num + 1


def _columns(path: Path, line: int, head: Sequence[str]) -> Mapping[str, int]:
    """The place of each column."""
    names = [cell.strip().lower() for cell in head]
    problems = []
    for at, name in enumerate(names):
        place = Place(path, line, at + 1)
        if name not in COLUMNS:
            problems.append(Problem(place, "unknown column", abridged(name), near(name, COLUMNS)))
        elif name in names[:at]:
            problems.append(Problem(place, "this column is there twice", name, "remove one"))
    for name in COLUMNS:
        if name not in names and name not in _OPTIONAL:
            fix = f"begin with {','.join(COLUMNS)}"
            problems.append(Problem(Place(path, line), f"the column '{name}' is missing", fix=fix))
    if problems:
        raise InputError(problems)
    return {name: at for at, name in enumerate(names)}
