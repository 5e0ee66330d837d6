"""``out/manifest.json``: every published document on disk, and what it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.plan.folders import Folders
from orgbriefs.plan.receipts import MISSING, Digests, Inputs, Receipt
from orgbriefs.storage import write_whole

#: Kinds that are made on demand and not published.
UNPUBLISHED = ("specimen",)
_UNTOLD = Inputs(given={}, software={})


def receipts(folders: Folders, passing: Collection[Path] = ()) -> Iterator[tuple[Path, Receipt]]:
    """Every receipt of a variant's documents and reports, with its path, but for some."""
    for path in sorted(folders.receipts.rglob("*.json")):
        if path not in passing and (receipt := Receipt.read(path)) is not None:
            yield path, receipt


class Stock:
    """What lies there of a variant, as its receipts tell: each is read once, when first asked."""

    def __init__(self, folders: Folders, digests: Digests | None = None) -> None:
        """Prepare.

        Args:
            folders: where it lies.
            digests: reads files; those that it has read are taken to be so still.
        """
        self.folders, self.digests = folders, digests or Digests()

    @cached_property
    def receipts(self) -> Sequence[Receipt]:
        """All receipts, without what the products were made from: of many, that is much."""
        return [replace(receipt, inputs=_UNTOLD) for _, receipt in receipts(self.folders)]

    @cached_property
    def records(self) -> Sequence[DocumentRecord]:
        """The published documents that lie where their receipts say, in order of their paths.

        What ``withheld:`` in ``config.yaml`` names is not published.

        A document that was changed by hand after it was made is listed with its own size and
        checksum, and without pages, which nobody has counted.
        """
        found, withheld = [], self.folders.project.config.withheld
        for receipt in self.receipts:
            if not receipt.record:
                continue
            record = DocumentRecord(**receipt.record)
            path = self.folders.project.root / record.path
            digest = self.digests.of(path)
            if digest == MISSING or record.kind in UNPUBLISHED:
                continue
            if record.edition in withheld.editions or record.audience in withheld.audiences:
                continue
            if digest != record.sha256:
                record = replace(record, bytes=path.stat().st_size, sha256=digest, pages=None)
            found.append(record)
        return sorted(found, key=lambda record: record.path)


def write_manifest(stock: Stock) -> int:
    """Write the manifest when it differs; return the number of documents."""
    content = {"documents": [record.line() for record in stock.records]}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    out = stock.folders.manifest
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        write_whole(out, text)
    return len(stock.records)


def listed(manifest: Path) -> list[Path]:
    """The documents of a manifest, absolute; none where there is no manifest yet."""
    if not manifest.exists():
        return []
    content = json.loads(manifest.read_text(encoding="utf-8"))
    return [manifest.parent.parent / record["path"] for record in content["documents"]]
