"""From a finished document, a fact's address or a word to the lines of the data behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from orgbriefs.data.citations import source_text
from orgbriefs.data.model import Reference
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.provenance.facts import COUNTRIES, TracedFact
from orgbriefs.provenance.report import line_of


def facts_of_document(
    facts: Sequence[TracedFact], manifest: Path, document: Path
) -> list[TracedFact]:
    """The facts that a document of the manifest may show: its organizations', as of its day.

    Args:
        facts: all facts.
        manifest: the list of documents; its paths are relative to the project's folder, which
            holds the folder that the manifest lies in.
        document: its path, absolute or as the manifest gives it.

    Raises:
        InputError: when the manifest does not list the document.
    """
    root, records = manifest.parent.parent, []
    if manifest.exists():
        records = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    record = next((r for r in records if root / r["path"] == root / document), None)
    if record is None:
        raise InputError(
            [
                Problem(
                    Place(document, 0, 0),
                    f"{Place(manifest, 0, 0).text(root)} does not list this document",
                    fix="give its path as the manifest does: out/2007/students/….pdf",
                )
            ]
        )
    day, subject = date.fromisoformat(record["as_of"]), record["organization"]
    held = [f for f in facts if f.holds(day)]
    if subject is None:
        return held
    own = [f for f in held if f.organization == subject]
    countries = {f.prints for f in own if f.group == "membership"}
    return own + [f for f in held if f.organization == COUNTRIES and f.prints in countries]


def matching(facts: Sequence[TracedFact], words: Sequence[str]) -> list[TracedFact]:
    """The facts at these addresses, or that say these words."""
    if not words:
        return list(facts)
    sought = " ".join(words).lower()
    exact = [fact for fact in facts if fact.address == sought]
    return exact or [
        fact for fact in facts if sought in fact.says.lower() or sought in fact.prints.lower()
    ]


def lines_of(fact: TracedFact, references: Mapping[str, Reference], root: Path) -> Iterator[str]:
    """What ``orgbriefs trace`` says of a fact, line by line; places are relative to ``root``."""
    dates = [f"from {fact.start}" if fact.start else "", f"to {fact.end}" if fact.end else ""]
    when = " ".join(part for part in dates if part)
    yield f"{line_of(fact, root)}  {fact.address}: {fact.says}"
    if when:
        yield f"    dated:  {when}"
    for citation in fact.citations:
        work = references[citation.key]
        parts = [work.title, str(work.issued or ""), work.url or ""]
        yield f"    source: {source_text(citation)}: " + ", ".join(part for part in parts if part)
    yield f"    {'verified' if fact.verified else 'not verified'}"
