"""The list of sources, in any form in which editors have it.

``data/sources.yaml`` is Orgbriefs' own. Beside or instead of it may lie ``sources.json``
(CSL-JSON) and ``sources.bib`` (BibTeX), as Zotero and others export them; a key may stand in
one of them only.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import latexcodec  # noqa: F401 - registers the codec of TeX's accents
from pybtex.database import BibliographyData, Entry, Person, parse_string
from pybtex.exceptions import PybtexError

from orgbriefs.data.model import References
from orgbriefs.data.source import Source, read_text, read_yaml
from orgbriefs.problems import InputError, Place, Problem

#: What BibTeX's and BibLaTeX's entry types are in CSL (CSL 1.0.2, appendix III).
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "report",
    "collection": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "chapter",
    "legislation": "legislation",
    "mvbook": "book",
    "online": "webpage",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "unpublished": "article",
}
_FIELDS = {
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "publisher": ("publisher", "institution", "organization"),
    "publisher-place": ("address", "location"),
    "volume": ("volume",),
    "number": ("number",),
    "page": ("pages",),
    "URL": ("url",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "language": ("langid",),
    "note": ("note",),
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def source_files(data: Path) -> list[Path]:
    """The files in which sources are listed; ``sources.yaml`` where there is none."""
    found = [p for name in ("yaml", "json", "bib") if (p := data / f"sources.{name}").exists()]
    return found or [data / "sources.yaml"]


def read_bibliography(path: Path, within: Path | None = None) -> Source:
    """A list of sources as plain values in the shape of ``sources.yaml``, with their places.

    Args:
        path: the file; its ending says what it holds.
        within: the folder that a link must not lead out of.

    Raises:
        InputError: when the file cannot be read.
    """
    if path.suffix == ".json":
        return _csl_json(path, read_text(path, within))
    if path.suffix == ".bib":
        return _bibtex(path, read_text(path, within))
    return read_yaml(path, within)


def _csl_json(path: Path, text: str) -> Source:
    """CSL-JSON. Variables that Orgbriefs does not know are left aside."""
    try:
        works = json.loads(text)
    except RecursionError:
        raise InputError(
            [Problem(Place(path), "this is nested too deeply", fix="export the list again")]
        ) from None
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        raise InputError(
            [Problem(place, f"not valid JSON: {error.msg}", fix="export the list again")]
        ) from None
    if not isinstance(works, list) or not all(isinstance(work, dict) for work in works):
        raise InputError(
            [Problem(Place(path), "CSL-JSON must be a list of works", fix="export the list again")]
        )
    values = [_known(work) for work in works]
    lines = [_line(text, rf'"id"\s*:\s*"{re.escape(str(v.get("id", "")))}"') for v in values]
    return _source(path, text, values, lines)


def _known(work: dict[str, Any]) -> dict[str, Any]:
    """The variables of the model; what is not written as CSL-JSON has it is left for the model."""
    known = set(_reference_keys())
    value = {key: item for key, item in work.items() if key in known and item not in (None, "")}
    for key in ("issued", "accessed"):
        if isinstance(date := value.get(key), dict):
            value[key] = _date_of_parts(date)
    for role in ("author", "editor"):
        if isinstance(names := value.get(role), list):
            value[role] = [_known_name(name) for name in names]
    return {key: str(v) if isinstance(v, int) else v for key, v in value.items() if v}


def _known_name(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    return {k: name[k] for k in ("family", "given", "literal") if name.get(k)}


def _date_of_parts(date: dict[str, Any]) -> str:
    """``2006-05`` of ``{"date-parts": [["2006", 5]]}``; a range has its first date."""
    try:
        return _date([int(part) for part in date["date-parts"][0]])
    except (KeyError, IndexError, TypeError, ValueError):
        return str(date.get("raw") or date.get("literal") or "no date")


def _bibtex(path: Path, text: str) -> Source:
    try:
        works: BibliographyData = parse_string(text, "bibtex")
    except PybtexError as error:
        place = Place(path, getattr(error, "lineno", None) or 1)
        raise InputError(
            [Problem(place, f"not valid BibTeX: {error.args[0]}", fix="correct the entry")]
        ) from None
    values = [_work(key, entry) for key, entry in works.entries.items()]
    lines = [_line(text, rf"@\w+\s*\{{\s*{re.escape(key)}\s*,") for key in works.entries]
    return _source(path, text, values, lines)


def _work(key: str, entry: Entry) -> dict[str, Any]:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    value: dict[str, Any] = {
        name: found
        for name, among in _FIELDS.items()
        if (found := next((fields[f] for f in among if fields.get(f)), None))
    }
    kind = entry.type.lower()
    value["id"] = key
    value["type"] = _TYPES.get(kind, "webpage" if kind == "misc" and "url" in fields else "article")
    if "page" in value:
        value["page"] = re.sub(r"-+", "–", value["page"])
    for role in ("author", "editor"):
        if people := entry.persons.get(role):
            value[role] = [_name(person) for person in people]
    if issued := _issued(fields):
        value["issued"] = issued
    if opened := fields.get("urldate"):
        value["accessed"] = opened
    return value


def _name(person: Person) -> dict[str, str]:
    given = " ".join([*person.first_names, *person.middle_names])
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    family, given = _plain(family), _plain(given)
    return {"family": family, "given": given} if given else {"literal": family}


def _issued(fields: dict[str, str]) -> str | None:
    if date := fields.get("date"):
        return date.partition("/")[0]
    if not (year := fields.get("year")):
        return None
    month = fields.get("month", "")[:3].lower()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else None
    return _date([int(year), number] if number else [int(year)]) if year.isdigit() else year


def _date(parts: list[int]) -> str:
    """``2006-05-23`` of ``[2006, 5, 23]``."""
    return "-".join(f"{part:0{4 if index == 0 else 2}d}" for index, part in enumerate(parts))


def _plain(text: str) -> str:
    """Text without TeX's braces and accents."""
    decoded = _of_tex(text)[0] if "\\" in text else text
    return " ".join(decoded.replace("{", "").replace("}", "").replace("--", "–").split())


#: TeX's accents to Unicode, from text to text.
_of_tex: Any = codecs.getdecoder("ulatex")


def _reference_keys() -> Iterator[str]:
    model = References.model_fields["references"].annotation.__args__[0]  # type: ignore[union-attr]
    for name, field in model.model_fields.items():
        yield field.alias or name


def _source(path: Path, text: str, values: list[dict[str, Any]], lines: list[int]) -> Source:
    """The works with their lines; that of each of their variables is the work's."""
    source = Source(path, {"references": values}, text)
    source.places[()] = Place(path)
    for index, line in enumerate(lines):
        source.places["references", index] = Place(path, line)
    return source


def _line(text: str, pattern: str) -> int:
    match = re.search(pattern, text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
