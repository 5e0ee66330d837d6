"""HTML to Word.

The vocabulary, and what Word gets for it:

=============================  ==================================================
``h1``, ``h2``, ``h3``, ``h4``  Title, Heading 1, Heading 2, Heading 3
``p``                          Body Text, or the style of its class (see below)
``ul``, ``ol``                 List Bullet, List Number (each list counts from 1)
``dl``                         a table in the style Key Facts, terms as row headers
``table``                      Orgbriefs Table; ``thead`` repeats on each page;
                               ``caption`` becomes a Caption with a SEQ field
``figure``                     picture (the ``.png`` beside the ``.svg``) with its
                               alternative text, and a Caption with a SEQ field
``aside``                      Callout Heading and Callout
``.footnote``                  a real footnote
``a``                          a hyperlink; ``a.ref`` its text
``strong``, ``em``, ``sup``    Strong, Emphasis, Superscript
``lang="…"``                   the proofing language of the run
``data-medium="page"``         left out: it is for the page alone
=============================  ==================================================

Classes that lead to a style of their own: ``standfirst``, ``subtitle``, ``series``, ``source``,
``writing-line``, ``closing`` (Small Print); ``h2.minor`` becomes a Minor Heading.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_plus.fields import add_field
from docx_plus.notes import FootnoteIdRegistry, add_footnote
from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.attachment import WORD_NAMESPACE, WORD_PART
from orgbriefs.figures.tokens import Tokens
from orgbriefs.files import write_whole
from orgbriefs.word.letterhead import open_letterhead

_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_CLASSES = {
    "standfirst": "Standfirst",
    "subtitle": "Subtitle",
    "series": "Series Line",
    "source": "Source Line",
    "writing-line": "Writing Line",
    "closing": "Small Print",
}
_CONTAINERS = {"body", "main", "section", "article", "header", "footer", "div"}
#: Full locales for the proofing language of runs.
_LOCALES = {
    "az": "az-Latn-AZ",
    "en": "en-GB",
    "fr": "fr-FR",
    "ka": "ka-GE",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "uk": "uk-UA",
    "zh": "zh-CN",
}
_WIDTH = Mm(166)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class _Style:
    """The character formatting that surrounds a piece of text."""

    name: str | None = None
    language: str | None = None


def print_word(
    html: str, out: Path, *, figures: Path, letterhead: Path, tokens: Tokens, facts: bytes
) -> None:
    """Write ``out``.

    Args:
        html: the document, as composed.
        out: the Word file; appears whole or not at all.
        figures: the folder of the figures' PNG files.
        letterhead: the user's letterhead; need not exist.
        tokens: the house's design, for its own letterhead.
        facts: the resolved data, as JSON, to travel with the document.

    Raises:
        InputError: when the letterhead lacks styles.
    """
    root = lxml_html.document_fromstring(html)
    document = open_letterhead(letterhead, tokens)
    printer = _Printer(document, figures)
    printer.block(root.find(".//body"))
    _properties(document, root)
    _running_lines(document, root)
    _attach(document, facts)
    write_whole(out, _packed(document))


class _NotesInOrder(FootnoteIdRegistry):
    """Footnotes numbered 1, 2, 3: the library's random numbers would change with each run."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class _Printer:
    def __init__(self, document: Document, figures: Path) -> None:
        self.document = document
        self.figures = figures
        self.footnotes = _NotesInOrder(document)

    def block(self, element: HtmlElement, style: str = "Body Text") -> None:
        """Print ``element`` and what is in it."""
        for child in element:
            if isinstance(child.tag, str) and child.get("data-medium") != "page":
                self._one(child, style)

    def _one(self, child: HtmlElement, style: str) -> None:
        tag, classes = child.tag, (child.get("class") or "").split()
        if tag in _HEADINGS:
            name = "Minor Heading" if "minor" in classes else _HEADINGS[tag]
            name = "Callout Heading" if style == "Callout" else name
            self._inline(self._paragraph(name), child)
        elif tag == "p":
            self._inline(self._paragraph(_named(classes, style)), child)
        elif tag in ("ul", "ol"):
            self._list(child, numbered=tag == "ol")
        elif tag == "dl":
            self._key_facts(child)
        elif tag == "table":
            self._table(child)
        elif tag == "figure":
            self._figure(child)
        elif tag == "aside":
            self.block(child, "Callout")
        elif tag in _CONTAINERS:
            self.block(child, _named(classes, style))
        elif tag != "nav":
            raise ValueError(f"Word has nothing for <{tag}>: see the vocabulary in printer.py")

    def _paragraph(self, style: str) -> Paragraph:
        return self.document.add_paragraph(style=style)

    def _list(self, element: HtmlElement, *, numbered: bool) -> None:
        number = self._new_numbering() if numbered else None
        for item in element.findall("li"):
            paragraph = self._paragraph("List Number" if numbered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr()
                reference = properties.get_or_add_numPr()
                reference.get_or_add_ilvl().val = 0
                reference.get_or_add_numId().val = number
            inner = item.findall("p")
            for part in inner or [item]:
                self._inline(paragraph, part)

    def _new_numbering(self) -> int:
        """A numbering of its own that begins at 1, with the look of List Number."""
        style = self.document.styles["List Number"].element
        base = int(style.find(f".//{qn('w:numId')}").get(qn("w:val")))
        numbering = self.document.part.numbering_part.element
        abstract = numbering.num_having_numId(base).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(0).add_startOverride(1)
        return int(added.numId)

    def _key_facts(self, element: HtmlElement) -> None:
        terms, definitions = element.findall(".//dt"), element.findall(".//dd")
        table = self._new_table(len(terms), 2, "Key Facts", element.get("aria-label", "Key facts"))
        _look(table, first_row=False, first_column=True)
        for row, (term, definition) in enumerate(zip(terms, definitions, strict=True)):
            left, right = table.rows[row].cells
            self._cell(left, term, "Table Row Heading")
            self._cell(right, definition, "Table Text")
        _widths(table, [0.24, 0.76])

    def _table(self, element: HtmlElement) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._caption(caption, "Table")
        rows = [
            row.xpath("./th | ./td")
            for row in element.xpath("./thead/tr | ./tbody/tr | ./tr")
            if row.get("data-medium") != "page"
        ]
        heads = len(element.xpath("./thead/tr"))
        columns = max(sum(int(c.get("colspan", "1")) for c in row) for row in rows)
        description = caption.text_content() if caption is not None else "Table"
        table = self._new_table(len(rows), columns, "Orgbriefs Table", description)
        _look(table, first_row=True, first_column=False)
        for index, cells in enumerate(rows):
            at = 0
            row_cells = table.rows[index].cells
            for source in cells:
                span = int(source.get("colspan", "1"))
                cell = row_cells[at]
                if span > 1:
                    cell = cell.merge(row_cells[at + span - 1])
                self._cell(cell, source, _cell_style(source))
                at += span
            _row_properties(table.rows[index]._tr, header=index < heads)
            if heads <= index < min(heads + 1, len(rows) - 1):
                _keep_with_next_row(table.rows[index])
        _widths(table, _column_shares(element, rows, columns))

    def _new_table(self, rows: int, columns: int, style: str, description: str) -> Table:
        table = self.document.add_table(rows, columns, style=style)
        table.autofit = False
        properties = table._tbl.tblPr
        for tag in ("w:tblCaption", "w:tblDescription"):
            element = OxmlElement(tag)
            element.set(qn("w:val"), " ".join(description.split()))
            properties.append(element)
        return table

    def _cell(self, cell: _Cell, source: HtmlElement, style: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self.document.styles[style]
        blocks = source.findall("p")
        self._inline(paragraph, blocks[0] if blocks else source)
        for block in blocks[1:]:
            self._inline(cell.add_paragraph(style=style), block)

    def _figure(self, element: HtmlElement) -> None:
        caption = element.find("figcaption")
        if caption is not None:
            self._caption(caption, "Figure")
        image = element.find(".//img")
        path = (self.figures / Path(image.get("src")).name).with_suffix(".png")
        paragraph = self._paragraph("Body Text")
        paragraph.paragraph_format.keep_with_next = element.find("p") is not None
        picture = paragraph.add_run().add_picture(str(path), width=_WIDTH)
        picture._inline.docPr.set("descr", image.get("alt"))
        picture._inline.docPr.set("name", Path(image.get("src")).stem)
        for rest in element.findall("p"):
            self._one(rest, "Source Line")

    def _caption(self, element: HtmlElement, word: str) -> None:
        """``Figure`` and a SEQ field with the number that HTML gave it, then the words."""
        paragraph = self._paragraph("Caption")
        label = element.find("span[@class='label']")
        number = label.text.rsplit("\N{NO-BREAK SPACE}", 1)[-1].rstrip(".")
        paragraph.add_run(f"{word}\N{NO-BREAK SPACE}")
        add_field(paragraph, instruction=f"SEQ {word} \\* ARABIC", initial_text=number)
        paragraph.add_run(".")
        self._text(paragraph, label.tail, _Style())
        for child in element:
            if child is not label:
                self._inline_element(paragraph, child, _Style())

    def _inline(
        self, paragraph: Paragraph, element: HtmlElement, style: _Style | None = None
    ) -> None:
        style = _inherit(style or _Style(), element)
        self._text(paragraph, element.text, style, first=True)
        for child in element:
            self._inline_element(paragraph, child, style)

    def _inline_element(self, paragraph: Paragraph, child: HtmlElement, style: _Style) -> None:
        if isinstance(child.tag, str) and child.get("data-medium") != "page":
            if child.get("class") == "footnote":
                self._footnote(paragraph, child)
            elif child.tag == "a" and (child.get("href") or "").startswith("http"):
                self._link(paragraph, child)
            elif child.tag == "br":
                paragraph.add_run().add_break()
            else:
                inner = _inherit(style, child)
                self._text(paragraph, child.text, inner)
                for grandchild in child:
                    self._inline_element(paragraph, grandchild, inner)
        self._text(paragraph, child.tail, style)

    def _text(
        self, paragraph: Paragraph, text: str | None, style: _Style, *, first: bool = False
    ) -> None:
        words = _folded(text)
        if first or not paragraph.runs:
            words = words.lstrip(" ")
        if words:
            _styled(paragraph.add_run(words), style, self.document)

    def _link(self, paragraph: Paragraph, element: HtmlElement) -> None:
        relation = paragraph.part.relate_to(
            element.get("href"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        run = paragraph.add_run(_folded(element.text_content()))
        run.style = self.document.styles["Hyperlink"]
        link.append(run._r)
        paragraph._p.append(link)

    def _footnote(self, paragraph: Paragraph, element: HtmlElement) -> None:
        note = add_footnote(paragraph, "", id_registry=self.footnotes)
        body = note.body_element.find(qn("w:p"))
        body.remove(body[-1])  # the empty run of text; ours follow
        inside = Paragraph(body, paragraph._parent)
        inside.add_run(" ")
        for piece, style in _pieces(element, _Style()):
            _styled(inside.add_run(piece), style, self.document)


def _keep_with_next_row(row: _Row) -> None:
    """A table never breaks after its first row."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _cell_style(cell: HtmlElement) -> str:
    if "stub" in cell.classes:
        return "Table Row Heading"
    if cell.tag != "th":
        return "Table Text"
    return "Table Row Heading" if cell.get("scope") == "row" else "Table Heading"


def _named(classes: list[str], style: str) -> str:
    """The style that a class asks for, else the one around."""
    return next((_CLASSES[c] for c in classes if c in _CLASSES), style)


def _pieces(element: HtmlElement, style: _Style) -> Iterator[tuple[str, _Style]]:
    """The text in ``element`` with its formatting, in order."""
    style = _inherit(style, element)
    if words := _folded(element.text):
        yield words, style
    for child in element:
        yield from _pieces(child, style)
        if words := _folded(child.tail):
            yield words, style


def _inherit(style: _Style, element: HtmlElement) -> _Style:
    name = {
        "strong": "Strong",
        "b": "Strong",
        "em": "Emphasis",
        "i": "Emphasis",
        "dfn": "Emphasis",
        "sup": "Superscript",
    }.get(element.tag, style.name)
    return _Style(name, element.get("lang") or style.language)


def _folded(text: str | None) -> str:
    """Line breaks and runs of spaces of the source as one space; no-break spaces kept."""
    if not text:
        return ""
    out: list[str] = []
    for character in text:
        if character in " \n\t\r":
            if not out or out[-1] != " ":
                out.append(" ")
        else:
            out.append(character)
    return "".join(out)


def _styled(run: Run, style: _Style, document: Document) -> None:
    if style.name is not None:
        run.style = document.styles[style.name]
    if style.language is not None:
        tag = _LOCALES.get(style.language, style.language)
        language = OxmlElement("w:lang")
        language.set(qn("w:eastAsia" if tag.startswith("zh") else "w:val"), tag)
        run._r.get_or_add_rPr().append(language)


def _look(table: Table, *, first_row: bool, first_column: bool) -> None:
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name, on in (
        ("firstRow", first_row),
        ("lastRow", False),
        ("firstColumn", first_column),
        ("lastColumn", False),
        ("noHBand", True),
        ("noVBand", True),
    ):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    look.set(
        qn("w:val"), f"{(0x20 if first_row else 0) + (0x80 if first_column else 0) + 0x600:04X}"
    )


def _row_properties(row: object, *, header: bool) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _column_shares(
    element: HtmlElement, rows: list[list[HtmlElement]], columns: int
) -> list[float]:
    """Widths from ``<col style="width: 20%">``, or by the length of what stands in them."""
    given = [
        float(col.get("style", "").partition("width:")[2].strip().removesuffix("%") or 0) / 100
        for col in element.xpath("./colgroup/col")
    ]
    if len(given) == columns and all(given):
        return given
    longest = [6.0] * columns
    for cells in rows:
        if len(cells) == columns:
            for index, cell in enumerate(cells):
                longest[index] = max(longest[index], min(len(cell.text_content()), 48))
    return [length / sum(longest) for length in longest]


def _widths(table: Table, shares: list[float]) -> None:
    for share, column in zip(shares, table.columns, strict=True):
        column.width = int(_WIDTH * share)
    for row in table.rows:
        for share, cell in zip(shares, row.cells, strict=False):
            cell.width = int(_WIDTH * share)


def _properties(document: Document, root: HtmlElement) -> None:
    meta = {m.get("name"): m.get("content") for m in root.xpath("//meta[@name]")}
    as_of = datetime.fromisoformat(meta["dcterms.valid"]).replace(tzinfo=UTC)
    core = document.core_properties
    core.title = root.findtext(".//title") or ""
    core.author = core.last_modified_by = meta.get("author", "")
    core.subject = meta.get("description", "")
    core.keywords = meta.get("keywords", "")
    core.language = root.get("lang", "en-GB")
    core.comments = ""
    core.created = core.modified = as_of.replace(tzinfo=None)
    core.revision = 1


def _attach(document: Document, facts: bytes) -> None:
    """The facts as a custom XML part (ECMA-376, part 1, 15.2.5): Word keeps it untouched."""
    content = f'<facts xmlns="{WORD_NAMESPACE}" type="application/json">'.encode()
    content += escape(facts.decode("utf-8")).encode("utf-8") + b"</facts>"
    package = document.part.package
    part = Part(PackURI(f"/{WORD_PART}"), "application/xml", content, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _running_lines(document: Document, root: HtmlElement) -> None:
    """Header: series and title. Footer: marking, and page number of pages as fields."""
    meta = {m.get("name"): m.get("content") for m in root.xpath("//meta[@name]")}
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    if not header.text:
        header.add_run(meta.get("running-header", ""))
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    if footer.text:
        return
    _right_tab(document)
    footer.add_run(meta.get("running-footer", "") + "\tPage ")
    add_field(footer, instruction="PAGE", initial_text="1")
    footer.add_run(" of ")
    add_field(footer, instruction="NUMPAGES", initial_text="1")


def _right_tab(document: Document) -> None:
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _packed(document: Document) -> bytes:
    """The package with its parts in order and without the hour of packing: same in, same out."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()
