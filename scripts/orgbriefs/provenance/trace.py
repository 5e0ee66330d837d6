"""From a finished document, a fact's address or a word to the lines of the data behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from orgbriefs.data.model import Reference
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.provenance.facts import COUNTRIES, TracedFact


def facts_of_document(
    facts: Sequence[TracedFact], manifest: Path, document: Path
) -> list[TracedFact]:
    """The facts that a document of the manifest may show: its organizations', as of its day.

    Raises:
        InputError: when the manifest does not list the document.
    """
    records = []
    if manifest.exists():
        records = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    record = next((r for r in records if Path(r["path"]) == document), None)
    if record is None:
        raise InputError(
            [
                Problem(
                    Place(str(document)),
                    f"{manifest} does not list this document",
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


def told(fact: TracedFact, references: dict[str, Reference]) -> Iterator[str]:
    """What ``orgbriefs trace`` says of a fact, line by line."""
    dates = [f"from {fact.start}" if fact.start else "", f"to {fact.end}" if fact.end else ""]
    when = " ".join(part for part in dates if part)
    yield f"{fact.place.file}:{fact.place.line}  {fact.address}: {fact.says}"
    if when:
        yield f"    dated:  {when}"
    for citation, key in zip(fact.citations, fact.works, strict=False):
        work = references[key]
        parts = [work.title, str(work.issued or ""), work.url or ""]
        yield f"    source: {citation}: " + ", ".join(part for part in parts if part)
    yield f"    {'verified' if fact.verified else 'not verified'}"
