"""HTML to Word.

The vocabulary, and what Word gets for it:

=============================  ==================================================
``h1``, ``h2``, ``h3``, ``h4``  Title, Heading 1, Heading 2, Heading 3
``p``                          Body Text, or the style of its class (see below)
``ul``, ``ol``                 List Bullet, List Number (each list counts from 1)
``ul.bibliography``            Bibliography, in two columns: a section of its own
``dl``                         a table in the style Key Facts, terms as row headers;
                               ``dl.paired`` has two terms on a line
``table``                      Orgbriefs Table; ``thead`` repeats on each page;
                               ``caption`` becomes a Caption with a SEQ field
``figure``                     picture (the ``.png`` beside the ``.svg``) with its
                               alternative text, and a Caption with a SEQ field
``nav``                        a TOC field, its entries and page numbers in place
``aside``                      Callout Heading and Callout
``.footnote``                  a real footnote
``.fill-in``                   a content control: what the recipient fills in
``a``                          a hyperlink; ``a.ref`` a REF field to a caption
``strong``, ``em``, ``sup``    Strong, Emphasis, Superscript
``lang="…"``                   the proofing language of the run
``data-medium="page web"``     left out, as all that is not for ``word``
=============================  ==================================================

Classes that lead to a style of their own: ``standfirst``, ``subtitle``, ``series``, ``source``,
``writing-line``, ``closing`` (Small Print); ``h2.minor`` becomes a Minor Heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_plus.bookmarks import BookmarkIdRegistry, add_bookmark
from docx_plus.controls import FormBuilder
from docx_plus.core.ids import IdRegistry
from docx_plus.fields import add_field
from docx_plus.layout import set_columns
from docx_plus.notes import FootnoteIdRegistry, add_footnote
from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.figures.tokens import Tokens
from orgbriefs.files import write_whole
from orgbriefs.house import Paper
from orgbriefs.word.contents import add_contents
from orgbriefs.word.letterhead import open_letterhead
from orgbriefs.word.package import attach, packed, set_properties, set_up
from orgbriefs.word.running import set_running_lines
from orgbriefs.word.tables import column_shares, set_look, set_row, set_widths

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
#: What Word takes where a letterhead does not say.
_PAGE_WIDTH = Mm(210)
#: Twentieths of a point between the columns of a bibliography.
_GUTTER = 400


@dataclass(frozen=True)
class _Style:
    """The character formatting that surrounds a piece of text."""

    name: str | None = None
    language: str | None = None


def print_word(
    html: str,
    out: Path,
    *,
    figures: Path,
    letterhead: Path,
    paper: Paper,
    tokens: Tokens,
    facts: bytes,
    pages: Mapping[str, int],
) -> None:
    """Write ``out``.

    Args:
        html: the document, as composed.
        out: the Word file; appears whole or not at all.
        figures: the folder of the figures' PNG files.
        letterhead: the user's letterhead; need not exist.
        paper: the size of the house's own letterhead.
        tokens: the house's design, for its own letterhead.
        facts: the resolved data, as JSON, to travel with the document.
        pages: the page of each section, by its id, for the list of contents.

    Raises:
        InputError: when the letterhead lacks styles.
    """
    root = lxml_html.document_fromstring(html)
    document = open_letterhead(letterhead, tokens, paper)
    printer = _Printer(document, figures, pages)
    printer.block(root.find(".//body"))
    set_properties(document, root)
    set_up(document, root.get("lang", "en-GB"))
    set_running_lines(document, root, printer.width)
    attach(document, facts)
    write_whole(out, packed(document))


class _NotesInOrder(FootnoteIdRegistry):
    """Footnotes numbered 1, 2, 3: the library's random numbers would change with each run."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class _BookmarksInOrder(BookmarkIdRegistry):
    """The same for bookmarks."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class _ControlsInOrder(IdRegistry):
    """The same for content controls."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class _Printer:
    def __init__(self, document: Document, figures: Path, pages: Mapping[str, int]) -> None:
        self.document = document
        self.figures = figures
        self.pages = pages
        self.footnotes = _NotesInOrder(document)
        self.bookmarks = _BookmarksInOrder(document)
        self.controls = _ControlsInOrder(document)
        #: The section whose heading comes next, if the list of contents names it.
        self.section = ""
        self.listed: dict[str, str] = {}

    @property
    def width(self) -> Length:
        """The width of the text block."""
        section = self.document.sections[0]
        beside = (section.left_margin or 0) + (section.right_margin or 0)
        return Length((section.page_width or _PAGE_WIDTH) - beside)

    def block(self, element: HtmlElement, style: str = "Body Text") -> None:
        """Print ``element`` and what is in it."""
        for child in element:
            if isinstance(child.tag, str) and _is_for_word(child):
                self._one(child, style)

    def _one(self, child: HtmlElement, style: str) -> None:
        tag, classes = child.tag, (child.get("class") or "").split()
        if tag in _HEADINGS:
            name = "Minor Heading" if "minor" in classes else _HEADINGS[tag]
            name = "Callout Heading" if style == "Callout" else name
            paragraph = self._paragraph(name)
            self._inline(paragraph, child)
            if self.section in self.listed:
                self._bookmark(paragraph, self.listed[self.section])
            self.section = ""
        elif tag == "p":
            self._inline(self._paragraph(_named(classes, style)), child)
        elif tag == "ul" and "bibliography" in classes:
            self._bibliography(child)
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
        elif tag == "nav":
            self._contents(child)
        elif tag in _CONTAINERS:
            if tag == "section":
                self.section = child.get("id") or self.section
            self.block(child, _named(classes, style))
        else:
            raise ValueError(f"Word has nothing for <{tag}>: see the vocabulary in printer.py")

    def _paragraph(self, style: str) -> Paragraph:
        return self.document.add_paragraph(style=style)

    def _contents(self, element: HtmlElement) -> None:
        """The heading of the list, and the list as a field; its links get bookmarks to lead to."""
        targets = [(a.get("href") or "").removeprefix("#") for a in element.iter("a")]
        self.listed = {target: f"_Toc{index:08d}" for index, target in enumerate(targets, 1)}
        for heading in element.findall("h2"):
            self._inline(self._paragraph("Minor Heading"), heading)
        add_contents(self.document, element, self.pages, self.listed, self.width)

    def _bookmark(self, target: Paragraph | tuple[Run, Run], name: str) -> None:
        add_bookmark(target, name, id_registry=self.bookmarks)

    def _bibliography(self, element: HtmlElement) -> None:
        """Small entries in two columns, in a section of their own."""
        self.document.add_section(WD_SECTION.CONTINUOUS)
        for item in element.findall("li"):
            self._inline(self._paragraph("Bibliography"), item)
        set_columns(self.document.sections[-1], 2, space=_GUTTER)
        set_columns(self.document.add_section(WD_SECTION.CONTINUOUS), 1)

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
        """Terms and definitions as a table; ``dl.paired`` has two of them on a line."""
        pairs = list(zip(element.findall(".//dt"), element.findall(".//dd"), strict=True))
        abreast = 2 if "paired" in element.classes else 1
        rows = -(-len(pairs) // abreast)
        description = element.get("aria-label", "Key facts")
        table = self._new_table(rows, 2 * abreast, "Key Facts", description)
        set_look(table, first_row=False, first_column=True)
        for place, (term, definition) in enumerate(pairs):
            row, column = divmod(place, abreast)
            cells = table.rows[row].cells
            self._cell(cells[2 * column], term, "Table Row Heading")
            self._cell(cells[2 * column + 1], definition, "Table Text")
        set_widths(table, [0.12, 0.38] * 2 if abreast == 2 else [0.24, 0.76], self.width)

    def _table(self, element: HtmlElement) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._caption(caption, "Table", element.get("id", ""))
        rows = [
            row.xpath("./th | ./td")
            for row in element.xpath("./thead/tr | ./tbody/tr | ./tr")
            if _is_for_word(row)
        ]
        heads = len(element.xpath("./thead/tr"))
        columns = max(sum(int(c.get("colspan", "1")) for c in row) for row in rows)
        description = caption.text_content() if caption is not None else "Table"
        table = self._new_table(len(rows), columns, "Orgbriefs Table", description)
        set_look(table, first_row=True, first_column=False)
        for index, cells in enumerate(rows):
            at = 0
            row_cells = table.rows[index].cells
            for source in cells:
                span = int(source.get("colspan", "1"))
                cell = row_cells[at]
                if span > 1:
                    cell = cell.merge(row_cells[at + span - 1])
                # A table never breaks after its first row.
                lead = heads <= index < min(heads + 1, len(rows) - 1)
                self._cell(cell, source, _cell_style(source) + (" Lead" if lead else ""))
                at += span
            set_row(table.rows[index], header=index < heads)
        set_widths(table, column_shares(element, rows, columns), self.width)

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
            self._caption(caption, "Figure", element.get("id", ""))
        image = element.find(".//img")
        path = (self.figures / Path(image.get("src")).name).with_suffix(".png")
        paragraph = self._paragraph("Figure")
        picture = paragraph.add_run().add_picture(str(path), width=self.width)
        picture._inline.docPr.set("descr", image.get("alt"))
        picture._inline.docPr.set("name", Path(image.get("src")).stem)
        for rest in element.findall("p"):
            self._one(rest, "Source Line")

    def _caption(self, element: HtmlElement, word: str, identifier: str) -> None:
        """``Figure`` and a SEQ field with the number that HTML gave it, then the words."""
        paragraph = self._paragraph("Caption")
        label = element.find("span[@class='label']")
        number = label.text.rsplit("\N{NO-BREAK SPACE}", 1)[-1].rstrip(".")
        first = paragraph.add_run(f"{word}\N{NO-BREAK SPACE}")
        add_field(paragraph, instruction=f"SEQ {word} \\* ARABIC", initial_text=number)
        if identifier:
            self._bookmark((first, paragraph.runs[-1]), _bookmark_name(identifier))
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
        if isinstance(child.tag, str) and _is_for_word(child):
            if child.get("class") == "footnote":
                self._footnote(paragraph, child)
            elif child.get("class") == "fill-in":
                self._fill_in(paragraph, child)
            elif child.get("class") == "ref":
                self._reference(paragraph, child)
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

    def _reference(self, paragraph: Paragraph, element: HtmlElement) -> None:
        """``figure 2``: a field that follows the caption's number."""
        name = _bookmark_name((element.get("href") or "").removeprefix("#"))
        # \\* lower: the caption says Figure, a reference figure (ECMA-376, part 1, 17.16.4.3.1).
        add_field(
            paragraph,
            instruction=f"REF {name} \\h \\* lower",
            initial_text=element.text_content(),
        )

    def _fill_in(self, paragraph: Paragraph, element: HtmlElement) -> None:
        """A content control that shows what to write there until it is written."""
        prompt = _folded(element.text_content()).strip()
        tag = element.get("data-name", "fill-in")
        form = FormBuilder(self.document, id_registry=self.controls)
        if element.get("data-type") == "date":
            form.add_date_picker(
                paragraph,
                tag=tag,
                alias=prompt,
                placeholder=prompt,
                date_format="d MMMM yyyy",
                lcid="en-GB",
            )
        else:
            form.add_text_control(paragraph, tag=tag, alias=prompt, placeholder=prompt)

    def _footnote(self, paragraph: Paragraph, element: HtmlElement) -> None:
        note = add_footnote(paragraph, "", id_registry=self.footnotes)
        body = note.body_element.find(qn("w:p"))
        body.remove(body[-1])  # the empty run of text; ours follow
        inside = Paragraph(body, paragraph._parent)
        inside.add_run(" ")
        for piece, style in _pieces(element, _Style()):
            _styled(inside.add_run(piece), style, self.document)


def _cell_style(cell: HtmlElement) -> str:
    if "stub" in cell.classes:
        return "Table Row Heading"
    if cell.tag != "th":
        return "Table Text"
    return "Table Row Heading" if cell.get("scope") == "row" else "Table Heading"


def _named(classes: list[str], style: str) -> str:
    """The style that a class asks for, else the one around."""
    return next((_CLASSES[c] for c in classes if c in _CLASSES), style)


def _is_for_word(element: HtmlElement) -> bool:
    medium = element.get("data-medium")
    return medium is None or "word" in medium.split()


def _bookmark_name(identifier: str) -> str:
    """A name that Word allows: letters, digits and underscores, forty at most."""
    return ("_Ref_" + re.sub(r"[^A-Za-z0-9]", "_", identifier))[:40]


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
