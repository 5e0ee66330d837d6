"""From a document's view to its finished HTML: fill in, cite, number, check."""

from __future__ import annotations

from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.html.bibliography import Bibliography
from orgbriefs.html.glyphs import covered, missing
from orgbriefs.html.headings import join_openings
from orgbriefs.html.notes import resolve_notes
from orgbriefs.html.numbering import number_captions
from orgbriefs.html.template import entry_template, render, search_path
from orgbriefs.html.terms import explain_terms
from orgbriefs.problems import InputError, Place, Problem, shown
from orgbriefs.view.document import DocumentView


def compose(templates: Path, document: DocumentView, faces: list[Path]) -> str:
    """The document as HTML.

    Args:
        templates: the templates' folder.
        document: what to show.
        faces: font files; a character none of them has is an error.

    Raises:
        InputError: when the template fails or what it makes may not be published.
    """
    chain = document.audience.chain
    text = render(templates, chain, document.kind, document)
    root = lxml_html.document_fromstring(text)
    place = _template_place(templates, document)
    if document.audience.settings.explain_terms and _has_footnotes(root):
        explain_terms(root, document.glossary)
    bibliography = Bibliography(
        document.references, document.audience.settings.citation_style, document.language
    )
    try:
        resolve_notes(root, bibliography)
        number_captions(root)
    except ValueError as error:
        raise InputError([Problem(place, str(error), fix="correct the template")]) from None
    join_openings(root)
    _drop_unneeded_legends(root)
    if problems := _faults(root, place, covered(faces)):
        raise InputError(problems)
    return lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def _drop_unneeded_legends(root: HtmlElement) -> None:
    """Take out what explains a mark (``data-if-marked``) that the document does not bear."""
    for legend in root.xpath("//*[@data-if-marked]"):
        mark = legend.attrib.pop("data-if-marked")
        words = root.find(".//body").text_content()
        if words.count(mark) <= legend.text_content().count(mark):
            legend.drop_tree()


def _has_footnotes(root: HtmlElement) -> bool:
    return bool(root.find(".//body").get("data-notes") == "footnotes")


def _template_place(templates: Path, document: DocumentView) -> Place:
    name = entry_template(templates, document.audience.chain, document.kind)
    folders = search_path(templates, document.audience.chain)
    return Place(shown(next((p / name for p in folders if (p / name).exists()), templates)))


def _faults(root: HtmlElement, place: Place, characters: set[int]) -> list[Problem]:
    problems = [
        Problem(
            place,
            f"no chosen face has the character U+{ord(character):04X}",
            f"{character}, in: … {around} …",
            "add a face that has it, or write it otherwise",
        )
        for character, around in missing(root.find(".//body"), characters)
    ]
    for table in root.xpath("//table"):
        if not table.xpath(".//tbody/tr"):
            problems.append(
                Problem(place, "a table has no rows", _caption(table), "leave it out when empty")
            )
    for image in root.xpath("//img[not(@alt) or normalize-space(@alt)='']"):
        if image.get("role") != "presentation":
            problems.append(
                Problem(
                    place,
                    "a figure has no alternative text",
                    image.get("src", ""),
                    'give it alt="…", or role="presentation" if it only decorates',
                )
            )
    for heading in root.xpath("//h1 | //h2 | //h3 | //h4"):
        if not heading.text_content().strip():
            problems.append(Problem(place, "a heading is empty", heading.tag, "give it words"))
    return problems


def _caption(table: HtmlElement) -> str:
    caption = table.find("caption")
    return caption.text_content().strip() if caption is not None else ""
