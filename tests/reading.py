"""Reading finished documents back: their text, outline and pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2
from docx.oxml.ns import qn


def pdf_text(path: Path) -> str:
    """The text of all pages, a line a line."""
    with pypdfium2.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return text.replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ").replace("￾\n", "")


def pdf_pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def word_text(path: Path) -> str:
    """Paragraphs and tables in order, then the footnotes."""
    document = docx.Document(str(path))
    lines = [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
    notes = next((p for p in document.part.package.iter_parts() if "footnotes" in p.partname), None)
    if notes is not None:
        lines += re.findall(r"<w:t[^>]*>([^<]*)</w:t>", notes.blob.decode("utf-8"))
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def text_of(path: Path) -> str:
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return pdf_text(path) if path.suffix == ".pdf" else word_text(path)


def printed_by_libreoffice(files: list[Path], folder: Path) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each Word file, by the file's stem."""
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return {file.stem: folder / f"{file.stem}.pdf" for file in files}
