"""RIS, as reference managers export it: ``TY  - JOUR`` to ``ER  -``, a line a value.

The tags are those of the RIS Format Specifications (2011); what a tag holds depends on the type
of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orgbriefs.data.reference_list import ReferenceList
from orgbriefs.data.source import lines_of
from orgbriefs.problems import InputError, Place, Problem, abridged, near

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
#: What RIS's types are in CSL (CSL 1.0.2, appendix III).
_TYPES = {
    "ABST": "article",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "graphic",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRANT": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "graphic",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
_VARIABLES = {
    "AB": "abstract",
    "AN": "call-number",
    "BT": "container-title",
    "CN": "call-number",
    "CY": "publisher-place",
    "DB": "archive",
    "DO": "DOI",
    "ET": "edition",
    "IS": "issue",
    "J2": "container-title-short",
    "JA": "container-title-short",
    "JF": "container-title",
    "JO": "container-title",
    "LA": "language",
    "M3": "genre",
    "N1": "note",
    "N2": "abstract",
    "NV": "number-of-volumes",
    "OP": "original-title",
    "PB": "publisher",
    "PP": "publisher-place",
    "RN": "note",
    "SE": "section",
    "SN": "ISSN",
    "ST": "title-short",
    "T1": "title",
    "T2": "container-title",
    "T3": "collection-title",
    "TI": "title",
    "UR": "URL",
    "VL": "volume",
}
_NAMES = {
    "A1": "author",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
    "AU": "author",
    "ED": "editor",
}
_DATES = ("PY", "Y1", "DA")
#: Where types differ from the rest.
_OF_TYPE = {
    ("book", "SN"): "ISBN",
    ("chapter", "SN"): "ISBN",
    ("report", "SN"): "number",
    ("book", "T2"): "collection-title",
    ("report", "T2"): "collection-title",
    ("report", "IS"): "number",
    ("thesis", "T2"): "collection-title",
    ("paper-conference", "SN"): "ISBN",
}
#: What no list of sources prints: files, keywords, addresses of authors, fields of the manager.
_APART = frozenset(
    "AD AV C1 C2 C3 C4 C5 C6 C7 C8 CA DP KW L1 L2 L3 L4 LB LK M1 M2 RI RP ST".split()
)
_USER = re.compile(r"U[1-5]")


def read(path: Path, text: str) -> ReferenceList:
    """The works of a ``.ris`` file.

    Raises:
        InputError: where a line, a type or a tag is none of RIS's, or a work does not end.
    """
    found = ReferenceList(path, text)
    problems: list[Problem] = []
    for place, lines in _records(path, text, problems):
        work, places = _work(place, lines, problems)
        found.add(work, place, places)
    if problems:
        raise InputError(problems)
    return found


_Lines = list[tuple[str, str, Place]]


def _records(path: Path, text: str, problems: list[Problem]) -> Iterator[tuple[Place, _Lines]]:
    lines: _Lines = []
    begun: Place | None = None
    for number, line in enumerate(lines_of(text), start=1):
        place = Place(path, number)
        match = _LINE.match(line.strip("\ufeff").rstrip())
        if match is None:
            if line.strip() and lines:
                tag, value, its_place = lines[-1]
                lines[-1] = (tag, f"{value} {line.strip()}", its_place)
            elif line.strip() and begun is None:
                problems.append(_not_ris(place, line))
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == "TY":
            if begun is not None:
                problems.append(_endless(begun))
            begun, lines = place, [(tag, value, place)]
        elif begun is None:
            problems.append(_not_ris(place, line))
        elif tag == "ER":
            yield begun, lines
            begun, lines = None, []
        elif value:
            lines.append((tag, value, place))
    if begun is not None:
        problems.append(_endless(begun))


def _not_ris(place: Place, line: str) -> Problem:
    return Problem(place, "not valid RIS", abridged(line), "a work begins with 'TY  - '")


def _endless(place: Place) -> Problem:
    return Problem(place, "this work does not end", fix="end it with 'ER  - '")


def _work(
    place: Place, lines: _Lines, problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, Place]]:
    work: dict[str, Any] = {}
    places: dict[str, Place] = {}
    pages: dict[str, str] = {}
    for tag, value, its_place in lines:
        if tag == "TY":
            if value not in _TYPES:
                problems.append(
                    Problem(its_place, "RIS has no such type", value, near(value, list(_TYPES)))
                )
            name, said = "type", _TYPES.get(value, "document")
        elif tag == "ID":
            name, said = "id", value
        elif tag in _NAMES:
            work.setdefault(_NAMES[tag], []).append(_name(value))
            places.setdefault(_NAMES[tag], its_place)
            continue
        elif tag in _DATES or tag == "Y2":
            name, said = ("accessed" if tag == "Y2" else "issued"), _date(value)
            if len(said) < len(work.get(name, "")):
                continue
        elif tag in ("SP", "EP"):
            pages[tag] = value
            name, said = "page", "-".join(pages[t] for t in ("SP", "EP") if t in pages)
        elif tag in _APART or _USER.fullmatch(tag):
            continue
        elif tag in _VARIABLES:
            name = _OF_TYPE.get((work.get("type", ""), tag), _VARIABLES[tag])
            said = (
                f"{work[name]}; {value}" if name in ("note", "abstract") and name in work else value
            )
            if name in work and name not in ("note", "abstract"):
                continue
        else:
            problems.append(
                Problem(
                    its_place,
                    f"the tag '{tag}' has no place in a list of sources here",
                    abridged(value),
                    "put what it says into another, such as N1, or remove it",
                )
            )
            continue
        work[name] = said
        places[name] = its_place
    if "id" not in work:
        problems.append(
            Problem(place, "this work has no key to cite it by", fix="add a line 'ID  - key'")
        )
    return work, places


def _name(value: str) -> dict[str, str]:
    """``Family, Given, Suffix``; a name without a comma is an organization's."""
    family, *rest = [part.strip() for part in value.split(",")]
    if not rest or not rest[0]:
        return {"literal": family}
    name = {"family": family, "given": rest[0]}
    return name | ({"suffix": rest[1]} if len(rest) > 1 and rest[1] else {})


def _date(value: str) -> str:
    """``2005-05-03`` of ``2005/05/03/``, as far as it is written so; else as it is written."""
    year, *rest = (part.strip() for part in value.split("/"))
    if not re.fullmatch(r"\d{4}", year):
        return value
    numbers = [year]
    for part in rest[:2]:
        if not part.isdecimal():
            break
        numbers.append(f"{int(part):02d}")
    return "-".join(numbers)
