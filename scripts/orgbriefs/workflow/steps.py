"""The steps that make documents and reports.

Each writes its product whole or not at all, straight to where readers find it, and last its
receipt, which tells what the product was made from *before* it was begun. A step that fails leaves
what was there, and notes why it failed.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgbriefs.build import Made, build_document
from orgbriefs.catalogue.copyfitting import report as copy_fitting_report
from orgbriefs.catalogue.manifest import receipts
from orgbriefs.catalogue.record import DocumentRecord, layout_values
from orgbriefs.data.library import Library
from orgbriefs.distribution.bundles import write_bundle
from orgbriefs.distribution.pdf_signatures import Stamp, is_signed, signed
from orgbriefs.language.loading import load_language
from orgbriefs.plan.bundles import Bundle
from orgbriefs.plan.dependencies import EditionKey
from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, digest_of, digest_of_file
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.provenance.facts import read_facts
from orgbriefs.provenance.report import coverage, report, shortfalls
from orgbriefs.render.attachment import FACTS_IN
from orgbriefs.render.protocol import CARD, WrongLengthError
from orgbriefs.request import DocumentId
from orgbriefs.storage import write_whole

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner


def make_document(
    plan: Plan, document: DocumentId, build: Callable[..., Made] = build_document
) -> None:
    """Make one document and its receipt.

    Raises:
        InputError: when an input is faulty, or the document breaks a rule of its kind.
    """
    folders, product = plan.folders, plan.folders.document(document)
    held_back = folders.work / "held-back" / folders.mark(product)

    def make() -> Receipt:
        _refuse_protected(product)
        digests = Digests()
        inputs = plan.dependencies.of_document(
            document, digests, _resolved(plan, document, digests)
        )
        try:
            made = build(plan.request(document))
        except WrongLengthError as error:
            write_whole(held_back, error.rejected)
            raise InputError(
                Problem(p.place, p.message, p.value, f"{p.fix} (see {folders.relative(held_back)})")
                for p in error.problems
            ) from None
        content, beside = made.rendering.content, _beside(plan, product, made)
        write_whole(product, content)
        held_back.unlink(missing_ok=True)
        return Receipt(
            product=plan.relative(document),
            sha256=digest_of(content),
            inputs=inputs,
            beside=beside,
            also_read=_also_read(plan, made, inputs),
            on_request=plan.documents.is_on_request(document),
            record=asdict(_record(plan, document, made, beside)),
        )

    _noting_failure(plan, product, make)


def _beside(plan: Plan, product: Path, made: Made) -> dict[str, str]:
    """Write what belongs beside a document: its card; the digest by the path.

    A card from before goes where the document has none any more.
    """
    card, path = made.rendering.card, product.with_suffix(CARD)
    if card is None:
        before = Receipt.read(plan.folders.receipt(product))
        for name in before.beside if before is not None else ():
            (plan.project.root / name).unlink(missing_ok=True)
        return {}
    write_whole(path, card)
    return {plan.folders.relative(path): digest_of(card)}


def make_provenance(plan: Plan, edition: str) -> None:
    """Report how well an edition's facts are sourced.

    Raises:
        InputError: when data are faulty, or too few facts are verified: the report is written.
    """
    project, shown = plan.project, plan.documents.editions[edition]
    product = plan.folders.report(edition, PROVENANCE)

    def make() -> Receipt:
        inputs = plan.dependencies.of_provenance(edition, Digests())
        library: Library = project.library()
        facts = read_facts(library, load_language(project.config.language, project.templates))
        found = coverage(facts, library, shown, project.config.provenance)
        text = report(found, shown, project)
        write_whole(product, text)
        if problems := shortfalls(found, shown, project):
            raise InputError(problems)
        return _of_report(plan, edition, product, text, inputs)

    _noting_failure(plan, product, make)


def make_copy_fitting(plan: Plan, edition: str) -> None:
    """Report how the PDFs of an edition fill their pages."""
    product = plan.folders.report(edition, COPY_FITTING)

    def make() -> Receipt:
        records = [
            DocumentRecord(**receipt.record)
            for document in plan.laid_out(edition)
            if (receipt := plan.receipt_of(document)) is not None
        ]
        inputs = plan.dependencies.of_copy_fitting({r.path: r.layout for r in records})
        text = copy_fitting_report(edition, records)
        write_whole(product, text)
        return _of_report(plan, edition, product, text, inputs)

    _noting_failure(plan, product, make)


def sign_pdfs(plan: Plan, signer: SimpleSigner, stamp: Stamp) -> list[str]:
    """Sign the published PDFs that are not signed, in their places; return their paths.

    What was changed by hand is left alone: it is not what was made.
    """
    done, visible = [], plan.project.config.signing.visible
    for path, receipt in receipts(plan.folders):
        product = plan.project.root / receipt.product
        if receipt.record.get("format") != "pdf" or digest_of_file(product) != receipt.sha256:
            continue
        if is_signed(content := product.read_bytes()):
            continue
        content = signed(content, receipt.record["kind"], signer, stamp, visible=visible)
        digest = digest_of(content)
        told = {"sha256": digest, "bytes": len(content), "signed": True}
        write_whole(product, content)
        replace(receipt, sha256=digest, record={**receipt.record, **told}).write(path)
        done.append(receipt.product)
    return done


def make_bundle(plan: Plan, bundle: Bundle) -> None:
    """Put documents that are made, and what goes with them, into one archive.

    Raises:
        InputError: when a document is not there as it was made, or a template is faulty.
    """
    product = plan.folders.bundle(bundle.name)

    def make() -> Receipt:
        digests = Digests()
        shown = {key for d in bundle.documents for key in plan.dependencies.editions(d)}
        resolved = {key: digests.of(plan.folders.edition(*key)) for key in shown}
        inputs = plan.dependencies.of_bundle(bundle, digests, resolved)
        digest = write_bundle(plan, bundle)
        return Receipt(product=plan.folders.relative(product), sha256=digest, inputs=inputs)

    _noting_failure(plan, product, make)


def _of_report(plan: Plan, edition: str, product: Path, text: str, inputs: Inputs) -> Receipt:
    return Receipt(
        product=plan.folders.relative(product),
        sha256=digest_of(text),
        inputs=inputs,
        on_request=plan.documents.is_edition_on_request(edition),
    )


def _noting_failure(plan: Plan, product: Path, make: Callable[[], Receipt]) -> None:
    """Make a product and write its receipt, or note why it could not be made."""
    note = plan.folders.failure(product)
    try:
        receipt = make()
    except Exception as error:
        told = error.text(plan.project.root) if isinstance(error, InputError) else repr(error)
        write_whole(note, f"{told}\n")
        raise
    receipt.write(plan.folders.receipt(product))
    note.unlink(missing_ok=True)


def _refuse_protected(product: Path) -> None:
    """Whoever protects a document from being written wants to keep it."""
    if product.exists() and not product.stat().st_mode & stat.S_IWUSR:
        raise InputError(
            [
                Problem(
                    Place(product, 0, 0),
                    "the document is protected from being written",
                    fix="make it writable, or move it away",
                )
            ]
        )


def _resolved(plan: Plan, document: DocumentId, digests: Digests) -> dict[EditionKey, str]:
    keys = plan.dependencies.editions(document)
    return {key: digests.of(plan.folders.edition(*key)) for key in keys}


def _also_read(plan: Plan, made: Made, inputs: Inputs) -> dict[str, str]:
    """Files of the project that were read although they are not among the inputs."""
    root, digests = plan.project.root, Digests()
    return {
        name: digests.of(path)
        for path in made.reads
        if path.is_relative_to(root) and not path.is_relative_to(plan.folders.work)
        if (name := plan.dependencies.relative(path)) not in inputs.given
    }


def _record(
    plan: Plan, document: DocumentId, made: Made, beside: Mapping[str, str]
) -> DocumentRecord:
    content, layout = made.rendering.content, made.rendering.layout
    metadata = made.metadata
    values: Any = layout_values(layout)
    return DocumentRecord(
        path=plan.relative(document),
        kind=document.kind,
        organization=document.subject,
        audience=document.audience,
        edition=document.edition,
        as_of=plan.documents.editions[document.edition].day.isoformat(),
        format=document.format,
        language=metadata.language,
        title=metadata.title,
        pages=len(layout.pages) if layout is not None else None,
        bytes=len(content),
        sha256=digest_of(content),
        facts=FACTS_IN[document.format],
        picture=next(iter(beside), None),
        layout=values,
        card=asdict(made.card),
    )
