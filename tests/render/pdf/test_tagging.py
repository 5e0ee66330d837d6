"""The tag tree of PDFs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from orgbriefs.render.pdf import tagging
from orgbriefs.render.pdf.conformance import findings

ROWS = "".join(f'<tr><th scope="row">Row {n}</th><td>{n}</td><td>{n}</td></tr>' for n in range(30))
LONG = """<!doctype html><html lang="en"><title>Long</title>
<style>@page { size: 100mm 60mm; @bottom-center { content: "Running" } }</style>
<body><main><h1>Long</h1>
<dl><div><dt>Seat</dt><dd>Riverton</dd></div></dl>
<table><caption>Rows</caption><thead><tr><th scope="col">Row</th><th scope="col">A</th>
<th scope="col">B</th></tr></thead><tbody>ROWS</tbody></table>
<p>An empty <span></span> element.</p></main></body></html>""".replace("ROWS", ROWS)


def elements(kid: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(kid, pikepdf.Array):
        for below in kid:
            yield from elements(below)
    elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
        yield kid
        yield from elements(kid.get("/K"))


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.pdf"
    document = weasyprint.HTML(string=LONG).render(pdf_tags=True)
    assert len(document.pages) > 3
    document.write_pdf(path, finisher=tagging.complete, pdf_tags=True, pdf_variant="pdf/ua-1")
    return path


def test_a_table_that_crosses_pages_is_one_table_with_one_header(long: Path) -> None:
    with pikepdf.open(long) as pdf:
        kinds = Counter(str(e.S) for e in elements(pdf.Root.StructTreeRoot.K))
        scopes = Counter(
            str(e.A.Scope) for e in elements(pdf.Root.StructTreeRoot.K) if e.S == "/TH"
        )
    assert (kinds["/Table"], kinds["/THead"], kinds["/TBody"], kinds["/TR"]) == (1, 1, 1, 31)
    assert scopes == {"/Column": 3, "/Row": 30}


def test_a_definition_list_has_labels_and_bodies_and_nothing_is_empty(long: Path) -> None:
    with pikepdf.open(long) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        kinds = Counter(str(e.S) for e in found)
        assert (kinds["/L"], kinds["/LI"], kinds["/Lbl"], kinds["/LBody"]) == (1, 1, 1, 1)
        assert not [str(e.S) for e in found if "/K" not in e or len(e.get("/K", [])) == 0]


def test_an_item_of_paragraphs_has_a_body(tmp_path: Path) -> None:
    path = tmp_path / "loose.pdf"
    items = "<li><p>One.</p><p>More.</p></li><li><p>Two.</p><ul><li>Below.</li></ul></li>"
    document = weasyprint.HTML(
        string=f'<html lang="en"><title>L</title><body><ol>{items}</ol></body></html>'
    ).render(pdf_tags=True)
    document.write_pdf(path, finisher=tagging.complete, pdf_tags=True, pdf_variant="pdf/ua-1")
    with pikepdf.open(path) as pdf:
        kinds = Counter(str(e.S) for e in elements(pdf.Root.StructTreeRoot.K))
    assert (kinds["/LI"], kinds["/LBody"], kinds["/P"]) == (3, 3, 3)
    assert [str(finding) for finding in findings([path]) if "LST" in str(finding)] == []


def test_running_lines_and_repeated_headers_are_artefacts(long: Path) -> None:
    with pikepdf.open(long) as pdf:
        read = {
            (e.Pg.objgen, int(kid))
            for e in elements(pdf.Root.StructTreeRoot.K)
            for kid in e.K
            if isinstance(kid, int)
        }
        marked = {
            (page.obj.objgen, int(operands[1].MCID))
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
    assert marked
    assert marked == read


def test_a_file_without_tags_is_held_against_it(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    weasyprint.HTML(string=LONG).write_pdf(path)
    assert {finding.checker for finding in findings([path])} == {"outloud", "pdfua", "pikepdf"}
