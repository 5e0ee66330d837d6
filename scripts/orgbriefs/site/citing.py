"""How a paper is cited, for those who keep their sources in programs: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from orgbriefs.data.dates import PartialDate

#: Characters that mean something to TeX, and how they are written so that they do not.
_TEX = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a reference to a paper says."""

    id: str
    author: str
    title: str
    #: What it is, such as ``Fact sheet for students``.
    genre: str
    series: str
    number: str | None
    publisher: str
    issn: str | None
    published: PartialDate | None
    #: As of which day its facts hold, in words, and that day.
    note: str
    as_of: date
    language: str
    doi: str | None
    address: str | None


def bibtex(citation: Citation) -> str:
    """A ``@techreport`` for BibTeX and BibLaTeX, in UTF-8."""
    parts = citation.published.parts if citation.published is not None else ()
    fields = {
        "author": f"{{{_tex(citation.author)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        "type": _tex(citation.genre),
        "institution": _tex(citation.publisher),
        "series": _tex(citation.series),
        "number": _tex(citation.number),
        "issn": _tex(citation.issn),
        "date": str(citation.published) if parts else None,
        "year": str(parts[0]) if parts else None,
        "doi": citation.doi,
        "url": citation.address,
        "langid": citation.language.lower().replace("en-gb", "british"),
        "note": _tex(citation.note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@techreport{{{citation.id},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """A record of type ``RPRT`` (RIS, as Zotero and EndNote read it)."""
    parts = citation.published.parts if citation.published is not None else ()
    day = "/".join(f"{part:02}" for part in parts) + "/" * (3 - len(parts)) if parts else None
    fields = [
        ("TY", "RPRT"),
        ("ID", citation.id),
        ("AU", citation.author),
        ("TI", citation.title),
        ("M3", citation.genre),
        ("T3", citation.series),
        ("M1", citation.number),
        ("PB", citation.publisher),
        ("SN", citation.issn),
        ("PY", str(parts[0]) if parts else None),
        ("DA", day),
        ("LA", citation.language),
        ("DO", citation.doi),
        ("UR", citation.address),
        ("N1", citation.note),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(citation: Citation) -> str:
    """A list with one item (CSL-JSON 1.0)."""
    item = {
        "id": citation.id,
        "type": "report",
        "author": [{"literal": citation.author}],
        "title": citation.title,
        "genre": citation.genre,
        "collection-title": citation.series,
        "number": citation.number,
        "publisher": citation.publisher,
        "ISSN": citation.issn,
        "issued": {"date-parts": [list(citation.published.parts)]}
        if citation.published is not None
        else None,
        "language": citation.language,
        "DOI": citation.doi,
        "URL": citation.address,
        "note": citation.note,
    }
    given = {name: value for name, value in item.items() if value is not None}
    return json.dumps([given], ensure_ascii=False, indent=1) + "\n"


def _tex(text: str | None) -> str | None:
    return None if text is None else "".join(_TEX.get(c, c) for c in _one_line(text))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def key_of(words: Iterable[str]) -> str:
    """A key that every program takes: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")
