"""Receipts: what a document, a report or a resolved edition was made from.

A receipt is written last, by the step that made the product, and only when it succeeded. It is
*true* as long as all that it names is as it was: every input and the product itself, by content,
and the software. Times of files decide nothing. What has no true receipt is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orgbriefs.plan.software import difference
from orgbriefs.storage import write_whole

#: What an input's digest is where the input is missing.
MISSING = ""
#: What the names of inputs begin with that are resolved from the editors' files.
FACTS = "the facts on "


@dataclass(frozen=True, eq=False)
class FileSet:
    """Files that shape many products, by their names in receipts."""

    files: Mapping[str, Path]


class Digests:
    """SHA-256 of files, each read once."""

    def __init__(self) -> None:
        self._found: dict[Path, str] = {}
        self._sets: dict[FileSet, Mapping[str, str]] = {}

    def of(self, path: Path) -> str:
        """A file's digest; :data:`MISSING` where there is none, or it cannot be read."""
        if path not in self._found:
            self._found[path] = digest_of_file(path)
        return self._found[path]

    def of_set(self, files: FileSet) -> Mapping[str, str]:
        """The digests of many files, by the same names."""
        if files not in self._sets:
            self._sets[files] = {name: self.of(path) for name, path in files.files.items()}
        return self._sets[files]


def digest_of_file(path: Path) -> str:
    """A file's SHA-256; :data:`MISSING` where there is none, or it cannot be read."""
    try:
        if not path.is_file():
            return MISSING
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return MISSING


def digest_of(content: bytes | str) -> str:
    """The SHA-256 of a content."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything that shapes a product, by content."""

    #: Files by their paths, relative to the project, and settings by their names: digests.
    given: Mapping[str, str]
    #: The editors' files behind inputs that are made from them (see :data:`FACTS`): they tell an
    #: editor better what changed. Whether one of them changed decides nothing.
    sources: Mapping[str, str] = field(default_factory=dict)
    software: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a product was made from, and what it is."""

    #: The product's path, relative to the project.
    product: str
    sha256: str
    inputs: Inputs
    #: Files that were made with it and lie beside it: digests by their paths.
    beside: Mapping[str, str] = field(default_factory=dict)
    #: Files that were read although nobody knew beforehand that they would be.
    also_read: Mapping[str, str] = field(default_factory=dict)
    #: Whether only the command line asked for it: it is kept when the configuration does not.
    on_request: bool = False
    #: What the catalogue says of it.
    record: Mapping[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the receipt, whole or not at all."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"
        write_whole(path, text, lasting=False)

    @classmethod
    def read(cls, path: Path) -> Receipt | None:
        """The receipt at ``path``; ``None`` where there is none that can be understood."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{**content, "inputs": Inputs(**content["inputs"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def why_untrue(self, now: Inputs, product: str, read: Mapping[str, str] | None = None) -> str:
        """Why the product has to be made again, in words; empty if the receipt is true.

        Args:
            now: what it would be made from.
            product: the digest of the product as it lies there.
            read: the digests of the files in :attr:`also_read`.
        """
        before = self.inputs
        changed = _changed(before.given, now.given)
        if read is not None:
            changed += _changed(self.also_read, read)
        if changed:
            if any(name.startswith(FACTS) for name in changed):
                sources = _changed(before.sources, now.sources)
                changed = [n for n in changed if not (sources and n.startswith(FACTS))] + sources
            return f"these changed: {_listed(sorted(changed))}"
        if told := difference(before.software, now.software):
            return f"the software changed: {told}"
        return changed_since(self.sha256, product)


def changed_since(made: str, found: str) -> str:
    """Why a file of which both digests are given has to be made again; empty if it is as it was."""
    if found == MISSING:
        return "it was deleted"
    return "it was changed" if found != made else ""


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    if before == now:
        return []
    return [n for n in sorted({*before, *now}) if before.get(n) != now.get(n)]


def _listed(names: list[str], most: int = 4) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
