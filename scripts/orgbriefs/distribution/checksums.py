"""``SHA256SUMS``: the checksum of each file, in the form that ``sha256sum -c`` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from orgbriefs.catalogue.manifest import Stock
from orgbriefs.plan.folders import BUNDLES, Folders
from orgbriefs.plan.receipts import MISSING, Digests
from orgbriefs.problems import InputError, Place, Problem, abridged
from orgbriefs.site.writing import digests_of_site
from orgbriefs.storage import write_whole

SUMS = "SHA256SUMS"
#: Its signature, beside it.
SIGNATURE = f"{SUMS}.minisig"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def published(stock: Stock) -> Mapping[str, str]:
    """All that readers find, by its path below the folder of the readers, with its SHA-256.

    A document or a bundle counts with the digest that it had when it was made, so that it shows
    when one was changed afterwards. What is not there is left out, and so is what is withheld;
    reports are for editors.

    Args:
        stock: what lies there.
    """
    folders, found = stock.folders, {}
    documents = {record.path for record in stock.records}
    for receipt in stock.receipts:
        for product, made in {receipt.product: receipt.sha256, **receipt.beside}.items():
            path = folders.project.root / product
            name = path.relative_to(folders.readers).as_posix()
            wanted = receipt.product in documents or name.startswith(f"{BUNDLES}/")
            if wanted and stock.digests.of(path) != MISSING:
                found[name] = made
    # The manifest is written at the end of a build, after others were read.
    fresh, untouched = Digests(), digests_of_site(folders.site_list, folders.readers)
    for name in (folders.manifest.name, *site_pages(folders)):
        digest = untouched.get(name) or fresh.of(folders.readers / name)
        if name not in found and digest != MISSING:
            found[name] = digest
    return MappingProxyType(dict(sorted(found.items())))


def site_pages(folders: Folders) -> tuple[str, ...]:
    """The files of the site, by their paths below the folder of the readers; none without one."""
    try:
        listed = json.loads(folders.site_list.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    return tuple(name for name in names if is_within(name))


def write_checksums(stock: Stock) -> int:
    """Write ``SHA256SUMS`` when it differs; return the number of files.

    A signature of what stood there before is removed: it no longer holds.
    """
    found = published(stock)
    text, path = sums_text(found), stock.folders.readers / SUMS
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
        path.with_name(SIGNATURE).unlink(missing_ok=True)
        write_whole(path, text)
    return len(found)


def sums_text(digests: Mapping[str, str]) -> str:
    """``SHA256SUMS`` of files by their paths, in order of these."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def read_sums(text: str, file: Path) -> Mapping[str, str]:
    """The SHA-256 of each file by its path.

    Args:
        text: what :func:`sums_text` or ``sha256sum`` wrote.
        file: what it was read from.

    Raises:
        InputError: naming each line that cannot be read.
    """
    found: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found or not is_within(match[2]):
            problems.append(
                Problem(
                    Place(file, number),
                    "not a checksum and the path of a file, once",
                    abridged(line),
                    "take the file anew from where it was published",
                )
            )
        else:
            found[match[2]] = match[1]
    if problems:
        raise InputError(problems)
    return found


def is_within(name: str) -> bool:
    """Whether a path stays below the folder that it is relative to."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.as_posix() == name != "."
