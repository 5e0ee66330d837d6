"""Make one document: from a request to its bytes, through every stage in order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from orgbriefs.config import Kind
from orgbriefs.content.card import Card, card_of
from orgbriefs.content.document import Subject, document_content, parts_of
from orgbriefs.content.swatches import swatches_of
from orgbriefs.content.values import Document, Sibling
from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.search import find_text
from orgbriefs.data.sections import read_sections
from orgbriefs.data.source import read_text
from orgbriefs.design import Design
from orgbriefs.design.fonts import coverage, font_files
from orgbriefs.design.tokens import Tokens
from orgbriefs.edition.readers import shown_to
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.figures import draw_in, names_in
from orgbriefs.html.compose import compose
from orgbriefs.html.composed import Composed, Metadata
from orgbriefs.html.templates import LARGEST, Templates
from orgbriefs.language.language import Language
from orgbriefs.language.loading import load_language
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.provenance.carried import carried
from orgbriefs.reads import Reads
from orgbriefs.render import renderer_for
from orgbriefs.render.protocol import (
    Extent,
    Order,
    Rendering,
    StyleSheet,
)
from orgbriefs.request import Request

#: A paper has the pages that it needs, in type of which a reader does not see that it was fitted.
_PAPER = tuple(scale / 100 for scale in range(94, 102))
EXTENTS: Mapping[Kind, Extent] = {
    "briefing": Extent(pages=(1, 60), wanted=16, scales=_PAPER, holds=3400),
    "factsheet": Extent(
        pages=(1, 2),
        wanted=2,
        scales=tuple(scale / 1000 for scale in range(940, 1075, 15)),
        holds=4250,
    ),
    "handout": Extent(pages=(1, 12), wanted=12, scales=_PAPER, holds=3400),
    "changes": Extent(pages=(1, 60), wanted=60, scales=_PAPER, holds=3400),
    "specimen": Extent(pages=(1, 60), wanted=60),
}


@dataclass(frozen=True)
class Made:
    """A finished document, and all that was read for it."""

    metadata: Metadata
    rendering: Rendering
    #: What the catalogue and the site say of it.
    card: Card
    reads: tuple[Path, ...]


def build_document(request: Request) -> Made:
    """The document that is asked for. Writes nothing.

    Raises:
        InputError: when an input is faulty, or the document breaks a rule of its kind.
    """
    reads = Reads()
    language = load_language(request.language, request.templates, reads)
    design = Design.read(request.templates, request.fonts, reads, outlines=request.outlines)
    with suppress(OSError):  # templates are only quicker to read from there
        request.compiled.mkdir(parents=True, exist_ok=True)
    templates = Templates(request.templates, request.readers, reads, compiled=request.compiled)
    subject = _subject(request, reads)
    content = document_content(
        subject, language, swatches_of(design.tokens) if request.document.kind == "specimen" else ()
    )
    if content.organization is not None:
        design = design.in_colour(content.organization.colour)
    references = sorted(
        {r.id: r for part in parts_of(subject) for r in part.references}.values(),
        key=lambda reference: reference.id,
    )
    organizations = {o.id: design.in_colour(o.colour).tokens for o in content.organizations}
    figures = Drawings(content, design, language)
    printable = coverage(request.fonts)

    def composed_without(steps: int) -> Composed:
        return compose(
            content,
            templates=templates,
            language=language,
            references=references,
            citation_style=request.audience.citation_style,
            list_style=request.audience.list_style,
            coverage=printable,
            places=lambda text: find_text(request.data, text),
            figures=figures,
            pictures=Pictures(request.data / FOLDER, reads),
            identifier=request.document.name,
            kept=request.citations,
            left_out=steps,
        )

    composed = composed_without(0)
    card = card_of(content, references, language, composed.said())
    shown = "".join((composed.html, *composed.figures.values()))
    design = replace(design, fonts=font_files(request.fonts, shown))
    order = Order(
        paper=request.paper,
        design=design,
        language=language,
        style_at=lambda scale: _styles(request, templates, design, organizations, scale),
        fonts=_fonts(request, templates, design),
        fonts_folder=request.fonts,
        extent=EXTENTS[request.document.kind],
        facts=_facts(request, subject, composed.cited),
        shortened=composed_without,
        redrawn=figures.with_rows,
        letterhead=request.letterhead,
        reads=reads,
    )
    rendering = renderer_for(request.document.format).render(composed, order)
    return Made(composed.metadata, rendering, card, tuple(reads))


class Drawings(Mapping[str, str]):
    """The figures of a document as SVG, each drawn when it is first asked for."""

    def __init__(self, content: Document, design: Design, language: Language) -> None:
        self._content, self._design, self._language = content, design, language
        self._drawn: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._drawn:
            self._drawn[name] = draw_in(self._content, name, self._design, self._language)
        return self._drawn[name]

    def with_rows(self, name: str, share: float) -> str:
        """A figure with so much from one row to the next, in parts of what it has."""
        return draw_in(self._content, name, self._design.with_rows(share), self._language)

    def __iter__(self) -> Iterator[str]:
        return iter(names_in(self._content))

    def __len__(self) -> int:
        return len(names_in(self._content))


def _subject(request: Request, reads: Reads) -> Subject:
    """What the document is about; nothing of it is written for other readers than its own."""

    def organization(path: Path) -> OrganizationAt:
        return shown_to(OrganizationAt.model_validate_json(_text(path, reads)), request.readers)

    def comparison(path: Path) -> ComparisonAt:
        return shown_to(ComparisonAt.model_validate_json(_text(path, reads)), request.readers)

    return Subject(
        kind=request.document.kind,
        house=request.house,
        registered=request.registered,
        address=request.address,
        siblings=[Sibling(kind=s.kind, format=s.format, name=s.name) for s in request.siblings],
        edition=request.edition,
        audience=request.audience,
        readers=request.readers,
        organizations=[organization(path) for path in request.organizations],
        comparison=comparison(request.comparison) if request.comparison is not None else None,
        since=request.since,
        earlier={name: organization(path) for name, path in request.earlier.items()},
        absent=request.absent,
        sections=read_sections(request.templates, reads),
        draft=request.draft,
    )


def _facts(request: Request, subject: Subject, cited: Collection[str]) -> bytes:
    """What the document shows, with its sources: of the editions as its readers see them."""
    content = {
        "document": request.document.name,
        "edition": request.edition.id,
        "resolved": [carried(part, cited) for part in parts_of(subject)],
    }
    words = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode("utf-8")


def _styles(
    request: Request,
    templates: Templates,
    design: Design,
    organizations: Mapping[str, Tokens],
    scale: float,
) -> tuple[StyleSheet, ...]:
    """The style sheets at a scale: design tokens, the page, then the document's own."""
    if request.document.format == "md":
        return ()
    tokens = _sheet(
        request,
        templates,
        "styles/tokens.css",
        design=design,
        sizes=design.tokens.sizes.at(scale, design.tokens.floors),
        organizations=organizations,
        screen=request.document.format == "html",
    )
    own = tuple(_read_sheet(path, templates.reads) for path in request.styles)
    if request.document.format == "html":
        return (tokens, *own)
    page = _sheet(
        request,
        templates,
        "styles/page.css",
        design=design,
        paper=request.paper,
    )
    return (tokens, *own, page)


def _fonts(request: Request, templates: Templates, design: Design) -> StyleSheet:
    """``@font-face`` for the font files; Markdown has no fonts."""
    name = "styles/fonts.css"
    if request.document.format == "md":
        return StyleSheet(request.templates / name, "")
    return _sheet(request, templates, name, design=design)


def _sheet(request: Request, templates: Templates, name: str, **values: object) -> StyleSheet:
    return StyleSheet(request.templates / name, templates.stylesheet(name, **values))


def _read_sheet(path: Path, reads: Reads) -> StyleSheet:
    reads.add(path)
    return StyleSheet(path, read_text(path, LARGEST))


def _text(path: Path, reads: Reads) -> str:
    reads.add(path)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        fix = "build again: it is made from the data"
        raise InputError([Problem(Place(path), "the file cannot be read", fix=fix)]) from None
