"""Tables of text, from files of comma-separated values, zips of them and workbooks."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from orgbriefs.problems import InputError, Place, Problem, abridged, near

#: A larger file is no download of figures by year.
MAX_BYTES = 50_000_000
_ZIP = b"PK\x03\x04"
_FIX = "download it once more, and give the file as it comes"


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the number of the line on which it ends."""

    file: Path
    #: Number of its line, counted from 1, and its cells without blanks around them.
    rows: tuple[tuple[int, Sequence[str]], ...]
    #: The sheet of a workbook; empty for a file of comma-separated values.
    sheet: str = ""

    def problem(
        self, line: int, cell: int, message: str, value: str = "", fix: str = ""
    ) -> Problem:
        """A fault in a cell; ``cell`` counts from 0, and places count cells from 1."""
        told = f"{message} (sheet '{self.sheet}')" if self.sheet else message
        return Problem(Place(self.file, line, cell + 1), told, abridged(value), fix)


def read_table(path: Path, sheet: str) -> Table:
    """The table in a file.

    Args:
        path: comma- or semicolon-separated values, a zip that holds such a file of the World Bank
            beside its descriptions, or a workbook (xlsx).
        sheet: which one of a workbook to read.

    Raises:
        InputError: when the file cannot be read, is none of these, or lacks the sheet.
    """
    try:
        if not path.is_file():
            raise _refused(path, "there is no such file", "", "check its name and folder")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _too_large(path, size)
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"the file cannot be read: {error.strerror}", "", _FIX) from None
    if not content.startswith(_ZIP):
        return _from_text(path, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if (size := sum(entry.file_size for entry in archive.infolist())) > MAX_BYTES:
                raise _too_large(path, size)
            if "xl/workbook.xml" in archive.namelist():
                return _from_workbook(path, content, sheet)
            name = _data_file(path, archive.namelist())
            return _from_text(path / name, archive.read(name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _refused(path, "the zip cannot be opened", str(error), _FIX) from None


def _data_file(path: Path, names: Sequence[str]) -> str:
    found = [n for n in names if n.endswith(".csv") and not Path(n).name.startswith("Metadata_")]
    if len(found) != 1:
        fix = "give the zip of one indicator of the World Bank, or the CSV file from it"
        raise _refused(path, "the zip must hold one file of figures", ", ".join(names), fix)
    return found[0]


def _from_workbook(path: Path, content: bytes, sheet: str) -> Table:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if sheet not in workbook.sheet_names:
            fix = near(sheet, workbook.sheet_names, "give SIPRI's workbook as it comes")
            raise _refused(path, f"the workbook has no sheet '{sheet}'", "", fix)
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _refused(path, "the workbook cannot be opened", str(error), _FIX) from None
    lines = ((n, tuple(_said(cell) for cell in row)) for n, row in enumerate(rows, start=1))
    return Table(path, tuple(lines), sheet)


def _said(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    return str(cell).strip()


def _from_text(path: Path, content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise _refused(path, "this is no text", "", "give a CSV file, a zip or an xlsx file")
    commas, semicolons = text.count(","), text.count(";")
    reader = csv.reader(io.StringIO(text), delimiter=";" if semicolons > commas else ",")
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, tuple(cell.strip() for cell in row)))
    except csv.Error as error:
        fix = _FIX
        raise InputError(
            [Problem(Place(path, reader.line_num), "not a table", str(error), fix)]
        ) from None
    return Table(path, tuple(rows))


def _too_large(path: Path, size: int) -> InputError:
    return _refused(
        path, "the file is too large", f"{size} bytes", "give the figures of one indicator"
    )


def _refused(path: Path, message: str, value: str, fix: str) -> InputError:
    return InputError([Problem(Place(path, 0, 0), message, abridged(value), fix)])
