"""Bundles: an audience's documents of an edition, or all about an organization, in one file.

A bundle can be mailed, kept and checked by itself: beside the documents it holds a page that lists
them, the licence, their sources, a manifest and checksums. What is written for other readers is in
none of its documents, nor among its sources.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.content.document import house_of
from orgbriefs.content.values import House
from orgbriefs.design import Design
from orgbriefs.distribution.archive import write_archive
from orgbriefs.distribution.checksums import SUMS, sums_text
from orgbriefs.edition.readers import shown_to
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.placing import Placing
from orgbriefs.html.templates import Templates
from orgbriefs.language.language import Language
from orgbriefs.plan.bundles import Bundle
from orgbriefs.plan.dependencies import BUNDLE_INDEX, BUNDLE_STYLES
from orgbriefs.plan.documents import COMPARISON
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import digest_of, digest_of_file
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.request import DocumentId
from orgbriefs.storage import written_whole

INDEX, STYLES, LICENCE = "index.html", "style.css", "LICENCE.txt"
SOURCES, MANIFEST = "sources.json", "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A document, as the index page lists it."""

    name: str
    path: str
    title: str
    kind: str
    format: str
    pages: int | None
    #: In thousands of bytes, rounded up.
    size: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """The documents of an edition for an audience."""

    #: The audience, as it is addressed.
    audience: str
    #: The day as of which they tell the facts.
    day: date
    documents: tuple[Listed, ...]


@dataclass(frozen=True, kw_only=True)
class BundlePage:
    """What the template of the index page is given."""

    #: Its language, by its BCP 47 tag.
    language: str
    house: House
    #: Of an organization's bundle, its name.
    organization: str | None
    groups: tuple[Group, ...]


def write_bundle(plan: Plan, bundle: Bundle) -> str:
    """Write a bundle to where readers find it; return its SHA-256.

    Raises:
        InputError: when a document is not there as it was made, or a template is faulty.
    """
    records = [_record(plan, document) for document in bundle.documents]
    paths = {record.path: _within(plan, record) for record in records}
    texts = {
        INDEX: _index(plan, bundle, records, paths),
        STYLES: bundle_styles(
            plan.project.templates, Design.read(plan.project.templates, plan.folders.fonts)
        ),
        LICENCE: _licence(plan),
        SOURCES: _json(_sources(plan, bundle)),
        MANIFEST: _json({"documents": [_line(record, paths[record.path]) for record in records]}),
    }
    contents = {name: text.encode("utf-8") for name, text in texts.items()}
    digests = {name: digest_of(content) for name, content in contents.items()}
    digests.update((paths[record.path], record.sha256) for record in records)
    root = plan.project.root
    product = plan.folders.bundle(bundle.name)
    with written_whole(product) as stream:
        write_archive(
            stream,
            {
                **contents,
                **{paths[record.path]: root / record.path for record in records},
                SUMS: sums_text(digests).encode("utf-8"),
            },
        )
    return digest_of_file(product)


def _record(plan: Plan, document: DocumentId) -> DocumentRecord:
    receipt, product = plan.receipt_of(document), plan.folders.document(document)
    if receipt is None or digest_of_file(product) != receipt.sha256:
        message, fix = "the document is not there as it was made", "build it first: snakemake"
        raise InputError([Problem(Place(product, 0, 0), message, fix=fix)])
    return DocumentRecord(**receipt.record)


def _line(record: DocumentRecord, path: str) -> dict[str, Any]:
    """What a bundle's manifest says of a document; pictures for networks are not in bundles."""
    return {**record.line(), "path": path, "picture": None}


def _within(plan: Plan, record: DocumentRecord) -> str:
    """A document's path within a bundle: that below the folder of the readers."""
    path = plan.project.root / record.path
    return path.relative_to(plan.folders.readers).as_posix()


def _index(
    plan: Plan, bundle: Bundle, records: Sequence[DocumentRecord], paths: Mapping[str, str]
) -> str:
    groups: dict[tuple[str, str], list[DocumentRecord]] = {}
    for record in records:
        groups.setdefault((record.edition, record.audience), []).append(record)
    page = BundlePage(
        language=plan.language.tag,
        house=house_of(plan.project.config.house),
        organization=_name_of(plan, bundle),
        groups=tuple(
            Group(
                audience=plan.audiences[audience].settings.title,
                day=plan.documents.editions[edition].day,
                documents=tuple(_listed(record, paths[record.path]) for record in group),
            )
            for (edition, audience), group in groups.items()
        ),
    )
    return bundle_index(plan.project.templates, plan.language, page)


def bundle_index(templates: Path, language: Language, page: BundlePage) -> str:
    """The page that lists what is in a bundle.

    Raises:
        InputError: when its template is faulty.
    """
    placing = Placing.of(language, CitationMarks())
    return Templates(templates, ()).render(BUNDLE_INDEX, placing, bundle=page)


def _listed(record: DocumentRecord, path: str) -> Listed:
    return Listed(
        name=path.rpartition("/")[2],
        path=path,
        title=record.title,
        kind=record.kind,
        format=record.format,
        pages=record.pages,
        size=-(-record.bytes // 1000),
    )


def _name_of(plan: Plan, bundle: Bundle) -> str | None:
    """What an organization was called last, in the latest edition that the bundle has."""
    if bundle.organization is None:
        return None
    editions = {document.edition for document in bundle.documents}
    latest = max(editions, key=lambda edition: plan.documents.editions[edition].day)
    path = plan.folders.edition(latest, bundle.organization)
    return str(OrganizationAt.read(path).organization.names[-1].text)


def bundle_styles(folder: Path, design: Design) -> str:
    """The design tokens, then the sheet of the index page.

    Raises:
        InputError: when one of the two is faulty.
    """
    templates = Templates(folder, ())
    tokens = templates.stylesheet(
        "styles/tokens.css",
        design=design,
        sizes=design.tokens.sizes,
        organizations={},
        screen=True,
    )
    return tokens + templates.stylesheet(BUNDLE_STYLES)


def _licence(plan: Plan) -> str:
    house = plan.project.config.house
    return plan.language.message(
        "bundle.licence-file",
        publisher=house.publisher,
        series=house.series,
        licence=house.licence,
        address=house.licence_url,
        disclaimer=house.disclaimer,
        contact=house.contact,
    )


def _sources(plan: Plan, bundle: Bundle) -> list[dict[str, Any]]:
    """The works that the documents may cite, as CSL-JSON, in order of their keys."""
    found: dict[str, dict[str, Any]] = {}
    for audience in dict.fromkeys(document.audience for document in bundle.documents):
        documents = [d for d in bundle.documents if d.audience == audience]
        shown = dict.fromkeys(key for d in documents for key in plan.dependencies.editions(d))
        readers = plan.audiences[audience].chain
        for edition, name in shown:
            path = plan.folders.edition(edition, name)
            works = (
                shown_to(ComparisonAt.read(path), readers).references
                if name == COMPARISON
                else shown_to(OrganizationAt.read(path), readers).references
            )
            found.update((work.id, work.csl()) for work in works)
    return [found[key] for key in sorted(found)]


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
