"""Make one document: from a request to its bytes, through every stage in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from orgbriefs.config import Kind
from orgbriefs.content.document import Subject, document_content, parts_of
from orgbriefs.content.swatches import swatches_of
from orgbriefs.content.values import Document, Sibling
from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.search import find_text
from orgbriefs.data.sections import read_sections
from orgbriefs.data.source import read_text
from orgbriefs.design import Design
from orgbriefs.design.fonts import coverage
from orgbriefs.design.tokens import Tokens
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.figures import draw_in, names_in
from orgbriefs.html.compose import compose
from orgbriefs.html.composed import Composed
from orgbriefs.html.templates import LARGEST, Templates
from orgbriefs.language.language import Language
from orgbriefs.language.loading import load_language
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.reads import Reads
from orgbriefs.render import renderer_for
from orgbriefs.render.protocol import Extent, Order, Rendering, StyleSheet
from orgbriefs.request import Request

EXTENTS: Mapping[Kind, Extent] = {
    "briefing": Extent(pages=(1, 60), wanted=16, scales=(0.94, 0.96, 0.98, 1.0), holds=3400),
    "factsheet": Extent(
        pages=(1, 2),
        wanted=2,
        scales=tuple(scale / 1000 for scale in range(860, 1075, 15)),
        holds=4250,
    ),
    "handout": Extent(pages=(1, 12), wanted=4),
    "changes": Extent(pages=(1, 60), wanted=60),
    "specimen": Extent(pages=(1, 60), wanted=60),
}


@dataclass(frozen=True)
class Made:
    """A finished document, and all that was read for it."""

    composed: Composed
    rendering: Rendering
    reads: tuple[Path, ...]


def build_document(request: Request) -> Made:
    """The document that is asked for. Writes nothing.

    Raises:
        InputError: when an input is faulty, or the document breaks a rule of its kind.
    """
    reads = Reads()
    language = load_language(request.language, request.templates, reads)
    design = Design.read(request.templates, request.fonts, reads)
    with suppress(OSError):  # templates are only quicker to read from there
        request.compiled.mkdir(parents=True, exist_ok=True)
    templates = Templates(request.templates, request.readers, reads, compiled=request.compiled)
    subject = _subject(request, reads)
    content = document_content(
        subject, language, swatches_of(design.tokens) if request.document.kind == "specimen" else ()
    )
    if content.organization is not None:
        design = design.in_colour(content.organization.colour)
    organizations = {o.id: design.in_colour(o.colour).tokens for o in content.organizations}
    composed = compose(
        content,
        templates=templates,
        language=language,
        references=sorted(
            {r.id: r for part in parts_of(subject) for r in part.references}.values(),
            key=lambda reference: reference.id,
        ),
        citation_style=request.audience.citation_style,
        coverage=coverage(request.fonts),
        places=lambda text: find_text(request.data, text),
        figures=Drawings(content, design, language),
        pictures=Pictures(request.data / FOLDER, reads),
        identifier=request.document.name,
        kept=request.citations,
    )
    order = Order(
        paper=request.paper,
        design=design,
        language=language,
        style_at=lambda scale: _styles(request, templates, design, organizations, scale),
        fonts=_fonts(request, templates, design),
        fonts_folder=request.fonts,
        extent=EXTENTS[request.document.kind],
        facts=_facts(request, subject),
        letterhead=request.letterhead,
        reads=reads,
    )
    rendering = renderer_for(request.document.format).render(composed, order)
    return Made(composed, rendering, tuple(reads))


class Drawings(Mapping[str, str]):
    """The figures of a document as SVG, each drawn when it is asked for."""

    def __init__(self, content: Document, design: Design, language: Language) -> None:
        self._content, self._design, self._language = content, design, language

    def __getitem__(self, name: str) -> str:
        return draw_in(self._content, name, self._design, self._language)

    def __iter__(self) -> Iterator[str]:
        return iter(names_in(self._content))

    def __len__(self) -> int:
        return len(names_in(self._content))


def _subject(request: Request, reads: Reads) -> Subject:
    def organization(path: Path) -> OrganizationAt:
        return OrganizationAt.model_validate_json(_text(path, reads))

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
        comparison=ComparisonAt.model_validate_json(_text(request.comparison, reads))
        if request.comparison is not None
        else None,
        since=request.since,
        earlier={name: organization(path) for name, path in request.earlier.items()},
        absent=request.absent,
        sections=read_sections(request.templates, reads),
        draft=request.draft,
    )


def _facts(request: Request, subject: Subject) -> bytes:
    """All that the document is made from, with its sources: the resolved editions, as JSON."""
    content = {
        "document": request.document.name,
        "edition": request.edition.id,
        "resolved": [part.content() for part in parts_of(subject)],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")


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
        scale=scale,
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
