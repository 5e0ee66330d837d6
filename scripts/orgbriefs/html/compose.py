"""From a document's content to its finished HTML: fill in, cite, number, check."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.content.values import Document
from orgbriefs.data.citation_styles import own_file
from orgbriefs.data.model import Reference
from orgbriefs.design.fonts import package_with
from orgbriefs.html.bibliography import Bibliography, Sources
from orgbriefs.html.citations import CitationMarks, UnknownMarkError
from orgbriefs.html.composed import FIGURE, Composed
from orgbriefs.html.directions import mark_directions
from orgbriefs.html.fetching import in_page
from orgbriefs.html.glyphs import missing, spell_missing
from orgbriefs.html.head import metadata_of, write_head
from orgbriefs.html.headings import join_openings, keep_ends, name_without_notes
from orgbriefs.html.notes import Notes
from orgbriefs.html.numbering import UnknownReferenceError, number_captions
from orgbriefs.html.panels import place_panels
from orgbriefs.html.placing import Placing
from orgbriefs.html.tables import leave_out_empty_columns, mark_short_tables
from orgbriefs.html.templates import Templates
from orgbriefs.html.terms import explain_terms
from orgbriefs.html.yielding import leave_out
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Place, Problem, near

#: Finds a text in a project's data.
Places: TypeAlias = Callable[[str], Place | None]


def compose(
    document: Document,
    *,
    templates: Templates,
    language: Language,
    references: Sequence[Reference],
    citation_style: str,
    coverage: Collection[int],
    places: Places,
    figures: Mapping[str, str],
    pictures: Mapping[str, str],
    identifier: str,
    list_style: str | None = None,
    kept: Path | None = None,
    left_out: int = 0,
) -> Composed:
    """The document as HTML.

    Args:
        document: what to show.
        templates: those of its audience.
        language: of its words.
        references: the works that it may cite.
        citation_style: a style of the CSL repository by name, or a file of the project's own.
        coverage: the characters that the fonts have; one that none has is an error.
        places: finds a text in the project's data.
        figures: those that it may show, as SVG, by name; only those shown are asked for.
        pictures: the editors' own, by the names of their files, likewise.
        identifier: the same for every making of this document.
        list_style: the style of numbered lists of notes, where it is another one.
        kept: a folder for citations in the words of their style, for other formats.
        left_out: how many steps to leave out of what may be (:mod:`.yielding`).

    Raises:
        InputError: when the template fails, or what it makes may not be published.
    """
    for style in filter(None, (citation_style, list_style)):
        if (own := own_file(templates.folder, style)) is not None:
            templates.reads.add(own)
    return compose_with(
        Bibliography(
            references, citation_style, templates.folder, language, kept, list_style=list_style
        ),
        document,
        templates=templates,
        language=language,
        coverage=coverage,
        places=places,
        figures=figures,
        pictures=pictures,
        identifier=identifier,
        left_out=left_out,
    )


def compose_with(
    sources: Sources,
    document: Document,
    *,
    templates: Templates,
    language: Language,
    coverage: Collection[int],
    places: Places,
    figures: Mapping[str, str],
    pictures: Mapping[str, str],
    identifier: str,
    left_out: int = 0,
) -> Composed:
    """The document as HTML, with its works in the words of ``sources``; else as above."""
    entry = Place(templates.entry(document.kind))
    marks = CitationMarks()
    placing = Placing.of(language, marks)
    root = _parsed(templates.render(document.kind, placing, document=document), entry)
    yielding = leave_out(root, left_out, language)
    metadata = metadata_of(document, language, identifier)
    write_head(root, metadata, language.message("list.enumerated"))
    body = root.find("body")
    has_room = "footnotes" in body.values() or "margin" in body.values()
    if document.audience.explain_terms and has_room:
        explain_terms(root, document.glossary, placing)
    try:
        cited = Notes(root, marks, sources, language).resolve()
        number_captions(root, language)
    except UnknownMarkError as error:
        fix = "write {{ … | cite }} or {{ source_line(…) }}"
        problem = Problem(entry, "the mark of a citation is made by hand", error.mark, fix)
        raise InputError([problem]) from None
    except UnknownReferenceError as error:
        raise InputError([_unknown_reference(error, places, entry)]) from None
    mark_directions(root.find("body"))
    if document.draft:
        spell_missing(root.find("body"), coverage)
    leave_out_empty_columns(root)
    mark_short_tables(root)
    place_panels(root)
    join_openings(root)
    keep_ends(root)
    name_without_notes(root)
    _drop_unneeded_legends(root)
    problems = [
        *in_page(root, entry),
        *_faults(root, entry),
        *_missing_glyphs(root, coverage, places, entry),
    ]
    shown = _figures_shown(root, figures, pictures, entry, problems)
    if problems:
        raise InputError(problems)
    return Composed(
        html=lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"),
        metadata=metadata,
        figures=shown,
        kind=document.kind,
        audience=document.audience.id,
        cited=cited,
        yielding=yielding,
    )


def _parsed(text: str, entry: Place) -> HtmlElement:
    """The page, if it is whole: a layout that is cut short leaves it open."""
    if "<body" not in text or not text.rstrip().endswith("</html>"):
        raise InputError(
            [
                Problem(
                    entry,
                    "the page has no body, or does not end",
                    text.strip()[-40:],
                    "restore the layout that this template extends: it ends with </body></html>",
                )
            ]
        )
    return lxml_html.document_fromstring(text)


def _drop_unneeded_legends(root: HtmlElement) -> None:
    """Take out what explains a mark (``data-if-marked``) that the document does not bear."""
    for legend in root.xpath("//*[@data-if-marked]"):
        mark = legend.attrib.pop("data-if-marked")
        words = root.find("body").text_content()
        if words.count(mark) <= legend.text_content().count(mark):
            legend.drop_tree()


def _unknown_reference(error: UnknownReferenceError, places: Places, entry: Place) -> Problem:
    found = places(f"(#{error.target})")
    return Problem(
        found or entry,
        "a reference leads to a figure or table that this document does not show",
        error.target,
        near(error.target, error.known),
    )


def _missing_glyphs(
    root: HtmlElement,
    coverage: Collection[int],
    places: Places,
    entry: Place,
) -> Iterator[Problem]:
    for glyphs in missing(root.find("body"), coverage):
        first = glyphs.characters[0]
        word = next((word for word in glyphs.words.split() if first in word), first)
        points = ", ".join(f"U+{ord(c):04X} ({c})" for c in glyphs.characters)
        several = len(glyphs.characters) > 1
        yield Problem(
            places(word) or places(first) or entry,
            f"no font has the character{'s' if several else ''} {points}",
            f"… {glyphs.words} …",
            _font_for(glyphs.characters),
        )


def _font_for(characters: str) -> str:
    """Which package has a font with the characters, or which font would have them."""
    them = "them" if len(characters) > 1 else "it"
    if (package := package_with(characters)) is not None:
        return (
            f"the package {package} has a font with {them}: "
            f"add {them} to scripts/orgbriefs/design/faces.py, or write {them} otherwise"
        )
    script = unicodedata.name(characters[0], "these signs").split()[0].title()
    return (
        f"add a font for {script}, such as Noto Sans {script}, "
        f"to scripts/orgbriefs/design/faces.py, or write {them} otherwise"
    )


def _figures_shown(
    root: HtmlElement,
    figures: Mapping[str, str],
    pictures: Mapping[str, str],
    entry: Place,
    problems: list[Problem],
) -> dict[str, str]:
    """The figures that the document shows; those that are not there are added to ``problems``."""
    known = set(figures)
    shown: dict[str, str] = {}
    for image in root.xpath(f"//img[starts-with(@src, '{FIGURE}')]"):
        name = image.get("src").removeprefix(FIGURE)
        if name in shown:
            continue
        if name in known:
            shown[name] = figures[name]
        elif name in pictures:
            shown[name] = pictures[name]
        else:
            problems.append(Problem(entry, "there is no such figure", name, near(name, known)))
    return shown


def _faults(root: HtmlElement, entry: Place) -> Iterator[Problem]:
    for table in root.xpath("//table[not(.//tbody/tr)]"):
        caption = table.find("caption")
        words = caption.text_content().strip() if caption is not None else ""
        yield Problem(entry, "a table has no rows", words, "leave it out when empty")
    for image in root.xpath("//img[not(@alt) or normalize-space(@alt)='']"):
        if image.get("role") != "presentation":
            yield Problem(
                entry,
                "a figure has no alternative text",
                image.get("src", ""),
                'give it alt="…", or role="presentation" if it only decorates',
            )
    for heading in root.xpath("//h1 | //h2 | //h3 | //h4"):
        if not heading.text_content().strip():
            yield Problem(entry, "a heading is empty", heading.tag, "give it words")
