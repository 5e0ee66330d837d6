"""Publishing: what changed is put where readers find it, and what is gone is removed there.

Documents come before the pages that link to them, and what is removed goes last, pages before what
they link to; so nobody follows a link to what is not there. A *ledger*, beside what was published,
keeps account of every file that was put there, with its SHA-256. What is not in it is not touched.
It is written before the first file is put, and often after: a run that was killed is gone on with.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from orgbriefs.distribution.checksums import SIGNATURE, SUMS, is_within
from orgbriefs.distribution.destinations import Destination
from orgbriefs.distribution.holdings import LEDGER
from orgbriefs.plan.receipts import digest_of_file
from orgbriefs.problems import InputError, Place, Problem

#: So many files are under way at once.
_AT_ONCE = 8
#: So often, in seconds, the ledger is written.
_PAUSE = 5.0
_VERSION = 1

#: The SHA-256 of each file that was put there; ``None`` while nobody knows what is there now.
Ledger = Mapping[str, str | None]


@dataclass(frozen=True)
class Publication:
    """What is to be done at a destination."""

    #: In the order in which it is put there; files of one group in any order.
    puts: tuple[tuple[str, ...], ...]
    removals: tuple[str, ...]
    unchanged: int

    @property
    def number(self) -> int:
        """How many files are put."""
        return sum(len(group) for group in self.puts)


def compare(
    wanted: Mapping[str, str], pages: Sequence[str], ledger: Ledger, destination: Destination
) -> Publication:
    """What is to be done so that a destination has what is wanted.

    Args:
        wanted: the SHA-256 of each file by its path.
        pages: the files among them that make up the site.
        ledger: what was put there before.
        destination: where it is put.

    Raises:
        InputError: when files lie there that nobody put there, in the places of ours.
    """
    differing = [name for name in wanted if ledger.get(name) != wanted[name]]
    if new := {name for name in differing if name not in ledger}:
        _refuse_others(new & destination.names(), destination)
    known = frozenset(pages)
    ranked = sorted((_rank(name, known), name) for name in differing)
    groups = (tuple(n for _, n in group) for _, group in groupby(ranked, key=lambda r: r[0]))
    gone = sorted(((_rank(n, known), n) for n in ledger if n not in wanted), reverse=True)
    return Publication(
        puts=tuple(groups),
        removals=tuple(name for _, name in gone),
        unchanged=len(wanted) - len(differing),
    )


def publish(
    publication: Publication,
    out: Path,
    wanted: Mapping[str, str],
    ledger: Ledger,
    destination: Destination,
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Do what is to be done.

    Args:
        publication: it.
        out: the folder that the files lie in.
        wanted: their SHA-256.
        ledger: what was put there before.
        destination: where they are put.
        say: takes a line a file.

    Raises:
        InputError: when a file changed meanwhile, or the destination refuses.
    """
    account = {**ledger, **{name: None for group in publication.puts for name in group}}
    if account != ledger:
        write_ledger(destination, account)
    written = time.monotonic()

    def put(name: str) -> str:
        if digest_of_file(out / name) != wanted[name]:
            place, fix = Place(out / name, 0, 0), "publish again"
            raise InputError([Problem(place, "this changed while it was published", fix=fix)])
        destination.put(name, out / name)
        return name

    try:
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            for batch in _batches(publication.puts):
                for name in workers.map(put, batch):
                    account[name] = wanted[name]
                    say(f"  put      {name}")
                if time.monotonic() - written > _PAUSE:
                    write_ledger(destination, account)
                    written = time.monotonic()
        for name in publication.removals:
            destination.remove(name)
            del account[name]
            say(f"  removed  {name}")
    finally:
        if account != ledger:
            write_ledger(destination, account)


def read_ledger(destination: Destination) -> Ledger:
    """What was put there before; nothing where nothing was.

    Raises:
        InputError: when it cannot be read.
    """
    content = destination.read(LEDGER)
    if content is None:
        return {}
    try:
        told = json.loads(content)
        files = dict(told["files"])
        if told["version"] != _VERSION or not all(map(is_within, files)):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        place = Place(Path(LEDGER), 0, 0)
        fix = "put back the one that was there, or publish to an empty place"
        message = "the account of what was put here cannot be read"
        raise InputError([Problem(place, message, destination.address, fix)]) from None
    return files


def write_ledger(destination: Destination, ledger: Ledger) -> None:
    """Keep account of what was put there."""
    content = {"version": _VERSION, "files": dict(sorted(ledger.items()))}
    destination.write(LEDGER, f"{json.dumps(content, indent=0)}\n".encode())


def _batches(groups: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for group in groups:
        for start in range(0, len(group), 4 * _AT_ONCE):
            yield group[start : start + 4 * _AT_ONCE]


def _rank(name: str, pages: frozenset[str]) -> tuple[int, int]:
    """The order of a file: what links to others comes after them."""
    if name == SIGNATURE:
        return 5, 0
    if name == SUMS:
        return 4, 0
    if name not in pages:
        return (3, 0) if name == "manifest.json" else (0, 0)
    if name.endswith(".html"):
        return 2, -name.count("/")
    # Feeds and sitemaps tell machines what there is; the rest is what pages are made with.
    return (3, 0) if name.endswith(".xml") else (1, 0)


def _refuse_others(names: set[str], destination: Destination) -> None:
    if names:
        listed = ", ".join(sorted(names)[:5]) + ("…" if len(names) > 5 else "")
        place = Place(Path("the place to publish to"), 0, 0)
        message = f"files lie in {destination.address} that were not published by this command"
        fix = "move them away, or publish to another folder"
        raise InputError([Problem(place, message, listed, fix)])
