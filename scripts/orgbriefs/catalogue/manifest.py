"""``out/manifest.json``: every document on disk, and what it is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from orgbriefs.files import write_whole


@dataclass(frozen=True, order=True)
class DocumentRecord:
    """A line of the manifest.

    ``pages`` is ``None`` for Word files, which have pages only once a word processor
    has laid them out, web pages and Markdown. ``facts`` is the name of the attachment or part
    that carries the document's facts, ``None`` where there is none.
    """

    path: str
    kind: str
    organization: str | None
    audience: str
    edition: str
    as_of: str
    format: str
    language: str
    title: str
    pages: int | None
    bytes: int
    sha256: str
    facts: str | None
    #: How a PDF is laid out; for the report on layout, not for the manifest.
    layout: dict[str, Any] | None = None

    def to_json(self) -> str:
        """The record as it lies beside the draft."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> DocumentRecord:
        """Read what :meth:`to_json` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def measured(path: Path) -> tuple[int, str]:
    """A file's size in bytes and its SHA-256."""
    content = path.read_bytes()
    return len(content), hashlib.sha256(content).hexdigest()


def collect(work: Path) -> list[DocumentRecord]:
    """The records under ``work`` whose documents lie where they say, re-measured.

    A document that was changed by hand after it was made is listed with its own size and
    checksum, and without pages, which nobody has counted.
    """
    records = []
    for file in sorted(work.rglob("*.json")):
        if not file.name.endswith((".pdf.json", ".docx.json", ".html.json", ".md.json")):
            continue
        record = DocumentRecord.read(file)
        path = Path(record.path)
        if record.kind == "specimen" or not path.exists():
            continue
        size, digest = measured(path)
        if digest != record.sha256:
            record = DocumentRecord(
                **{**asdict(record), "bytes": size, "sha256": digest, "pages": None}
            )
        records.append(record)
    return sorted(records, key=lambda r: r.path)


def write_manifest(work: Path, out: Path) -> int:
    """Write the manifest when it differs; return the number of documents."""
    records = collect(work)
    content = {"documents": [_line(record) for record in records]}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        write_whole(out, text)
    return len(records)


def _line(record: DocumentRecord) -> dict[str, Any]:
    line = asdict(record)
    del line["layout"]
    return line


def listed(manifest: Path) -> list[Path]:
    """The documents of a manifest; none where there is no manifest yet."""
    if not manifest.exists():
        return []
    content = json.loads(manifest.read_text(encoding="utf-8"))
    return [Path(record["path"]) for record in content["documents"]]
