"""Make one document: from resolved editions to a file, through every stage in order."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from orgbriefs.attachment import FACTS_IN
from orgbriefs.catalogue.manifest import DocumentRecord, measured
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.figures.tokens import Tokens
from orgbriefs.files import write_whole
from orgbriefs.house import Kind
from orgbriefs.html.compose import compose
from orgbriefs.markdown.printer import markdown_of
from orgbriefs.pdf.fitting import Extent
from orgbriefs.pdf.layout import Layout
from orgbriefs.plan import (
    COMPARISON,
    FACES,
    TEMPLATES,
    DocumentId,
    Plan,
    edition_file,
    stylesheets,
    stylesheets_of,
)
from orgbriefs.view.design import swatches_of
from orgbriefs.view.document import DocumentView, EarlierEdition, view_document

EXTENTS: dict[Kind, Extent] = {
    "briefing": Extent(pages=(1, 60), wanted=16, scales=(0.94, 0.96, 0.98, 1.0)),
    "factsheet": Extent(
        pages=(2, 2), wanted=2, scales=tuple(scale / 1000 for scale in range(860, 1075, 15))
    ),
    "handout": Extent(pages=(1, 12), wanted=4),
    "changes": Extent(pages=(1, 60), wanted=60),
    "specimen": Extent(pages=(1, 60), wanted=60),
}


def make_document(plan: Plan, document: DocumentId) -> None:
    """Write the draft and its record.

    Raises:
        InputError: when the template fails, or the document breaks a rule of its kind.
    """
    view = _view(plan, document)
    faces = sorted(FACES.glob("*.[ot]tf"))
    html = compose(TEMPLATES, view, faces)
    facts = _facts(plan, document)
    tokens = Tokens.read(TEMPLATES / "styles" / "tokens.yaml")
    layout = None
    if document.is_pdf:
        layout = _print_pdf(plan, document, html, tokens, facts)
    elif document.format == "docx":
        _print_word(plan, document, html, tokens, facts)
    elif document.format == "html":
        write_whole(document.draft, _web_page(plan, document, html, tokens))
    else:
        write_whole(document.draft, markdown_of(html))
    size, digest = measured(document.draft)
    record = DocumentRecord(
        path=document.path.as_posix(),
        kind=document.kind,
        organization=document.subject,
        audience=document.audience,
        edition=document.edition,
        as_of=view.as_of_iso,
        format=document.format,
        language=view.language,
        title=f"{view.title}: {view.kind_title.lower()}",
        pages=len(layout.pages) if layout else None,
        bytes=size,
        sha256=digest,
        facts=FACTS_IN[document.format],
        layout=asdict(layout) if layout else None,
    )
    write_whole(document.record, record.to_json())


def _view(plan: Plan, document: DocumentId) -> DocumentView:
    names = (
        [document.subject] if document.subject is not None else plan.compared_at(document.edition)
    )
    organizations = [OrganizationAt.read(edition_file(document.edition, n)) for n in names]
    comparison = (
        ComparisonAt.read(edition_file(document.edition, COMPARISON))
        if document.subject is None
        else None
    )
    return view_document(
        document.kind,
        plan.config,
        plan.editions[document.edition],
        plan.audiences[document.audience],
        organizations,
        comparison,
        _earlier(plan, document),
        plan.absent(document),
        swatches_of(Tokens.read(TEMPLATES / "styles" / "tokens.yaml").colours.model_dump()),
    )


def _earlier(plan: Plan, document: DocumentId) -> EarlierEdition | None:
    if document.since is None:
        return None
    return EarlierEdition(
        plan.editions[document.since],
        {
            name: OrganizationAt.read(path)
            for name, path in plan.earlier_shown(document).items()
            if name != COMPARISON
        },
    )


def _facts(plan: Plan, document: DocumentId) -> bytes:
    """All that the document is made from, with its sources: the resolved editions, as JSON."""
    editions = [
        json.loads(path.read_text(encoding="utf-8")) for path in plan.editions_shown(document)
    ]
    content = {"document": document.path.name, "edition": document.edition, "resolved": editions}
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _print_pdf(plan: Plan, document: DocumentId, html: str, tokens: Tokens, facts: bytes) -> Layout:
    from orgbriefs.pdf.printer import print_pdf

    return print_pdf(
        html,
        _css(plan, document, stylesheets_of(document, _chain(plan, document))),
        document.draft,
        base=_figures(document).resolve(),
        folders=[FACES, _figures(document), TEMPLATES],
        sizes=tokens.css,
        leading=tokens.sizes.leading,
        extent=EXTENTS[document.kind],
        facts=facts,
        as_of=plan.editions[document.edition].day,
    )


def _css(plan: Plan, document: DocumentId, sheets: list[Path]) -> str:
    """Faces, paper and style sheets of a document on paper."""
    from orgbriefs.pdf.faces import font_face_css

    page = f"@page {{ size: {plan.paper(document).lower()}; }}"
    return "\n".join(
        [font_face_css(FACES), page, *(path.read_text(encoding="utf-8") for path in sheets)]
    )


def _print_word(plan: Plan, document: DocumentId, html: str, tokens: Tokens, facts: bytes) -> None:
    from orgbriefs.word.printer import print_word

    print_word(
        html,
        document.draft,
        figures=_figures(document),
        letterhead=TEMPLATES / "word" / "letterhead.docx",
        paper=plan.paper(document),
        tokens=tokens,
        facts=facts,
        pages=_pages_of_sections(plan, document, html, tokens) if "<nav" in html else {},
    )


def _pages_of_sections(
    plan: Plan, document: DocumentId, html: str, tokens: Tokens
) -> dict[str, int]:
    """On which page each section of a Word file is likely to begin."""
    from orgbriefs.pdf.printer import pages_of_sections

    return pages_of_sections(
        html,
        _css(plan, document, stylesheets("handout", [])),
        base=_figures(document).resolve(),
        folders=[FACES, _figures(document), TEMPLATES],
        sizes=tokens.css,
    )


def _web_page(plan: Plan, document: DocumentId, html: str, tokens: Tokens) -> str:
    from orgbriefs.web.printer import web_page

    sheets = stylesheets_of(document, _chain(plan, document))
    css = "\n".join([tokens.css(), *(path.read_text(encoding="utf-8") for path in sheets)])
    return web_page(html, css, _figures(document))


def _chain(plan: Plan, document: DocumentId) -> list[str]:
    return plan.audiences[document.audience].chain


def _figures(document: DocumentId) -> Path:
    return edition_file(document.edition, COMPARISON).parent / "figures"
