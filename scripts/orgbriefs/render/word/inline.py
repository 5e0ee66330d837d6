"""Text within a paragraph: formatting, links, references, footnotes, what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_plus.controls import FormBuilder
from docx_plus.fields import add_field
from docx_plus.notes import add_footnote
from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.html.fetching import is_safe
from orgbriefs.html.terms import BESIDE
from orgbriefs.language.writing import script_of
from orgbriefs.render.word.identifiers import bookmark_name
from orgbriefs.render.word.languages import date_picture, is_complex, proofing
from orgbriefs.render.word.writer import Writer

_CHARACTER_STYLES = {
    "strong": "Strong",
    "b": "Strong",
    "em": "Emphasis",
    "i": "Emphasis",
    "dfn": "Emphasis",
    "sup": "Superscript",
}


@dataclass(frozen=True)
class Formatting:
    """The character style and the language that surround a piece of text."""

    style: str | None = None
    language: str | None = None
    right_to_left: bool = False
    #: Styles do not add up in Word: what stands in an emphasis as well is set directly.
    bold: bool = False
    italic: bool = False

    def within(self, element: HtmlElement) -> Formatting:
        """What surrounds the text in ``element``."""
        style = _CHARACTER_STYLES.get(element.tag, self.style)
        around = (self.style,) if style != self.style else ()
        return Formatting(
            style,
            element.get("lang") or self.language,
            element.get("dir", "rtl" if self.right_to_left else "ltr") == "rtl",
            self.bold or "Strong" in around,
            self.italic or "Emphasis" in around,
        )


PLAIN = Formatting()


def is_for_word(element: HtmlElement) -> bool:
    """Whether ``data-medium`` leaves an element to Word; comments are nobody's."""
    if not isinstance(element.tag, str):
        return False
    medium = element.get("data-medium")
    return medium is None or "word" in medium.split()


def print_inline(writer: Writer, paragraph: Paragraph, element: HtmlElement) -> None:
    """Print what is in ``element``."""
    formatting = PLAIN.within(element)
    print_text(writer, paragraph, element.text, formatting, first=True)
    for child in element:
        print_element(writer, paragraph, child, formatting)


def print_message(writer: Writer, paragraph: Paragraph, message: str) -> None:
    """Print a message whose parts are fields: ``<span data-field="PAGE">``."""
    element = lxml_html.fragment_fromstring(message, create_parent="span")
    print_text(writer, paragraph, element.text, PLAIN)
    for child in element:
        print_element(writer, paragraph, child, PLAIN)


def print_element(
    writer: Writer, paragraph: Paragraph, element: HtmlElement, formatting: Formatting
) -> None:
    """Print ``element`` and the text behind it."""
    if is_for_word(element):
        kind = element.get("class")
        if (instruction := element.get("data-field")) is not None:
            add_field(paragraph, instruction=instruction, initial_text=element.text_content())
        elif kind in ("footnote", BESIDE):
            _print_footnote(writer, paragraph, element)
        elif kind == "fill-in":
            _print_fill_in(writer, paragraph, element)
        elif kind == "ref":
            _print_reference(paragraph, element)
        elif element.tag == "a" and is_safe(href := element.get("href") or "") and href[0] != "#":
            _print_link(writer, paragraph, element)
        elif element.tag == "br":
            paragraph.add_run().add_break()
        else:
            inner = formatting.within(element)
            print_text(writer, paragraph, element.text, inner)
            for child in element:
                print_element(writer, paragraph, child, inner)
    print_text(writer, paragraph, element.tail, formatting)


def print_text(
    writer: Writer,
    paragraph: Paragraph,
    text: str | None,
    formatting: Formatting,
    *,
    first: bool = False,
) -> None:
    """Print words; at the beginning of a paragraph, without a space before them."""
    words = folded(text)
    if first or paragraph._p.find(f".//{qn('w:r')}") is None:
        words = words.lstrip(" ")
    if words:
        _format(writer, paragraph.add_run(words), formatting)


def folded(text: str | None) -> str:
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


def _format(writer: Writer, run: Run, formatting: Formatting) -> None:
    if formatting.style is not None:
        writer.styled(run, formatting.style)
    if formatting.bold:
        run.bold = True
    if formatting.italic:
        run.italic = True
    if (script := script_of(run.text)) is None and formatting.language is None:
        return
    properties = run._r.get_or_add_rPr()
    language = None
    if formatting.language is not None:
        named = proofing(formatting.language, writer.language.tag)
        language = OxmlElement("w:lang")
        language.set(qn(named.attribute), named.tag)
        # The same letters look otherwise in Japan than in China.
        script = named.script if script is not None and named.script is not None else script
    if (family := writer.tokens.fonts.scripts.get(script or "")) is not None:
        _set_family(properties.get_or_add_rFonts(), family, script)
    # In the order of the schema (ECMA-376, part 1, 17.3.2).
    if formatting.right_to_left:
        properties.append(OxmlElement("w:rtl"))
    if is_complex(script):
        properties.append(OxmlElement("w:cs"))
    if language is not None:
        properties.append(language)


def _set_family(fonts: BaseOxmlElement, family: str, script: str | None) -> None:
    """Set a run's letters in a family, whichever of Word's four kinds it takes them for."""
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), family)
    if is_complex(script):
        fonts.set(qn("w:hint"), "cs")


def _print_link(writer: Writer, paragraph: Paragraph, element: HtmlElement) -> None:
    words, address = folded(element.text_content()), element.get("href") or ""
    _add_link(writer, paragraph, words, address, paragraph.part)


def _add_link(writer: Writer, paragraph: Paragraph, words: str, address: str, part: Part) -> None:
    """A link in ``part``, the document or its notes, which keeps the addresses of its own."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    writer.styled(run, "Hyperlink")
    link.append(run._r)
    paragraph._p.append(link)


def _print_reference(paragraph: Paragraph, element: HtmlElement) -> None:
    """``figure 2``: a field that follows the caption's number."""
    name = bookmark_name((element.get("href") or "").removeprefix("#"))
    words = element.text_content()
    # \* lower where the caption says Figure and a reference figure (ECMA-376, 1, 17.16.4.3.1).
    case = " \\* lower" if words[:1].islower() else ""
    add_field(paragraph, instruction=f"REF {name} \\h{case}", initial_text=words)


def _print_fill_in(writer: Writer, paragraph: Paragraph, element: HtmlElement) -> None:
    """A content control that shows what to write there until it is written."""
    prompt = folded(element.text_content()).strip()
    tag = element.get("data-name", "fill-in")
    form = FormBuilder(writer.file, id_registry=writer.identifiers.controls)
    if element.get("data-type") == "date":
        control = form.add_date_picker(
            paragraph,
            tag=tag,
            alias=prompt,
            placeholder=prompt,
            date_format=date_picture(writer.language.locale),
            lcid=writer.language.tag,
        )
    else:
        control = form.add_text_control(paragraph, tag=tag, alias=prompt, placeholder=prompt)
    for style in control.iter(qn("w:rStyle")):
        style.set(qn("w:val"), writer.style("Placeholder Text").style_id)


def _print_footnote(writer: Writer, paragraph: Paragraph, element: HtmlElement) -> None:
    note = add_footnote(paragraph, "", id_registry=writer.identifiers.notes)
    body = note.body_element.find(qn("w:p"))
    _restyle(writer, body, paragraph)
    body.remove(body[-1])  # the empty run of text; ours follow
    inside = Paragraph(body, paragraph._parent)
    notes = paragraph.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    inside.add_run(" ")
    for words, formatting, address in _pieces(element, PLAIN):
        if address is None:
            _format(writer, inside.add_run(words), formatting)
        else:
            _add_link(writer, inside, words, address, notes)


def _restyle(writer: Writer, note: BaseOxmlElement, paragraph: Paragraph) -> None:
    """Give a note the styles that this file has for notes, whatever their identifiers."""
    text, mark = writer.style("footnote text"), writer.style("footnote reference")
    for style in note.iter(qn("w:pStyle")):
        style.set(qn("w:val"), text.style_id)
    for run in (note, paragraph._p[-1]):
        for style in run.iter(qn("w:rStyle")):
            style.set(qn("w:val"), mark.style_id)


def _pieces(
    element: HtmlElement, formatting: Formatting, address: str | None = None
) -> Iterator[tuple[str, Formatting, str | None]]:
    """The text in ``element`` with its formatting and where it leads, in order."""
    formatting = formatting.within(element)
    if element.tag == "a" and is_safe(href := element.get("href") or "") and href[0] != "#":
        address = href
    if words := folded(element.text):
        yield words, formatting, address
    for child in element:
        yield from _pieces(child, formatting, address)
        if words := folded(child.tail):
            yield words, formatting, address
