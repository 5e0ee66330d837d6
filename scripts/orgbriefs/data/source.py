"""Reading YAML strictly, keeping the place of every value.

PyYAML's composer gives a tree of nodes with line and column. This module turns that
tree into plain values and an index of places, and refuses what would surprise an
editor: tabs, duplicate keys, anchors and aliases, other encodings, several documents.
All scalars stay text (a date is a date because the model says so, not because it
looks like one), so ``NO`` is a country and ``2006-05`` is not a subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from orgbriefs.problems import InputError, Place, Problem, abridged, shown

Location = tuple[str | int, ...]

#: A data file larger than this is a mistake, not a file an editor keeps by hand.
MAX_BYTES = 4_000_000


@dataclass
class Source:
    """One file's values and where each of them stands."""

    path: Path
    value: Any
    places: dict[Location, Place] = field(default_factory=dict)

    def place(self, location: Location) -> Place:
        """The place of the value at ``location``, or of its nearest written ancestor."""
        for length in range(len(location), -1, -1):
            if (found := self.places.get(location[:length])) is not None:
                return found
        return Place(shown(self.path))


def read_yaml(path: Path) -> Source:
    """Read one YAML file.

    Raises:
        InputError: when the file cannot be read or breaks a rule of this module.
    """
    text = _decode(path)
    try:
        events = list(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise InputError([_syntax_problem(path, text, error)]) from None
    if problems := list(_refused(path, events)):
        raise InputError(problems)
    source = Source(path, None)
    node = yaml.compose(text, Loader=_LOADER)
    problems = []
    source.value = _plain(node, (), source, problems)
    if problems:
        raise InputError(problems)
    return source


def head_value(path: Path, key: str) -> str | None:
    """The scalar under top-level ``key``, read without parsing the rest of the file.

    For the workflow, which needs an organization's first date before any rule runs.
    A file that cannot be read gives ``None``: the rule that reads it says why.
    """
    depth, previous = 0, None
    try:
        with path.open(encoding="utf-8") as stream:
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


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _decode(path: Path) -> str:
    place = Place(shown(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            [Problem(place, f"the file cannot be read: {error.strerror}", fix="check the name")]
        ) from None
    if len(raw) > MAX_BYTES:
        raise InputError(
            [
                Problem(
                    place,
                    "the file is too large",
                    f"{len(raw)} bytes",
                    f"keep it below {MAX_BYTES} bytes",
                )
            ]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise InputError(
            [
                Problem(
                    Place(shown(path), line, column),
                    "the file is not in UTF-8",
                    f"byte 0x{raw[error.start]:02x}",
                    "save it as UTF-8 in your editor",
                )
            ]
        ) from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        indent = line_text[: len(line_text) - len(line_text.lstrip())]
        if "\t" in indent:
            raise InputError(
                [
                    Problem(
                        Place(shown(path), number, indent.index("\t") + 1),
                        "a tab is used for indentation",
                        abridged(line_text.strip()),
                        "use two spaces instead of each tab",
                    )
                ]
            )
    return text


def _syntax_problem(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message = getattr(error, "problem", None) or str(error)
    if mark is None:
        return Problem(Place(shown(path)), f"not valid YAML: {message}")
    lines = text.splitlines()
    found = lines[mark.line].strip() if mark.line < len(lines) else "end of file"
    return Problem(
        Place(shown(path), mark.line + 1, mark.column + 1),
        f"not valid YAML: {message}",
        abridged(found),
        "check the indentation, and put text that holds ': ' or ' #' in quotation marks",
    )


def _refused(path: Path, events: list[yaml.Event]) -> Iterator[Problem]:
    documents = 0
    for event in events:
        mark: Any = event.start_mark
        place = Place(shown(path), mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(
                place,
                "anchors and aliases are not allowed",
                str(getattr(event, "anchor", "")),
                "write the value out in full",
            )
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                yield Problem(
                    place, "a second document begins here", "---", "use one document a file"
                )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            yield Problem(place, "YAML tags are not allowed", str(tag), "remove the tag")


def _plain(
    node: yaml.Node | None, location: Location, source: Source, problems: list[Problem]
) -> Any:
    if node is None:
        return None
    place = Place(shown(source.path), node.start_mark.line + 1, node.start_mark.column + 1)
    source.places[location] = place
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, (*location, index), source, problems)
            for index, child in enumerate(node.value)
        ]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key_place = Place(
            shown(source.path), key_node.start_mark.line + 1, key_node.start_mark.column + 1
        )
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(key_place, "a key must be a word", fix="write 'key: value'"))
            continue
        key = key_node.value
        if key in result:
            problems.append(
                Problem(key_place, "this key is given twice", key, "keep one of the two")
            )
        result[key] = _plain(value_node, (*location, key), source, problems)
    return result


def _scalar(node: yaml.ScalarNode) -> str | None:
    if node.style is None and node.value in ("", "~", "null"):
        return None
    return str(node.value)
