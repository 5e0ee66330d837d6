"""Reading YAML strictly, keeping the place of every value.

PyYAML's parser gives events with line and column. This module turns them into plain values and
an index of places, and refuses what would surprise an editor: tabs, duplicate keys, anchors and
aliases, other encodings, several documents. All scalars stay text (a date is a date because the
model says so, not because it looks like one), so ``NO`` is a country and ``2006-05`` is not a
subtraction; only an unquoted ``null``, ``~`` or nothing is no value.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from orgbriefs.data.characters import faulty_character
from orgbriefs.data.special_files import special_files
from orgbriefs.problems import InputError, Place, Problem, abridged

Location = tuple[str | int, ...]

#: A data file larger than this is a mistake, not a file an editor keeps by hand.
MAX_BYTES = 4_000_000
#: Values nested deeper than this belong to no model.
MAX_DEPTH = 30

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What follows a text on its line and is left out by YAML.
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass
class Source:
    """One file's values and where each of them stands."""

    path: Path
    value: Any
    #: The file as it was read, to find words in.
    text: str = ""
    #: Where each value stands: its line and column, and where its text begins and ends. A list or
    #: mapping without brackets has no end of its own.
    spans: dict[Location, tuple[int, int, int, int]] = field(default_factory=dict)
    #: Where each key of a mapping stands: its line and column.
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    #: The places of values that come from elsewhere, such as the command line.
    places: dict[Location, Place] = field(default_factory=dict)

    def place(self, location: Location) -> Place:
        """The place of the value at ``location``, or of its nearest written ancestor."""
        for length in range(len(location), -1, -1):
            if (elsewhere := self.places.get(location[:length])) is not None:
                return elsewhere
            if (found := self.spans.get(location[:length])) is not None:
                return Place(self.path, *found[:2])
        return Place(self.path)

    def place_of_key(self, location: Location) -> Place:
        """The place of the key that leads to ``location``."""
        found = self.keys.get(location)
        return Place(self.path, *found) if found else self.place(location)

    def place_in(self, location: Location, needle: str, occurrence: int = 0) -> Place:
        """The place of ``needle`` within the text at ``location``.

        It is sought as it is written in the file, across the line breaks of folded text; where it
        is not found so (a quoted text may spell it otherwise), the place of the text is given.

        Args:
            location: of a text.
            needle: what to look for.
            occurrence: which one, counting from 0.
        """
        while location and location not in self.spans:
            location = location[:-1]
        if location in self.spans and needle.split():
            *_, start, end = self.spans[location]
            pattern = re.compile(r"\s+".join(re.escape(word) for word in needle.split()))
            for number, match in enumerate(pattern.finditer(self.text, start, end)):
                if number == occurrence:
                    before = self.text[: match.start()]
                    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
                    breaks = len(_LINE_BREAK.findall(before))
                    return Place(self.path, breaks + 1, match.start() - line_start + 1)
        return self.place(location)


_LINE_BREAK = re.compile(r"\r\n?|\n")
#: Control characters, and what ends a line for YAML but not in most editors.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors count them; at least one."""
    return _LINE_BREAK.split(text)


def read_yaml(path: Path) -> Source:
    """Read one YAML file.

    Args:
        path: the file.

    Raises:
        InputError: when the file cannot be read or breaks a rule of this module.
    """
    return parse_yaml(path, read_text(path))


def parse_yaml(path: Path, text: str) -> Source:
    """Take the values from a text that stands in a file, or is to stand there.

    Args:
        path: the file.
        text: what it holds.

    Raises:
        InputError: when the text breaks a rule of this module.
    """
    _refuse_no_text(path, text)
    _refuse_tabs(path, text)
    builder = _Builder(Source(path, None, text))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.too_deep:
                break
    except yaml.YAMLError as error:
        raise InputError([*builder.problems, _syntax_problem(path, text, error)]) from None
    if builder.problems:
        raise InputError(builder.problems)
    return builder.source


def read_text(path: Path, largest: int = MAX_BYTES) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Args:
        path: the file.
        largest: its size in bytes, at most.

    Raises:
        InputError: when it is no file, is too large or in another encoding.
    """

    def refused(message: str, value: str, fix: str, line: int = 1, column: int = 1) -> InputError:
        return InputError([Problem(Place(path, line, column), message, value, fix)])

    try:
        if special := list(special_files(path)):
            raise InputError(special)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refused("this is no file", "", "put a file of text in its place")
        if status.st_size > largest:
            raise refused(
                "the file is too large",
                f"{status.st_size} bytes",
                f"keep it below {largest} bytes",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise refused(
            f"the file cannot be read: {error.strerror}", "", "check that it is there"
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        found = f"byte 0x{raw[error.start]:02x}"
        raise refused(
            "the file is not in UTF-8", found, "save it as UTF-8 in your editor", line, column
        ) from None


def head_value(path: Path, key: str) -> str | None:
    """The scalar under top-level ``key``, read without parsing the rest of the file.

    For the workflow, which needs an organization's first date before any rule runs.
    A file that cannot be read gives ``None``: the rule that reads it says why.
    """
    depth, previous = 0, None
    try:
        if not path.is_file():
            return None
        with path.open(encoding="utf-8-sig") as stream:
            for event in yaml.parse(stream, Loader=_LOADER):
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    previous = None
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                    previous = None
                elif depth == 1 and isinstance(event, yaml.ScalarEvent):
                    if previous == key:
                        return str(event.value)
                    previous = event.value if previous is None else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        pass
    return None


def _refuse_no_text(path: Path, text: str) -> None:
    if (match := _NO_TEXT.search(text)) is None or (fault := faulty_character(match[0])) is None:
        return
    before = lines_of(text[: match.start()])
    place = Place(path, len(before), len(before[-1]) + 1)
    raise InputError([Problem(place, fault.message, fault.name, fault.fix)])


def _refuse_tabs(path: Path, text: str) -> None:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            raise InputError(
                [
                    Problem(
                        Place(path, number, indent.index("\t") + 1),
                        "a tab is used for indentation",
                        abridged(line.strip()),
                        "use two spaces instead of each tab",
                    )
                ]
            )


def _syntax_problem(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message = getattr(error, "problem", None) or "it cannot be read"
    lines = lines_of(text)
    place, found = Place(path, len(lines), len(lines[-1]) + 1), "end of file"
    if mark is not None and mark.line < len(lines):
        place, found = Place(path, mark.line + 1, mark.column + 1), lines[mark.line].strip()
    return Problem(
        place,
        f"not valid YAML: {message}",
        abridged(found),
        "check the indentation, and put text that holds ': ' or ' #' in quotation marks",
    )


class _Builder:
    """Builds values from events, and collects what is refused."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.too_deep = False
        self._documents = 0
        #: The collections that are open, each with its location and, of a mapping, the key that
        #: waits for its value.
        self._open: list[tuple[dict[str, Any] | list[Any], Location]] = []
        self._key: list[str | None] = []

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(
                    event, "a second document begins here", "---", "use one document a file"
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(self._open.pop()[1], event)
            self._key.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_marks(event)
            self._node(event)

    def _refuse_marks(self, event: Any) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor or isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                "anchors and aliases are not allowed",
                str(anchor),
                "write the value out in full",
            )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._refuse(event, "YAML tags are not allowed", str(tag), "remove the tag")

    def _refuse_faulty_text(self, event: Any, *, plain: bool) -> None:
        text, end = str(event.value), event.end_mark.index
        if (fault := faulty_character(text)) is not None:
            self._refuse(event, fault.message, fault.name, fault.fix)
        cut = _COMMENT.match(self.source.text, end) if plain and text.count(" ") > 1 else None
        if cut is not None:
            self._refuse(
                event,
                "a comment cuts this text short",
                abridged(cut[0].strip()),
                "put the whole text in quotation marks, or the comment on a line of its own",
            )

    def _node(self, event: Any) -> None:
        if self._awaits_key():
            self._take_key(event)
            return
        location = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            self._refuse_faulty_text(event, plain=plain)
            value = None if plain and event.value in _NOTHING else str(event.value)
            self._put(value)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], location, event)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1][0], dict) and self._key[-1] is None

    def _take_key(self, event: Any) -> None:
        mapping, location = self._open[-1]
        if isinstance(event, yaml.ScalarEvent):
            key = str(event.value)
            self._refuse_faulty_text(event, plain=False)
            if key in mapping:
                self._refuse(event, "this key is given twice", key, "keep one of the two")
            mark: Any = event.start_mark
            self.source.keys[(*location, key)] = (mark.line + 1, mark.column + 1)
            self._key[-1] = key
        else:
            self._refuse(event, "a key must be a word", "", "write 'key: value'")
            self._key[-1] = ""
            if isinstance(event, yaml.CollectionStartEvent):
                # What stands in the key's place is passed over: it belongs to no mapping.
                self._open.append(([], (*location, "")))
                self._key.append(None)

    def _place(self, event: Any) -> Location:
        location: Location = ()
        if self._open:
            parent, above = self._open[-1]
            step = len(parent) if isinstance(parent, list) else str(self._key[-1])
            location = (*above, step)
        start, end = event.start_mark, event.end_mark
        self.source.spans[location] = (start.line + 1, start.column + 1, start.index, end.index)
        return location

    def _put(self, value: Any) -> None:
        if not self._open:
            if self._documents == 1:
                self.source.value = value
            return
        parent, _ = self._open[-1]
        if isinstance(parent, list):
            parent.append(value)
        else:
            parent[str(self._key[-1])] = value
            self._key[-1] = None

    def _enter(self, value: dict[str, Any] | list[Any], location: Location, event: Any) -> None:
        if len(self._open) == MAX_DEPTH:
            self._refuse(event, "this is nested too deeply", "", "write it with fewer levels")
            self.too_deep = True
        self._put(value)
        self._open.append((value, location))
        self._key.append(None)

    def _close(self, location: Location, event: Any) -> None:
        """A collection in brackets ends with its bracket; another, where its first word does."""
        if (
            span := self.source.spans.get(location)
        ) and event.start_mark.index < event.end_mark.index:
            self.source.spans[location] = (*span[:3], event.end_mark.index)

    def _refuse(self, event: Any, message: str, value: str, fix: str) -> None:
        mark = event.start_mark
        place = Place(self.source.path, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(place, message, value, fix))
