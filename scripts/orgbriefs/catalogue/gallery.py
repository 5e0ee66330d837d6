"""A gallery: the first pages of a document of each kind, as pictures on a page in Markdown."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from orgbriefs.catalogue.manifest import Stock
from orgbriefs.catalogue.picture import picture_pages
from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.plan.folders import Folders
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.storage import write_whole

#: How many pages of each document are shown, at most.
_PAGES = 4
#: What pages can be seen of, the best first.
_FORMATS = ("pdf", "docx")
#: In seconds: LibreOffice prints a handout in a few.
_PATIENCE = 300


def make_gallery(folders: Folders, edition: str, audience: str, out: Path) -> list[str]:
    """Write the page ``out``, and its pictures in a folder of the same name beside it.

    Returns:
        The kinds that are shown, in the order of ``config.yaml``.

    Raises:
        InputError: when no such documents lie there, or one in Word cannot be printed.
    """
    chosen = dict(_chosen(folders, edition, audience))
    if not chosen:
        place = Place(folders.project.out / edition / audience)
        fix = "build first, or name another edition or audience"
        raise InputError([Problem(place, "no PDF or Word file is here to be shown", fix=fix)])
    pictures = out.with_suffix("")
    lines = ["# Gallery", "", "A document of each kind. `orgbriefs gallery` makes this page."]
    for kind, record in chosen.items():
        picture = pictures / f"{kind}.png"
        total = _picture(folders.project.root / record.path, picture)
        last = min(total, _PAGES)
        shown = f"Pages 1 to {last} of {total}" if last > 1 else f"Page 1 of {total}"
        lines += ["", f"## {record.title}", ""]
        lines += [f"![{shown}]({pictures.name}/{picture.name})", "", f"{shown}: `{record.path}`"]
    write_whole(out, "\n".join(lines) + "\n")
    return list(chosen)


def _chosen(folders: Folders, edition: str, audience: str) -> Iterator[tuple[str, DocumentRecord]]:
    records = [r for r in Stock(folders).records if (r.edition, r.audience) == (edition, audience)]
    for kind in folders.project.config.documents:
        found = [r for r in records if r.kind == kind and r.format in _FORMATS]
        if found:
            yield kind, min(found, key=lambda record: _FORMATS.index(record.format))


def _picture(document: Path, picture: Path) -> int:
    """Picture the first pages of a document; how many it has."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = document if document.suffix == ".pdf" else _printed(document, Path(folder))
        with pypdfium2.PdfDocument(pdf) as opened:
            total = len(opened)
        picture_pages([(pdf, number) for number in range(1, min(total, _PAGES) + 1)], picture)
    return total


def _printed(document: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file."""
    office = shutil.which("soffice")
    if office is None:
        fix = "install LibreOffice"
        raise InputError([Problem(Place(document), "its pages cannot be seen here", fix=fix)])
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(document)], check=False, capture_output=True, timeout=_PATIENCE)
    printed = folder / f"{document.stem}.pdf"
    if not printed.exists():
        fix = "open it in Word, and mend it"
        raise InputError([Problem(Place(document), "LibreOffice cannot print it", fix=fix)])
    return printed
