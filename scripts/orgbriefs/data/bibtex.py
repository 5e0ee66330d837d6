"""BibTeX and BibLaTeX: where entries and fields stand, and what pandoc makes of them.

Pandoc resolves what BibTeX means: ``crossref``, ``@string``, particles and suffixes of names, TeX,
``langid``, capitals. What it says nothing of is looked for here: keys and fields that are given
twice, names that cannot be taken apart, and fields that it would leave out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orgbriefs import pandoc
from orgbriefs.data.reference_list import ReferenceList
from orgbriefs.data.source import lines_of
from orgbriefs.problems import InputError, Place, Problem, abridged

_FORMAT = "not valid BibTeX"
#: Entries that are no works.
_NO_WORKS = ("comment", "preamble", "string", "xdata")
_NAMES = ("author", "editor", "translator", "bookauthor", "director", "shortauthor", "shorteditor")
#: Fields of BibLaTeX that a list prints and pandoc leaves out.
_LOST = frozenset(
    "afterword annotator commentator editora editorb editorc eid eventtitleaddon foreword founder "
    "holder introduction isan ismn isrn issuesubtitle issuetitleaddon iswc journaltitleaddon "
    "nameaddon origlanguage redactor reprinttitle reviewer venue".split()
)
_AT = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()\"=]+)\s*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_ERROR = re.compile(r"\(line (\d+), column (\d+)\):\s*(.*)", re.DOTALL)
#: Where pandoc sets a tab to.
_TAB = 4
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Entry:
    """One entry as it stands in the file; ``fields`` are names, values and offsets."""

    kind: str
    key: str
    offset: int
    fields: list[tuple[str, str, int]] = field(default_factory=list)


def read(path: Path, text: str) -> ReferenceList:
    """The works of a ``.bib`` file.

    Raises:
        InputError: where the file, an entry or a field cannot be carried over.
    """
    try:
        works = json.loads(pandoc.run(text, ["--from=biblatex", "--to=csljson"]))
    except pandoc.PandocError as error:
        raise InputError([_syntax(path, text, str(error))]) from None
    entries = list(entries_in(text))
    read = {work["id"] for work in works}
    problems = [*_problems(path, text, entries), *_keyless(path, text)]
    problems += [
        Problem(_place(path, text, e.offset), f"{e.key}: {_FORMAT}", e.kind, "correct the entry")
        for e in entries
        if e.key not in read
    ]
    if problems:
        raise InputError(problems)
    places = {entry.key: _place(path, text, entry.offset) for entry in entries}
    of_key = {entry.key: entry for entry in entries}
    found = ReferenceList(path, text)
    for work in works:
        key = work["id"]
        found.add(_completed(work, of_key.get(key)), places.get(key, Place(path)))
    return found


def entries_in(text: str) -> Iterator[Entry]:
    """Every entry that is a work, in order."""
    position = 0
    while (match := _AT.search(text, position)) is not None:
        kind = match[1].lower()
        end = _end_of_group(text, match.end() - 1)
        position = max(end, match.end())
        key = _KEY.match(text, match.end(), end)
        if kind not in _NO_WORKS and key is not None:
            fields = list(_fields(text, key.end(), end - 1))
            yield Entry(kind, key[1], match.start(), fields)


def _keyless(path: Path, text: str) -> Iterator[Problem]:
    """Works that cannot be cited."""
    position = 0
    while (match := _AT.search(text, position)) is not None:
        position = max(_end_of_group(text, match.end() - 1), match.end())
        if match[1].lower() not in _NO_WORKS and _KEY.match(text, match.end(), position) is None:
            place = _place(path, text, match.start())
            yield Problem(place, "this entry has no key", match[0], f"write {match[0]}key, …")


def _fields(text: str, position: int, end: int) -> Iterator[tuple[str, str, int]]:
    while (match := _FIELD.match(text, position, end)) is not None:
        start = position = match.end()
        while position < end and text[position] != ",":
            opening = text[position]
            if opening == "{":
                position = _end_of_group(text, position)
            elif opening == '"':
                position = _end_of_quotation(text, position)
            else:
                position += 1
        yield match[1].lower(), text[start:position].strip(), match.start(1)


def _end_of_group(text: str, start: int) -> int:
    """Behind the brace or bracket that closes the one at ``start``."""
    closing = "}" if text[start] == "{" else ")"
    depth, position = 0, start
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == closing and depth == (1 if closing == "}" else 0):
            return position + 1
        elif character == "}":
            depth -= 1
        position += 1
    return len(text)


def _end_of_quotation(text: str, start: int) -> int:
    depth, position = 0, start + 1
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
        elif character == '"' and depth == 0:
            return position + 1
        position += 1
    return len(text)


def _problems(path: Path, text: str, entries: list[Entry]) -> Iterator[Problem]:
    for entry in entries:
        seen: set[str] = set()
        for name, value, offset in entry.fields:
            place = _place(path, text, offset)
            if not value:
                yield Problem(
                    place, f"{entry.key}: {_FORMAT}: a field without a value", name, "remove it"
                )
            if name in seen:
                yield Problem(place, f"{entry.key}: this field is given twice", name, "remove one")
            seen.add(name)
            if name in _LOST:
                yield Problem(
                    place,
                    f"{entry.key}: the field '{name}' has no place in a list of sources here",
                    abridged(value),
                    "put what it says into another field, such as 'note', or remove it",
                )
            if name in _NAMES and (wrong := _too_many_commas(value)):
                yield Problem(
                    place,
                    f"{entry.key}: this name has too many commas",
                    wrong,
                    "write 'Family, Given', or {an organization} in braces; 'and' between names",
                )


def _too_many_commas(value: str) -> str:
    """The first name of a field that is more than von Last, Jr., First."""
    bare = value[1:-1] if value[:1] in '{"' else value
    depth, commas, start = 0, 0, 0
    for position, character in enumerate(bare):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and bare[position : position + 5].lower() == " and ":
            commas, start = 0, position + 5
        elif depth == 0 and character == ",":
            commas += 1
            if commas > 2:
                return re.split(r" and ", bare[start:])[0].strip()
    return ""


def _completed(work: dict[str, Any], entry: Entry | None) -> dict[str, Any]:
    """A work with what CSL asks for and pandoc leaves open."""
    publisher = work.get("publisher", "")
    if "URL" not in work and (address := _ADDRESS.fullmatch(publisher)):
        work["URL"] = address[0]
        del work["publisher"]
    if not work.get("type"):
        work["type"] = "webpage" if "URL" in work else "document"
    return work


def _syntax(path: Path, text: str, said: str) -> Problem:
    match = _ERROR.search(said)
    if match is None:
        return Problem(Place(path), f"{_FORMAT}: {abridged(said)}", fix="export the list again")
    reason = next((line for line in match[3].splitlines() if line.strip()), "")
    lines = text.split("\n")
    line, column = int(match[1]), int(match[2])
    if line <= len(lines):
        lines = [*lines[: line - 1], lines[line - 1][: _offset(lines[line - 1], column)]]
    before = lines_of("\n".join(lines))
    place = Place(path, len(before), len(before[-1]) + 1)
    return Problem(place, f"{_FORMAT}: {reason.strip()}", fix="correct the entry")


def _offset(line: str, column: int) -> int:
    """Where a column is that pandoc names: it puts spaces for tabs, and drops carriage returns."""
    for offset in range(len(line)):
        if len(line[:offset].replace("\r", "").expandtabs(_TAB)) >= column - 1:
            return offset
    return len(line)


def _place(path: Path, text: str, offset: int) -> Place:
    before = lines_of(text[:offset])
    return Place(path, len(before), len(before[-1]) + 1)
