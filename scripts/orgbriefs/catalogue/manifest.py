"""``out/manifest.json``: every published document on disk, and what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.plan.folders import Folders
from orgbriefs.plan.receipts import MISSING, Digests, Receipt
from orgbriefs.storage import write_whole

#: Kinds that are made on demand and not published.
_UNPUBLISHED = ("specimen",)


def receipts(folders: Folders) -> Iterator[tuple[Path, Receipt]]:
    """Every receipt of a variant's documents and reports, with its path."""
    for path in sorted(folders.receipts.rglob("*.json")):
        if (receipt := Receipt.read(path)) is not None:
            yield path, receipt


def collect(folders: Folders, digests: Digests | None = None) -> list[DocumentRecord]:
    """The documents that lie where their receipts say, in order of their paths.

    A document that was changed by hand after it was made is listed with its own size and
    checksum, and without pages, which nobody has counted.
    """
    digests, found = digests or Digests(), []
    for _, receipt in receipts(folders):
        if not receipt.record:
            continue
        record = DocumentRecord(**receipt.record)
        path = folders.project.root / record.path
        digest = digests.of(path)
        if digest == MISSING or record.kind in _UNPUBLISHED:
            continue
        if digest != record.sha256:
            record = replace(record, bytes=path.stat().st_size, sha256=digest, pages=None)
        found.append(record)
    return sorted(found, key=lambda record: record.path)


def write_manifest(folders: Folders, digests: Digests | None = None) -> int:
    """Write the manifest when it differs; return the number of documents."""
    records = collect(folders, digests)
    content = {"documents": [record.line() for record in records]}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    out = folders.manifest
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        write_whole(out, text)
    return len(records)


def listed(manifest: Path) -> list[Path]:
    """The documents of a manifest, absolute; none where there is no manifest yet."""
    if not manifest.exists():
        return []
    content = json.loads(manifest.read_text(encoding="utf-8"))
    return [manifest.parent.parent / record["path"] for record in content["documents"]]
