"""Whether what was handed out is what was made: every file, and every claim of the manifest."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgbriefs.distribution.checksums import SIGNATURE, SUMS, read_sums
from orgbriefs.distribution.claims import agrees, told_by
from orgbriefs.distribution.holdings import Holding, archived, content_in, digest_in, holding
from orgbriefs.distribution.pdf_signatures import fault_of, is_signed
from orgbriefs.distribution.sums_signature import sums_fault
from orgbriefs.problems import InputError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from minisign import PublicKey

MANIFEST = "manifest.json"


@dataclass(frozen=True, order=True)
class Difference:
    """What is otherwise than it was made."""

    #: Of the file; within an archive, that of the archive comes first: ``a.zip: b.pdf``.
    path: str
    #: ``missing``, ``changed`` or ``added``.
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.what:<8} {self.path}" + (f": {self.detail}" if self.detail else "")


@dataclass(frozen=True)
class Verdict:
    """What was found."""

    #: How many files were compared, without those within archives.
    files: int
    #: How many documents the manifest describes.
    documents: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Trusted:
    """Who may have signed."""

    #: For PDFs: certificates of who signed, or of who issued theirs; without one, anybody may, and
    #: a PDF need not be signed.
    certificates: tuple[Certificate, ...] = ()
    #: For checksums; without one, they need not be signed.
    key: PublicKey | None = None


def verify(place: Path, trusted: Trusted = Trusted()) -> Verdict:
    """Compare what lies somewhere with its checksums and its manifest; look at its signatures.

    Args:
        place: a folder, such as out/ or any copy of it, or a zip file.
        trusted: who may have signed.

    Raises:
        InputError: when there is nothing to compare, or checksums cannot be read.
    """
    with holding(place) as found:
        return _verdict(place, found, trusted)


def _verdict(place: Path, found: Holding, trusted: Trusted) -> Verdict:
    differences: list[Difference] = []
    names, listed, whole = found.names(), {}, {}
    if SUMS in names:
        text = content_in(found, SUMS).decode("utf-8", "replace")
        listed = dict(read_sums(text, place / SUMS))
        unknown = names - {*listed, SUMS, SIGNATURE} - found.for_editors()
        differences += [Difference(name, "added") for name in unknown]
    else:
        differences.append(Difference(SUMS, "missing", "nothing tells which files there were"))
    for name, digest in listed.items():
        if name not in names:
            differences.append(Difference(name, "missing"))
            continue
        try:
            told, length = digest_in(found, name)
        except OSError as error:
            differences.append(Difference(name, "changed", f"it cannot be read: {error}"))
            continue
        if told == digest:
            whole[name] = length
        else:
            differences.append(Difference(name, "changed", f"its SHA-256 is {told}"))
    records, faults = _records(found, names)
    differences += [*faults, *_of_sums(found, names, trusted)]
    for path, record in records.items():
        if path in names and (path in whole or not listed):
            differences += _claims(found, path, record)
            if record.get("format") == "pdf":
                differences += _of_signature(content_in(found, path), path, trusted)
        elif path not in listed:
            differences.append(Difference(path, "missing", f"{MANIFEST} describes it"))
    for name in whole:
        if name.endswith(".zip"):
            differences += _within(place, found, name, listed, trusted)
    return Verdict(len(listed), len(records), tuple(sorted(set(differences))))


def _records(
    found: Holding, names: Iterable[str]
) -> tuple[Mapping[str, Mapping[str, Any]], list[Difference]]:
    """The lines of the manifest by paths below the folder that it lies in."""
    if MANIFEST not in names:
        return {}, [Difference(MANIFEST, "missing", "nothing tells what the documents are")]
    try:
        lines = json.loads(content_in(found, MANIFEST))["documents"]
        # In a project, paths are relative to it; the folder for readers has another name in a copy.
        return {line["path"].removeprefix("out/"): dict(line) for line in lines}, []
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, [Difference(MANIFEST, "changed", "it cannot be read")]


def _claims(found: Holding, path: str, record: Mapping[str, Any]) -> Iterator[Difference]:
    """What the manifest says of a document that is not so."""
    digest, length = digest_in(found, path)
    facts: dict[str, object] = {"sha256": digest, "bytes": length}
    facts |= told_by(content_in(found, path), str(record.get("format")))
    for name, told in facts.items():
        if record.get(name) is not None and not agrees(name, record[name], told):
            detail = f"its {name} is {told}, and {record[name]} in {MANIFEST}"
            yield Difference(path, "changed", detail)


def _of_sums(found: Holding, names: Container[str], trusted: Trusted) -> Iterator[Difference]:
    """What is wrong with the signature of the checksums."""
    if trusted.key is None or SUMS not in names:
        return
    if SIGNATURE not in names:
        yield Difference(SIGNATURE, "missing", "the checksums are not signed")
    elif fault := sums_fault(content_in(found, SUMS), content_in(found, SIGNATURE), trusted.key):
        yield Difference(SIGNATURE, "changed", fault)


def _of_signature(content: bytes, path: str, trusted: Trusted) -> Iterator[Difference]:
    """What is wrong with the signature of a PDF."""
    if is_signed(content):
        if fault := fault_of(content, trusted.certificates):
            yield Difference(path, "changed", fault)
    elif trusted.certificates:
        yield Difference(path, "changed", "it is not signed")


def _within(
    place: Path, found: Holding, name: str, listed: Mapping[str, str], trusted: Trusted
) -> Iterator[Difference]:
    """What is otherwise in an archive, in itself and beside the documents around it."""
    # The checksums of a bundle are not signed: those around it have the bundle's.
    within = replace(trusted, key=None)
    try:
        with found.open(name) as stream, archived(place / name, stream) as inner:
            for difference in _verdict(place / name, inner, within).differences:
                yield replace(difference, path=f"{name}: {difference.path}")
            for path in _records(inner, inner.names())[0]:
                if path not in listed:
                    yield Difference(f"{name}: {path}", "added", "it is not beside the archive")
                elif digest_in(inner, path)[0] != listed[path]:
                    detail = "it is another one than beside the archive: snakemake bundles"
                    yield Difference(f"{name}: {path}", "changed", detail)
    except (InputError, OSError) as error:
        yield Difference(name, "changed", str(error))
