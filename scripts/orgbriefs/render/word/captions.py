"""Captions of figures and tables: a number that Word counts, and the words."""

from __future__ import annotations

from docx_plus.fields import add_field
from lxml.html import HtmlElement

from orgbriefs.render.word.identifiers import bookmark_name
from orgbriefs.render.word.inline import PLAIN, print_element, print_text
from orgbriefs.render.word.writer import Writer


def print_caption(writer: Writer, element: HtmlElement, sequence: str, identifier: str) -> None:
    """Print a caption: its label with a SEQ field for the number, then its words.

    Args:
        writer: what to add it to.
        element: with ``<span class="label" data-number="2">Figure 2.</span>`` first.
        sequence: the message that names the sequence in which Word counts.
        identifier: what references to it name, or nothing.
    """
    paragraph = writer.paragraph("Caption")
    label = element.find("span[@class='label']")
    number = label.get("data-number")
    before, _, after = label.text.partition(number)
    stop = after[len(after.rstrip(".:")) :]
    first = paragraph.add_run(before)
    name = writer.language.message(sequence).replace(" ", "_")
    add_field(paragraph, instruction=f"SEQ {name} \\* ARABIC", initial_text=number)
    if words := after.removesuffix(stop):
        paragraph.add_run(words)
    if identifier:
        writer.bookmark((first, paragraph.runs[-1]), bookmark_name(identifier))
    paragraph.add_run(stop)
    print_text(writer, paragraph, label.tail, PLAIN)
    for child in element:
        if child is not label:
            print_element(writer, paragraph, child, PLAIN)
