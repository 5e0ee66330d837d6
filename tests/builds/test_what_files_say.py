"""What each file says of itself, in the way of its format, is what the manifest says of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pikepdf
from conftest import Workspace
from lxml import html as lxml_html

from orgbriefs.catalogue.manifest import Stock
from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.distribution.claims import agrees, told_by
from orgbriefs.workflow.steps import make_document

FORMATS = "[pdf, print.pdf, docx, html, md]"
KINDS = ("briefing", "factsheet", "handout", "changes")
AUTHOR = "The test editors"


def pdf(path: Path, record: DocumentRecord) -> None:
    """In its information dictionary, in XMP and in its catalogue."""
    with pikepdf.open(path) as file, file.open_metadata() as xmp:
        assert str(file.docinfo.Title) == xmp["dc:title"] == record.title
        assert str(file.docinfo.Author) == AUTHOR
        assert list(xmp["dc:creator"]) == [AUTHOR]
        assert str(file.docinfo.Subject) == xmp["dc:description"]
        assert str(file.docinfo.Keywords) == xmp["pdf:Keywords"]
        assert str(file.Root.Lang) == record.language
        assert len(file.pages) == record.pages
        assert record.facts in file.attachments


def word(path: Path, record: DocumentRecord) -> None:
    core = docx.Document(str(path)).core_properties
    assert (core.title, core.author, core.language) == (record.title, AUTHOR, record.language)
    assert core.modified is not None
    assert core.modified.date().isoformat() == record.as_of
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        assert record.facts in package.namelist()


def web(path: Path, record: DocumentRecord) -> None:
    root = lxml_html.parse(str(path)).getroot()
    told = {line.get("name"): line.get("content") for line in root.xpath("//meta[@name]")}
    assert root.findtext(".//title") == record.title
    assert root.get("lang") == record.language
    assert (told["author"], told["dcterms.valid"]) == (AUTHOR, record.as_of)


def markdown(path: Path, record: DocumentRecord) -> None:
    assert record.title.split(":")[0].split(" (")[0] in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("\n# ") == 1


READ = {"pdf": pdf, "print.pdf": pdf, "docx": word, "html": web, "md": markdown}


def test_files_of_every_kind_and_format_agree_with_the_manifest(workspace: Workspace) -> None:
    for kind, formats in (
        ("briefing", "[pdf, docx, html]"),
        ("factsheet", "[pdf]"),
        ("handout", "[docx, pdf]"),
        ("changes", "[pdf, docx, html, md]"),
    ):
        workspace.edit("config.yaml", f"{kind}: {formats}", f"{kind}: {FORMATS}")
    plan = workspace.plan()
    workspace.prepare(plan)
    for document in plan.documents.all:
        theirs = (document.edition, document.audience) == ("now", "students")
        if theirs and document.subject in (None, "alpha"):
            make_document(plan, document)
    records = Stock(plan.folders).records
    assert {(r.kind, r.format) for r in records} == {(k, f) for k in KINDS for f in READ}
    for record in records:
        path = workspace.path / record.path
        READ[record.format](path, record)
        assert path.stat().st_size == record.bytes
        # What ``orgbriefs verify`` reads is that as well.
        told = told_by(path.read_bytes(), record.format)
        assert told or record.format == "md"
        for name, said in told.items():
            assert agrees(name, getattr(record, name), said), (record.path, name, said)
