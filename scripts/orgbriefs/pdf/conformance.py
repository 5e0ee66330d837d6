"""Whether finished PDFs can be read by everyone: PDF/UA-1 as two independent checkers see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orgbriefs.problems import InputError, Place, Problem


@dataclass(frozen=True)
class Finding:
    """What a checker holds against a file."""

    path: Path
    checker: str
    rule: str
    message: str
    page: int | None
    #: The words of the document in question, where the checker gives them.
    evidence: str

    def __str__(self) -> str:
        where = f", page {self.page}" if self.page else ""
        quoted = f" ({self.evidence})" if self.evidence else ""
        return f"{self.path}{where}: {self.checker} {self.rule}: {self.message}{quoted}"


def _is_repeated_note(finding: Finding) -> bool:
    """Whether all that a checker took for running headers are footnotes, which begin so: 12 …"""
    return all(part.strip()[:1].isdigit() for part in finding.evidence.split("; "))


def _has_one_header(finding: Finding) -> bool:
    """Whether a checker merely counts more header cells than data cells."""
    return re.fullmatch(r".*: \d+ header cells against \d+ data cells", finding.message) is not None


#: Findings that are no fault, by rule: what is meant, and why it is none.
EXPLAINED: dict[str, tuple[Callable[[Finding], bool], str]] = {
    "PAG-001": (
        _is_repeated_note,
        "the footnotes of several pages cite the same work in the same short form",
    ),
    "TBL-010": (
        _has_one_header,
        "a table of one or two rows has as many header cells as data, each with its scope",
    ),
    "ORD-001": (
        lambda finding: True,
        "a panel beside the text is painted before it; it is read where the tags have it",
    ),
}


def findings(paths: Iterable[Path]) -> Iterator[Finding]:
    """All errors and warnings of both checkers, without those in :data:`EXPLAINED`.

    Raises:
        InputError: when the checkers are not installed.
    """
    try:
        import outloud
        import pdfua
    except ImportError as error:
        raise InputError(
            [
                Problem(
                    Place("pyproject.toml"),
                    f"the checkers of PDF files are not installed: {error.name}",
                    fix="pip install -r requirements.txt",
                )
            ]
        ) from None
    for path in paths:
        for found in outloud.check(str(path)).findings:
            if found.severity != "info":
                finding = Finding(
                    path, "outloud", found.rule, found.message, found.page, found.evidence or ""
                )
                meant, _ = EXPLAINED.get(found.rule, (None, ""))
                if meant is None or not meant(finding):
                    yield finding
        for held in pdfua.validate(str(path)).findings:
            if held.severity > pdfua.Severity.INFO:
                page = held.location.page if held.location else None
                yield Finding(path, "pdfua", held.rule_id, held.message, page, "")
