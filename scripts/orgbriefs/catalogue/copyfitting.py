"""``out/<edition>/copy-fitting.md``: how each PDF fills its pages, for whoever edits the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from orgbriefs.catalogue.record import DocumentRecord

#: Kinds that are made to fill a given number of pages.
FITTED = ("factsheet",)
#: A page of such a document is well filled from here on.
FULL = 0.85
#: A kind that is read for its argument, and how much of it may be notes and sources.
ARGUED, MOST_APPARATUS = ("briefing",), 0.4


@dataclass(frozen=True)
class _Sheet:
    name: str
    kind: str
    scale: float
    pages: list[dict[str, Any]]
    faults: list[dict[str, Any]]
    apparatus: float

    @property
    def to_mend(self) -> list[str]:
        """What is to mend in it, each with its place."""
        found = [f"page {f['page']}: {f['what']}: “{f['words']}”" for f in self.faults]
        if self.kind in ARGUED and self.apparatus > MOST_APPARATUS:
            found.append(f"{self.apparatus:.0%} of it are notes and sources")
        return found

    @property
    def advice(self) -> str:
        """What an editor may do, in lines of text."""
        if self.kind not in FITTED:
            return "–"
        short = [
            f"page {page['number']} is {page['lines_free']} lines short"
            for page in self.pages
            if page["lines_free"] and page["filled"] < FULL
        ]
        return "; ".join(short) or "fits"


def report(edition: str, records: Sequence[DocumentRecord]) -> str:
    """The report in Markdown; ``records`` are those of the edition's PDFs."""
    sheets = [
        _Sheet(
            record.path.rsplit("/", 1)[-1],
            record.kind,
            record.layout["scale"],
            record.layout["pages"],
            record.layout["faults"],
            record.layout["apparatus"],
        )
        for record in sorted(records, key=lambda record: record.path)
        if record.layout is not None
    ]
    lines = [
        f"# Copy-fitting of the edition {edition}",
        "",
        "The type of fact sheets is that of `templates/styles/tokens.yaml`, which is 100%; smaller",
        "where that keeps them to a page or two, larger where it fills a page that is nearly full.",
        "Of a sheet that is too long at its smallest type, what matters least is left out, and the",
        "sheet says so; one that is too long even then is held back, and the build says by how",
        "many lines and from where.",
        "",
        "| document | type | pages | each filled to | notes and sources | for the editor |",
        "| --- | ---: | ---: | --- | ---: | --- |",
    ]
    lines += [
        f"| {sheet.name} | {sheet.scale:.0%} | {len(sheet.pages)} | "
        f"{_filled(sheet)} | {sheet.apparatus:.0%} | {sheet.advice} |"
        for sheet in sheets
    ]
    lines += ["", "## To mend", ""]
    mend = [f"- {sheet.name}, {what}" for sheet in sheets for what in sheet.to_mend]
    lines += mend or [
        "Nothing: no heading, line, row, source line or note apart from its own, no text beyond",
        "the edge, no short table split, no stretch of more than 35 mm empty but at the end; notes",
        f"and sources are at most {MOST_APPARATUS:.0%} of a briefing paper.",
    ]
    return "\n".join(lines) + "\n"


def _filled(sheet: _Sheet) -> str:
    return ", ".join(f"{page['filled']:.0%}" for page in sheet.pages)
