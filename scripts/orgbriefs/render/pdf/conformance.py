"""Whether finished PDFs can be read by everyone, and in fifty years.

PDF/UA-1 (ISO 14289-1) as two independent checkers see it, outloud and pdfua; PDF/A-3
(ISO 19005-3) as pikepdf sees it.
"""

from __future__ import annotations

import gc
import io
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
    """Whether all that a checker took for running headers are footnotes, which begin so: 12 …

    Or one line, which is a heading that comes under each organization.
    """
    return finding.message.startswith("1 running") or all(
        part.strip()[:1].isdigit() for part in finding.evidence.split("; ")
    )


def _has_one_header(finding: Finding) -> bool:
    """Whether a checker merely counts more header cells than data cells."""
    return re.fullmatch(r".*: \d+ header cells against \d+ data cells", finding.message) is not None


def _is_level_a(finding: Finding) -> bool:
    """Whether a checker that knows level B alone holds level A against a file."""
    return finding.message == "pdfaid:conformance is 'A', expected 'B'"


def _is_extension(finding: Finding) -> bool:
    """Whether all that is unknown is how the file says that it is PDF/UA as well."""
    return re.search("pdfa(Extension|Schema|Property)|pdfuaid:part", finding.message) is not None


def _is_hatching(finding: Finding) -> bool:
    """Whether a checker says that it cannot check what is filled with a pattern."""
    return "pattern" in finding.message


def _is_told(finding: Finding) -> bool:
    """Whether the alternative texts that a checker doubts begin in words, as those of charts do.

    It shows how they begin, of three at the most.
    """
    doubted = re.match(r"\d+", finding.message)
    shown = min(int(doubted[0]), _SHOWN) if doubted is not None else 1
    return len(_WORD.findall(finding.evidence)) >= shown * _WORDS


def _is_almost_in_order(finding: Finding) -> bool:
    """Whether of a page's parts only a few are painted in another order than they are read."""
    found = re.search(r"\((\d+)% in order\)", finding.message)
    return found is not None and int(found[1]) >= _IN_ORDER


#: A word of an alternative text; how many of them its beginning has at least; and how many texts a
#: checker shows.
_WORD, _WORDS, _SHOWN = re.compile(r"[^\W\d_]{2,}"), 3, 3
#: How much of a page is painted in the order in which it is read, in per cent, at least: in a list
#: of short notes every number is painted apart, and every address.
_IN_ORDER = 33

#: Why patterns are no fault, of whichever rule pikepdf speaks.
_HATCHING = "hatching has the colours of the output intent; pikepdf does not look into patterns"

#: Findings that are no fault, by rule: what is meant, and why it is none.
EXPLAINED: dict[str, tuple[Callable[[Finding], bool], str]] = {
    "PAG-001": (
        _is_repeated_note,
        "footnotes of several pages cite the same work, or a heading is that of each organization",
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
    "pikepdf:colour-space": (_is_hatching, _HATCHING),
    "pikepdf:schema-Resources": (_is_hatching, _HATCHING),
    "pikepdf:pattern": (_is_hatching, _HATCHING),
    "TAG-002": (
        lambda finding: finding.message.startswith("1 line"),
        "a long name in the head of a page, which is read where its heading stands",
    ),
    "TAG-030": (
        _is_told,
        "a tall figure is drawn, not scanned, and has an alternative text of its own",
    ),
    "FIG-012": (
        _is_told,
        "the alternative text of a chart gives its names and numbers",
    ),
    "ORD-001": (
        _is_almost_in_order,
        "bullets, numbers of notes, and panels beside the text are painted apart from it; they are "
        "read where the tags have them",
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
    found = [*report.violations]
    if (before := _before_signature(path.read_bytes())) is None:
        found += report.unsupported
    else:
        # A signature is a form, of which pikepdf says that it cannot check it, nor what comes
        # after it: the file is looked at for that as it was before.
        with pikepdf.open(io.BytesIO(before)) as pdf:
            report = pdfa.check(pdf, "3b")
        found += [*report.violations, *report.unsupported]
    for each in found:
        yield Finding(path, "pikepdf", each.rule, each.message, None, each.where)


def _before_signature(content: bytes) -> bytes | None:
    """A signed file without what the signature appended to it; ``None`` where it is not signed."""
    if b"/ByteRange" not in content:
        return None
    end = b"%%EOF"
    return content[: content.index(end) + len(end)] + b"\n"
