"""Documents that are no longer asked for: those that we made and nobody changed go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from orgbriefs.catalogue.manifest import receipts
from orgbriefs.plan.folders import Folders
from orgbriefs.plan.receipts import MISSING, Digests

_WHY = "no longer in config.yaml or data/"


def prune(folders: Folders, wanted: Collection[Path], digests: Digests) -> Iterator[str]:
    """Remove the documents and reports of a variant that nobody asks for any more.

    What the command line asked for is kept, and so is what was changed by hand: it is the
    editor's.

    Args:
        folders: where they lie.
        wanted: the paths of all that is asked for.
        digests: reads files.

    Yields:
        What was done, a line a document.
    """
    expected = {folders.receipt(product) for product in wanted}
    for path, receipt in receipts(folders, expected):
        product = folders.project.root / receipt.product
        if receipt.on_request:
            continue
        digest = digests.of(product)
        if digest == receipt.sha256:
            product.unlink()
            for name, made in receipt.beside.items():
                if digests.of(folders.project.root / name) == made:
                    (folders.project.root / name).unlink()
            yield f"  removed  {receipt.product}: {_WHY}"
        elif digest != MISSING:
            yield f"  kept     {receipt.product}: {_WHY}, but changed by hand"
        (folders.marks / folders.mark(product)).unlink(missing_ok=True)
        folders.failure(product).unlink(missing_ok=True)
        path.unlink()
        _remove_empty(product.parent, folders.readers)
        _remove_empty(path.parent, folders.receipts)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder, and those above it below ``top``, as far as nothing is in them."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
