"""PDF files: what they may read, what they carry, what is said of style sheets."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from sheets import PAGE, SVG, composed, order

from orgbriefs.problems import InputError
from orgbriefs.reads import Reads
from orgbriefs.render.pdf.renderer import PdfRenderer
from orgbriefs.render.protocol import StyleSheet


def test_metadata_and_facts_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(PdfRenderer().render(composed("<h1>Words</h1>"), order(tmp_path)).content)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Sheet"
        assert str(pdf.docinfo["/Author"]) == "The House"
        assert str(pdf.docinfo["/Subject"]) == "A sheet on nothing"
        assert str(pdf.docinfo["/Keywords"]) == "sheets, nothing"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.attachments["facts.json"].get_file().read_bytes() == b'{"a": 1}'
        said = pdf.attachments["facts.json"].description
        assert said == "The facts and sources of this document"
        metadata = pdf.Root.Metadata.read_bytes()
    assert b"<pdfaid:conformance>A" in metadata or b'pdfaid:conformance="A"' in metadata
    assert b'pdfuaid:part="1"' in metadata


@pytest.mark.parametrize(
    "address",
    [
        "http://example.invalid/x.svg",
        "file:///etc/passwd",
        "figure:missing",
        "data:image/svg+xml,<svg/>",
        "FILE:///etc/passwd",
        "ftp://example.invalid/x",
    ],
)
def test_nothing_is_read_but_figures_and_fonts(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        PdfRenderer().render(composed(f'<p>x <img src="{address}" alt="x"></p>'), order(tmp_path))
    assert "sheet:1:1" in str(caught.value)


@pytest.mark.parametrize(
    "css",
    [
        "@import 'other.css';",
        "@import url(http://example.invalid/x.css);",
        "p { background: url(/etc/passwd) }",
        "@font-face { font-family: X; src: url(../outside.ttf) }",
    ],
)
def test_a_style_sheet_reads_nothing(css: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a document may use its figures and fonts only"):
        PdfRenderer().render(composed("<p>x</p>"), order(tmp_path, css))


def test_a_refused_file_of_a_style_sheet_is_told_with_the_style_sheet(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        PdfRenderer().render(composed("<p>x</p>"), order(tmp_path, "@import 'other.css';"))
    assert caught.value.problems[0].place.file == tmp_path / "page.css"


def test_a_figure_that_cannot_be_drawn_is_an_error(tmp_path: Path) -> None:
    body = '<figure><img src="figure:bars" alt="x"></figure>'
    with pytest.raises(InputError, match="Failed to load image"):
        PdfRenderer().render(composed(body, figures={"bars": "<svg"}), order(tmp_path))


def test_a_font_file_is_recorded_and_must_exist(tmp_path: Path) -> None:
    face = "@font-face {{ font-family: X; src: url('{}') }}"
    given = order(tmp_path)
    lacking = (given.fonts_folder / "x.ttf").as_uri()
    fonts = StyleSheet(tmp_path / "fonts.css", face.format(lacking))
    with pytest.raises(InputError, match=r"there is no font file x\.ttf"):
        PdfRenderer().render(composed("<p>x</p>"), order(tmp_path, fonts=fonts))
    (given.fonts_folder / "x.ttf").write_bytes(b"no font")
    reads = Reads()
    done = PdfRenderer().render(composed("<p>x</p>"), order(tmp_path, fonts=fonts, reads=reads))
    assert list(reads) == [given.fonts_folder.resolve() / "x.ttf"]
    assert [w.place.file for w in done.warnings] == [tmp_path / "fonts.css"]


def test_what_is_ignored_in_a_style_sheet_is_told_with_its_place(tmp_path: Path) -> None:
    css = PAGE + "\np { colour: red;\n  text-wrap: balance; }\n"
    warnings = PdfRenderer().render(composed("<p>x</p>"), order(tmp_path, css)).warnings
    assert [(w.place.file, w.place.line, w.place.column) for w in warnings] == [
        (tmp_path / "page.css", 2, 5),
        (tmp_path / "page.css", 3, 3),
    ]
    assert [w.message for w in warnings] == [
        "Ignored `colour: red`, unknown property",
        "Ignored `text-wrap: balance`, unknown property",
    ]


def test_a_figure_is_asked_for_once(tmp_path: Path) -> None:
    asked = []

    class Drawn(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            asked.append(name)
            return SVG

    body = '<figure><img src="figure:bars" alt="x"></figure>' * 2
    PdfRenderer().render(composed(body, figures=Drawn()), order(tmp_path))
    assert asked == ["bars"]
