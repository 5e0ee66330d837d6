"""Prose says the same in every format: words, levels, numbers and links."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx_plus.numbering import read_list_definitions
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from sheets import SVG, composed, order

from orgbriefs.data.prose import faults
from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.numbering import number_captions
from orgbriefs.html.prose import Markdown
from orgbriefs.language.language import Language
from orgbriefs.render.markdown.renderer import MarkdownRenderer
from orgbriefs.render.pdf.renderer import PdfRenderer
from orgbriefs.render.web.renderer import WebRenderer
from orgbriefs.render.word.renderer import WordRenderer

WIDE = "@page { size: 300mm 400mm; margin: 10mm } body { margin: 0; font: 9pt/11pt serif }"
FLAG = SVG.replace("Bars", "")
NOTES = ".footnote { float: footnote } "


class Line(NamedTuple):
    """A paragraph: how deep it stands in lists, the mark or the number it bears, its words."""

    depth: int
    mark: str
    words: str


class Writer:
    """Writes prose at random, every word once, so that each can be found again."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._number = 0

        self._explained: list[str] = []

    def text(self) -> str:
        blocks = [self._block(0) for _ in range(self._random.randint(3, 7))]
        return "\n\n".join([*blocks, *self._explained])

    def _abbreviated(self) -> str:
        """An abbreviation: its line becomes the words of a note."""
        short = self._word().upper()
        self._explained.append(f"*[{short}]: {self._words()}")
        return f"{self._words()} {short}"

    def _word(self) -> str:
        self._number += 1
        letters = self._random.choice(["Wort", "слово", "mot", "naïve", "état", "R&D", "a<b"])
        return f"{letters}{self._number}x"

    def _words(self) -> str:
        return " ".join(self._word() for _ in range(self._random.randint(1, 4)))

    def _inline(self) -> str:
        forms = (
            lambda: self._words(),
            lambda: f"*{self._words()}*",
            lambda: f"**{self._word()} *{self._word()}***",
            lambda: f"[{self._words()}](https://example.org/{self._word()[-3:]}--a)",
            lambda: f"[{self._word()}](mailto:office{self._number}@example.org)",
            lambda: self._abbreviated(),
            lambda: f"{self._word()}^[{self._words()} [{self._word()}](https://example.org/n)]",
        )
        return " ".join(self._random.choice(forms)() for _ in range(self._random.randint(1, 3)))

    def _block(self, depth: int) -> str:
        choice = self._random.randint(0, 6 if depth < 3 else 0)
        if choice == 1:
            return self._list(depth, "-")
        if choice == 2:
            return self._list(depth, f"{self._random.choice([1, 1, 3, 12])}.")
        if choice == 3 and depth == 0:
            return "\n".join(f"> {line}" if line else ">" for line in self._quoted())
        if choice == 4 and depth == 0:
            return f"| {self._word()} | {self._word()} |\n|---|--:|\n| {self._inline()} | 7 |"
        if choice == 6 and depth == 0:
            return f"![{self._words()}](flag.png) {self._inline()}"
        if choice == 5 and depth == 0:
            return f"### {self._words()}"
        return self._inline()

    def _quoted(self) -> list[str]:
        return [self._inline(), "", self._inline()]

    def _list(self, depth: int, mark: str) -> str:
        indent = " " * (len(mark) + 1)
        points = []
        for number in range(self._random.randint(1, 3)):
            bullet = mark if mark == "-" else f"{int(mark[:-1]) + number}."
            blocks = [self._inline()]
            if self._random.random() < 0.5:
                blocks.append(self._block(depth + 1))
            inner = "\n\n".join(blocks).replace("\n", f"\n{' ' * (len(bullet) + 1)}")
            points.append(f"{bullet} {inner}")
        assert indent
        return "\n\n".join(re.sub(r"(?m)^ +$", "", point) for point in points)


def plain(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


# What each format says --------------------------------------------------------------------------


def of_html(root: HtmlElement) -> Iterator[Line]:
    """The paragraphs of HTML, without its notes."""
    yield from _of_blocks(root, 0, "")


def _of_blocks(element: HtmlElement, depth: int, mark: str) -> Iterator[Line]:
    words = element.text or ""
    for child in element:
        if child.tag in (
            "p",
            "h3",
            "th",
            "td",
            "ul",
            "ol",
            "li",
            "table",
            "blockquote",
            "div",
            "thead",
            "tbody",
            "tr",
            "section",
            "figure",
            "figcaption",
            "main",
            "header",
        ):
            if plain(words):
                yield Line(depth, mark, plain(words))
                mark = ""
            words = child.tail or ""
            if child.tag in ("ul", "ol"):
                yield from _of_list(child, depth + 1)
            elif child.tag in ("p", "h3", "th", "td", "figcaption"):
                yield Line(depth, mark, plain(child.text_content()))
                mark = ""
            else:
                yield from _of_blocks(child, depth, mark)
        else:
            words += child.text_content() + (child.tail or "")
    if plain(words):
        yield Line(depth, mark, plain(words))


def _of_list(element: HtmlElement, depth: int) -> Iterator[Line]:
    number = int(element.get("start", "1"))
    for item in element.findall("li"):
        mark = f"{number}." if element.tag == "ol" else "•"
        yield from _of_blocks(item, depth, mark)
        number += 1


def of_word(content: bytes) -> tuple[list[Line], list[str], set[str]]:
    """The paragraphs, notes and links of a Word file."""
    file = docx.Document(io.BytesIO(content))
    counting: dict[int, int] = {}
    starts = {
        definition.num_id: dict(definition.start_overrides)
        for definition in read_list_definitions(file)
    }
    lines = []
    for paragraph in file.element.body.iter(qn("w:p")):
        style = docx.text.paragraph.Paragraph(paragraph, file).style
        words = plain("".join(node.text or "" for node in paragraph.iter(qn("w:t"))))
        if not words:
            continue
        depth, mark = 0, ""
        numbered = paragraph.find(f".//{qn('w:numPr')}")
        if numbered is not None:
            depth = int(numbered.find(qn("w:ilvl")).get(qn("w:val"))) + 1
        elif style.name.startswith("List"):
            depth = 1
        if style.name == "List Bullet":
            mark = "•"
        elif style.name == "List Number":
            number = int(numbered.find(qn("w:numId")).get(qn("w:val")))
            counting[number] = counting.get(number, starts[number].get(depth - 1, 1) - 1) + 1
            mark = f"{counting[number]}."
        elif style.name == "List Continue":
            indent = docx.text.paragraph.Paragraph(paragraph, file).paragraph_format.left_indent
            depth = round(indent.mm / 6.35)
        lines.append(Line(depth, mark, words))
    notes, links = [], set(_external(file.part))
    for part in file.part.package.iter_parts():
        if part.partname == "/word/footnotes.xml":
            links |= set(_external(part))
            root = lxml_html.etree.fromstring(part.blob)
            for note in root.iter(qn("w:footnote")):
                text = plain("".join(node.text or "" for node in note.iter(qn("w:t"))))
                notes += [text] if text else []
    return lines, notes, links


def _external(part: docx.opc.part.Part) -> Iterator[str]:
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
            yield relation.target_ref


def pictures_of_word(content: bytes) -> list[str]:
    """The alternative texts of the pictures in a Word file."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [picture.get("descr") for picture in body.iter(qn("wp:docPr"))]


def of_pdf(content: bytes) -> tuple[str, set[str]]:
    """The text of a PDF without spaces, and its links."""
    with pypdfium2.PdfDocument(content) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    links = set(re.findall(rb"/URI \(([^)]*)\)", b"".join(_unpacked(content))))
    return re.sub(r"\s|￾", "", text), {link.decode() for link in links}


def _unpacked(content: bytes) -> Iterator[bytes]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                if "/A" in note and "/URI" in note.A:
                    yield b"/URI (" + bytes(note.A.URI) + b")"


def links_of(root: HtmlElement) -> set[str]:
    return {a.get("href") for a in root.iter("a") if not a.get("href").startswith("#")}


def without_notes(root: HtmlElement) -> list[str]:
    notes = [plain(note.text_content()) for note in root.xpath("//span[@class='footnote']")]
    for note in root.xpath("//span[@class='footnote']"):
        note.drop_tree()
    return notes


@pytest.mark.parametrize("seed", range(12))
def test_words_levels_numbers_and_links_are_the_same(tmp_path: Path, seed: int) -> None:
    text = Writer(seed).text()
    assert list(faults(text)) == [], text
    body = f"<main>{Markdown(CitationMarks(), '“”‘’').blocks(text)}</main>"
    root = lxml_html.document_fromstring(body)
    number_captions(root, Language.load("en-GB"))
    body = lxml_html.tostring(root.find(".//main"), encoding="unicode")
    document, ordered = composed(body, figures={"flag.png": FLAG}), order(tmp_path, NOTES + WIDE)
    links = links_of(root)
    notes = without_notes(root)
    expected = list(of_html(root.find(".//main")))
    shown_by = [image.get("alt") for image in root.iter("img")]
    for image in root.iter("img"):
        image.tag, image.text = "p", image.get("alt")
    in_words = list(of_html(root.find(".//main")))
    assert expected

    lines, word_notes, word_links = of_word(WordRenderer().render(document, ordered).content)
    assert lines == expected
    assert word_notes == notes
    assert word_links == links
    assert pictures_of_word(WordRenderer().render(document, ordered).content) == shown_by

    page = lxml_html.document_fromstring(WebRenderer().render(document, ordered).content.decode())
    assert links_of(page) == links
    assert [svg.get("aria-label") for svg in page.iter("svg")] == shown_by
    found = [plain(li.text_content()) for li in page.xpath("//section[@class='notes']//li")]
    assert [note.removesuffix(" ↑") for note in found] == notes
    for apart in page.xpath("//section[@class='notes'] | //sup"):
        apart.drop_tree()
    assert list(of_html(page.find(".//main"))) == expected

    written = MarkdownRenderer().render(document, ordered).content.decode()
    shown, _, defined = written.partition("\n[^1]: ")
    again = MarkdownIt("commonmark").enable("table").render(re.sub(r"\[\^\d+\]", "", shown))
    assert list(of_html(lxml_html.fragment_fromstring(again, create_parent="main"))) == in_words
    said = MarkdownIt().renderInline(re.sub(r"\[\^\d+\]: ", "", defined))
    bare = lxml_html.fragment_fromstring(said, create_parent="p")
    assert plain(bare.text_content()) == " ".join(notes)
    again_root = lxml_html.fragment_fromstring(again, create_parent="main")
    assert links_of(again_root) | links_of(bare) == links

    on_paper, pdf_links = of_pdf(PdfRenderer().render(document, ordered).content)
    for line in expected:
        number = line.mark if line.mark.endswith(".") else ""
        assert re.sub(r"\s", "", number) in on_paper
        for word in line.words.split():
            assert word in on_paper
    assert all(word in on_paper for note in notes for word in note.split())
    assert pdf_links == links
