"""What lies there, compared by content with what would be made: what is current, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Inputs, Receipt
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
        for key in plan.editions.all:
            yield folders.edition(*key), "" if key in self._resolved else NEVER_MADE
        for document in (*plan.documents.all, *plan.documents.specimens):
            yield folders.document(document), self._of_document(document)
        for edition in plan.documents.editions:
            product = folders.report(edition, PROVENANCE)
            yield (
                product,
                self._why(product, plan.dependencies.of_provenance(edition, self.digests)),
            )
            product = folders.report(edition, COPY_FITTING)
            yield product, self._of_copy_fitting(product, plan.laid_out(edition))

    def _of_fonts(self) -> str:
        plan = self._plan
        receipt = Receipt.read(plan.folders.receipt(plan.folders.fonts))
        if receipt is None:
            return NEVER_MADE
        return receipt.why_untrue(plan.fonts_made_from, plan.fonts_digest(self.digests))

    def _of_document(self, document: DocumentId) -> str:
        product = self._plan.folders.document(document)
        inputs = self._plan.dependencies.of_document(document, self.digests, self._resolved)
        receipt = Receipt.read(self._plan.folders.receipt(product))
        reason = self._why(product, inputs, receipt)
        if not reason and receipt is not None:
            self._layouts[document] = receipt.record.get("layout")
        return reason

    def _of_copy_fitting(self, product: Path, documents: Iterable[DocumentId]) -> str:
        layouts = {}
        for document in documents:
            if document not in self._layouts:
                return f"this will change: {self._plan.relative(document)}"
            layouts[self._plan.relative(document)] = self._layouts[document]
        return self._why(product, self._plan.dependencies.of_copy_fitting(layouts))

    def _why(self, product: Path, inputs: Inputs, receipt: Receipt | None = None) -> str:
        folders = self._plan.folders
        receipt = receipt or Receipt.read(folders.receipt(product))
        if receipt is None:
            reason = UNKNOWN if product.exists() else NEVER_MADE
        else:
            root = self._plan.project.root
            read = {name: self.digests.of(root / name) for name in receipt.also_read}
            reason = receipt.why_untrue(inputs, self.digests.of(product), read)
        if reason and folders.failure(product).exists():
            reason += "; its last build failed"
        return reason
