"""Documents of projects at random: none refused, none with a fault on its pages.

``make fuzz`` makes two hundred fact sheets and handouts; the tests make a few, and some papers.
Each number makes the same document, of a project of its own: even numbers a fact sheet or a
briefing paper, odd ones a handout or a paper on what changed.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from conftest import Workspace
from models import model, written
from world import outlines

from orgbriefs.build import Made, build_document
from orgbriefs.config import Kind
from orgbriefs.design import faces, fonts
from orgbriefs.problems import InputError
from orgbriefs.request import DocumentId, Request

#: What even and odd numbers make.
SHEETS: tuple[Kind, Kind] = ("factsheet", "handout")
PAPERS: tuple[Kind, Kind] = ("briefing", "changes")


def font_files(folder: Path) -> Path:
    """The font files of all projects, made once below a folder."""
    for name in faces.FACES:
        fonts.make_font(name, folder / "fonts" / name)
    return folder / "fonts"


def request_of(space: Workspace, document: DocumentId, files: Path) -> Request:
    """All that a document is made from; its fonts and outlines lie there already."""
    plan = space.plan()
    for edition, name in plan.dependencies.editions(document):
        plan.editions.resolve(edition, name)
    return replace(plan.request(document), fonts=files, outlines=outlines())


def trial(
    folder: Path, number: int, files: Path, kinds: Sequence[Kind] = SHEETS
) -> tuple[DocumentId, Made | InputError]:
    """The document of a number, or why it is refused."""
    space = written(folder, model(number))
    asked = [
        document
        for document in space.plan().documents.all
        if document.format == "pdf" and document.kind == kinds[number % len(kinds)]
    ]
    document = Random(number).choice(asked)
    try:
        return document, build_document(request_of(space, document, files))
    except InputError as error:
        return document, error


def faults_of(made: Made | InputError) -> list[str]:
    """Why a document is refused, or what a designer would mend on its pages."""
    if isinstance(made, InputError):
        return [f"refused: {made}"]
    layout = made.rendering.layout
    return [str(fault) for fault in layout.faults] if layout is not None else ["no pages"]


def main(count: int, first: int = 0, keep: str = "", *, papers: bool = False) -> int:
    """Make so many, and keep them in the folder ``keep``; 1 if one is refused or has a fault."""
    kinds: Counter[str] = Counter()
    faultless = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        files = font_files(Path(name))
        for number in range(first, first + count):
            document, made = trial(
                Path(name).resolve() / "project", number, files, PAPERS if papers else SHEETS
            )
            if keep and isinstance(made, Made):
                (Path(keep) / f"{number:03d}-{document.name}.pdf").write_bytes(
                    made.rendering.content
                )
            found = faults_of(made)
            faultless += not found
            for fault in found:
                kinds[re.sub(r"[\d.]+", "N", fault.split(": ")[1])] += 1
                print(f"{number} {document.name}\n    {fault}", flush=True)
    seconds = time.monotonic() - began
    print(f"{faultless} of {count} documents without a fault, in {seconds:.0f} s")
    for kind, times in kinds.most_common():
        print(f"{times:5d} {kind}")
    return int(faultless < count)


if __name__ == "__main__":
    given = dict(enumerate(each for each in sys.argv if each != "--papers"))
    papers = "--papers" in sys.argv
    sys.exit(main(int(given[1]), int(given.get(2, "0")), given.get(3, ""), papers=papers))
