"""CSL-JSON, as Zotero, Mendeley, Paperpile and pandoc export it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from orgbriefs.data.model import VARIABLES
from orgbriefs.data.reference_list import ReferenceList
from orgbriefs.problems import InputError, Place, Problem, near

#: Older names of variables, and those of Zotero (CSL 1.0.2, appendix IV).
_OLDER = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "archive-collection": "archive_collection",
    "archive-location": "archive_location",
}
#: What managers keep for themselves.
_OWN = ("citation-key", "citation-label", "custom", "categories", "year-suffix", "citation-number")
#: What Zotero's own records have, and no record of CSL.
_ZOTERO = ("itemType", "data", "creators")
_AGAIN = "export the list again, as CSL JSON"


def read(path: Path, text: str) -> ReferenceList:
    """The works of a file of CSL-JSON.

    Raises:
        InputError: where the file is no JSON, or no list of works.
    """
    try:
        value = json.loads(text, parse_int=_whole, parse_constant=_whole)
    except RecursionError:
        raise InputError([Problem(Place(path), "this is nested too deeply", fix=_AGAIN)]) from None
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        problem = Problem(place, f"not valid JSON: {error.msg}", fix="export the list again")
        raise InputError([problem]) from None
    works = _works(path, value)
    found = ReferenceList(path, text)
    problems = []
    for index, (work, place) in enumerate(zip(works, _places(path, text, works), strict=True)):
        if any(key in work for key in _ZOTERO):
            raise InputError(
                [Problem(place, "these are records of Zotero's own, not of CSL", fix=_AGAIN)]
            )
        named = _named(work)
        for key in sorted(set(named) - VARIABLES):
            problems.append(
                Problem(
                    place,
                    f"{named.get('id', f'work {index + 1}')}: CSL has no such variable",
                    key,
                    near(key, VARIABLES, "remove it"),
                )
            )
            del named[key]
        found.add(named, place)
    if problems:
        raise InputError(problems)
    return found


def _works(path: Path, value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = next((value[key] for key in ("items", "references") if key in value), [value])
    if not isinstance(value, list) or not all(isinstance(work, dict) for work in value):
        raise InputError([Problem(Place(path), "CSL-JSON must be a list of works", fix=_AGAIN)])
    return value


def _named(work: dict[str, Any]) -> dict[str, Any]:
    """The variables of a work by their names of today, all of them text where they are numbers."""
    value: dict[str, Any] = {}
    for name, item in work.items():
        if item not in (None, "", [], {}) and name not in _OWN:
            value.setdefault(_OLDER.get(name, name), _text(item))
    if isinstance(key := work.get("citation-key"), str) and key:
        value["id"] = key
    for item in value.values():
        for name in item if isinstance(item, list) else ():
            _clean_name(name)
    return value


def _text(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return str(value)


def _clean_name(name: Any) -> None:
    """A name without parts that hold nothing, and without what tells a parser to look at it."""
    if isinstance(name, dict):
        for key in [k for k, v in name.items() if v in (None, "", False) or k == "parse-names"]:
            del name[key]


def _places(path: Path, text: str, works: list[dict[str, Any]]) -> list[Place]:
    """Where each work's id stands; else where the file begins."""
    lines: dict[str, list[int]] = {}
    for match in re.finditer(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}\]]+)', text):
        written = match[1]
        identifier = json.loads(written) if written.startswith('"') else written
        lines.setdefault(identifier, []).append(text.count("\n", 0, match.start()) + 1)
    taken: dict[str, int] = {}
    found = []
    for work in works:
        identifier = str(work.get("id", ""))
        at = lines.get(identifier, [1])
        number = min(taken.get(identifier, 0), len(at) - 1)
        taken[identifier] = number + 1
        found.append(Place(path, at[number]))
    return found


def _whole(text: str) -> int | str:
    """A number of a date or an issue; a longer one, or none, stays text for the model to refuse."""
    return int(text) if len(text) < 20 and text.lstrip("-").isdecimal() else text
