"""Whether finished PDFs can be read by everyone, and in fifty years.

PDF/UA-1 (ISO 14289-1) as two independent checkers see it, outloud and pdfua; PDF/A-3
(ISO 19005-3) as pikepdf sees it.
"""

from __future__ import annotations

import gc
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


def _is_level_a(finding: Finding) -> bool:
    """Whether a checker that knows level B alone holds level A against a file."""
    return finding.message == "pdfaid:conformance is 'A', expected 'B'"


def _is_extension(finding: Finding) -> bool:
    """Whether all that is unknown is how the file says that it is PDF/UA as well."""
    return re.search("pdfa(Extension|Schema|Property)|pdfuaid:part", finding.message) is not None


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
    "ISO_19005_3:6.6.4-3": (
        _is_level_a,
        "the file declares level A, which holds all of level B and the tags besides",
    ),
    "ISO_19005_3:6.6.2.3.1-1": (
        _is_extension,
        "the mark of PDF/UA is described by an extension schema, as ISO 19005-3, 6.6.2.3 asks",
    ),
    "ORD-001": (
        lambda finding: True,
        "a panel beside the text is painted before it; it is read where the tags have it",
    ),
}


def findings(paths: Iterable[Path]) -> Iterator[Finding]:
    """All errors and warnings of the three checkers, without those in :data:`EXPLAINED`.

    Raises:
        InputError: when the checkers are not installed.
    """
    try:
        import outloud  # noqa: F401
        import pdfua  # noqa: F401
        import pikepdf  # noqa: F401
    except ImportError as error:
        raise InputError(
            [
                Problem(
                    Place(Path("pyproject.toml")),
                    f"the checkers of PDF files are not installed: {error.name}",
                    fix="pip install -r requirements.txt",
                )
            ]
        ) from None
    for path in paths:
        for finding in (*_of_outloud(path), *_of_pdfua(path), *_of_pikepdf(path)):
            meant, _ = EXPLAINED.get(finding.rule, (None, ""))
            if meant is None or not meant(finding):
                yield finding


def _of_outloud(path: Path) -> Iterator[Finding]:
    import outloud

    for found in outloud.check(str(path)).findings:
        if found.severity != "info":
            words = found.evidence or ""
            yield Finding(path, "outloud", found.rule, found.message, found.page, words)


def _of_pdfua(path: Path) -> Iterator[Finding]:
    import pdfua

    for found in pdfua.validate(str(path)).findings:
        if found.severity > pdfua.Severity.INFO:
            page = found.location.page if found.location else None
            yield Finding(path, "pdfua", found.rule_id, found.message, page, "")


def _of_pikepdf(path: Path) -> Iterator[Finding]:
    import pikepdf
    from pikepdf import pdfa

    # pikepdf 10.18 takes every warning that is raised while it reads for a fault of the file, even
    # of a file that something else forgot to close.
    gc.collect()
    with pikepdf.open(path) as pdf:
        report = pdfa.check(pdf, "3b")
    for found in (*report.violations, *report.unsupported):
        yield Finding(path, "pikepdf", found.rule, found.message, None, found.where)
