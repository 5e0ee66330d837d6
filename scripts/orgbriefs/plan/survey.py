"""What lies there, compared by content with what would be made: what is current, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from orgbriefs.plan.bundles import Bundle
from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, changed_since
from orgbriefs.request import DocumentId

NEVER_MADE = "it has not been made yet"
UNKNOWN = "nobody knows what it was made from"


class Survey:
    """The state of all that a plan asks for, at one moment."""

    def __init__(self, plan: Plan, *, renew: bool) -> None:
        """Compare.

        Args:
            plan: the plan.
            renew: whether resolved editions in which no fact, or one, changed are written anew;
                otherwise nothing is written.
        """
        self._plan = plan
        #: Every file that was read, with its digest.
        self.digests = Digests()
        self._resolved = plan.editions.current(self.digests, renew=renew)
        self._layouts: dict[DocumentId, object] = {}
        self._changing: set[DocumentId] = set()
        self._unsigned: set[DocumentId] = set()
        #: Of each product why it has to be made; empty if it is current.
        self.reasons: Mapping[Path, str] = dict(self._compared())

    def is_current(self, document: DocumentId) -> bool:
        """Whether a document was made from what lies there now."""
        return not self.reasons[self._plan.folders.document(document)]

    @property
    def current(self) -> list[DocumentId]:
        """The published documents that are current."""
        return [document for document in self._plan.documents.all if self.is_current(document)]

    def lay_marks(self, marks: Path) -> None:
        """Make the marks below ``marks`` agree with what was found."""
        for product, reason in self.reasons.items():
            mark = marks / self._plan.folders.mark(product)
            if reason:
                mark.unlink(missing_ok=True)
            elif not mark.exists():
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.touch()

    def forget_failures(self) -> None:
        """Drop the notes of failures of what is current all the same: the mistake was undone."""
        folders = self._plan.folders
        for product, reason in self.reasons.items():
            if not reason and not product.is_relative_to(folders.work):
                folders.failure(product).unlink(missing_ok=True)

    def _compared(self) -> Iterator[tuple[Path, str]]:
        plan, folders = self._plan, self._plan.folders
        yield folders.fonts, self._of_fonts()
        yield folders.outlines, self._of_outlines()
        for key in plan.editions.all:
            yield folders.edition(*key), "" if key in self._resolved else NEVER_MADE
        for document in (*plan.documents.all, *plan.documents.specimens):
            yield folders.document(document), self._of_document(document)
        if plan.signs:
            yield folders.signed, self._of_signatures()
        for bundle in plan.bundles.values():
            yield folders.bundle(bundle.name), self._of_bundle(bundle)
        for edition in plan.documents.editions:
            product = folders.report(edition, PROVENANCE)
            yield product, self._of_provenance(product, edition)
            product = folders.report(edition, COPY_FITTING)
            yield product, self._of_copy_fitting(product, plan.laid_out(edition))

    def _of_fonts(self) -> str:
        plan = self._plan
        receipt = Receipt.read(plan.folders.receipt(plan.folders.fonts))
        if receipt is None:
            return NEVER_MADE
        return receipt.why_untrue(plan.fonts_made_from, plan.fonts_digest(self.digests))

    def _of_outlines(self) -> str:
        plan = self._plan
        receipt = Receipt.read(plan.folders.receipt(plan.folders.outlines))
        if receipt is None:
            return NEVER_MADE
        return receipt.why_untrue(plan.outlines_made_from, plan.outlines_digest(self.digests))

    def _of_document(self, document: DocumentId) -> str:
        product = self._plan.folders.document(document)
        receipt = Receipt.read(self._plan.folders.receipt(product))

        def inputs() -> Inputs:
            return self._plan.dependencies.of_document(document, self.digests, self._resolved)

        reason = self._why(product, inputs, receipt)
        if reason:
            self._changing.add(document)
        if not reason and receipt is not None:
            self._layouts[document] = receipt.record.get("layout")
            if document.format == "pdf" and not receipt.record.get("signed"):
                self._unsigned.add(document)
        return reason

    def _of_provenance(self, product: Path, edition: str) -> str:
        dependencies = self._plan.dependencies
        return self._why(product, lambda: dependencies.of_provenance(edition, self.digests))

    def _of_copy_fitting(self, product: Path, documents: Iterable[DocumentId]) -> str:
        layouts = {}
        for document in documents:
            if document not in self._layouts:
                return f"this will change: {self._plan.relative(document)}"
            layouts[self._plan.relative(document)] = self._layouts[document]
        return self._why(product, lambda: self._plan.dependencies.of_copy_fitting(layouts))

    def _of_signatures(self) -> str:
        published = self._plan.documents.all
        unsigned = (self._changing & set(published)) | self._unsigned
        return "PDFs are not signed yet" if any(d.format == "pdf" for d in unsigned) else ""

    def _of_bundle(self, bundle: Bundle) -> str:
        plan = self._plan
        for document in bundle.documents:
            if document in self._changing:
                return f"this will change: {plan.relative(document)}"
            if plan.signs and document in self._unsigned:
                return f"this will be signed: {plan.relative(document)}"
        return self._why(
            plan.folders.bundle(bundle.name),
            lambda: plan.dependencies.of_bundle(bundle, self.digests, self._resolved),
        )

    def _why(
        self, product: Path, inputs: Callable[[], Inputs], receipt: Receipt | None = None
    ) -> str:
        """Why a product has to be made; its inputs are gathered where it has a receipt."""
        folders = self._plan.folders
        receipt = receipt or Receipt.read(folders.receipt(product))
        if receipt is None:
            reason = UNKNOWN if product.exists() else NEVER_MADE
        else:
            root = self._plan.project.root
            read = {name: self.digests.of(root / name) for name in receipt.also_read}
            reason = receipt.why_untrue(inputs(), self.digests.of(product), read)
            for name, digest in receipt.beside.items():
                reason = reason or changed_since(digest, self.digests.of(root / name))
        if reason and folders.failure(product).exists():
            reason += "; its last build failed"
        return reason
