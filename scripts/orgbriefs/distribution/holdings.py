"""What there is to verify: the files of a folder, or of an archive, without unpacking it."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from orgbriefs.distribution.checksums import is_within
from orgbriefs.plan.folders import COPY_FITTING, PROVENANCE, READERS
from orgbriefs.problems import InputError, Place, Problem

#: Where publishing keeps account of what it put somewhere, beside that.
LEDGER = ".orgbriefs-published.json"
#: An archive that says of itself that it holds more bytes is not read.
LARGEST = 20_000_000_000
#: Of a project's out/, what is not for readers.
_APART = (".work", *(name for name in READERS.values() if name != "."), LEDGER)
#: What may be wrong with an archive, or a member of it.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


class Holding(Protocol):
    """Files by their paths, with ``/`` between folders."""

    def names(self) -> set[str]:
        """The paths of all files."""

    def for_editors(self) -> set[str]:
        """The paths of files that may lie there although they are not published."""

    def open(self, name: str) -> IO[bytes]:
        """A file, to be read.

        Raises:
            OSError: when it cannot be.
        """


class FolderHolding:
    """The files of a folder. Links are not followed: they are files that cannot be read."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder."""
        self._folder = folder

    def names(self) -> set[str]:
        """The paths of all files but those that are not for readers."""
        found = set()
        for place, folders, files in os.walk(self._folder):
            within = Path(place).relative_to(self._folder)
            links = [name for name in folders if Path(place, name).is_symlink()]
            found |= {(within / name).as_posix() for name in (*files, *links)}
            folders[:] = [name for name in folders if (within / name).as_posix() not in _APART]
        return found - set(_APART)

    def for_editors(self) -> set[str]:
        """Reports; and where a project builds into the folder, all that it made there."""
        receipts = self._folder / ".work" / "receipts" / "published"
        made = {
            path.relative_to(receipts).as_posix().removesuffix(".json")
            for path in receipts.rglob("*.json")
        }
        return made | _reports(self.names())

    def open(self, name: str) -> IO[bytes]:
        """A file, to be read."""
        path = self._folder / name
        if path.is_symlink() or not path.is_file():
            raise OSError("it is no file")
        return path.open("rb")


class ArchiveHolding:
    """The members of a zip file."""

    def __init__(self, place: Path, archive: zipfile.ZipFile) -> None:
        """Look at an archive.

        Args:
            place: where it lies.
            archive: it, open.

        Raises:
            InputError: when members lie outside of it, have one name, or are too large.
        """
        self._archive = archive
        names = [member.filename for member in archive.infolist() if not member.is_dir()]
        message = ""
        if any(not is_within(name) for name in names):
            message = "what is in it lies outside of it"
        elif len(set(names)) < len(names):
            message = "it has two files of one name"
        elif sum(member.file_size for member in archive.infolist()) > LARGEST:
            message = f"it holds more than {LARGEST:,} bytes"
        if message:
            raise InputError([Problem(Place(place, 0, 0), message, fix="do not unpack it")])
        self._names = set(names)

    def names(self) -> set[str]:
        """The paths of all members that are files."""
        return self._names

    def for_editors(self) -> set[str]:
        """Reports."""
        return _reports(self._names)

    def open(self, name: str) -> IO[bytes]:
        """A member, to be read."""
        try:
            return self._archive.open(name)
        except (KeyError, *_DAMAGED) as error:
            raise OSError(str(error)) from None


def _reports(names: set[str]) -> set[str]:
    """The reports on editions among the paths of files."""
    return {name for name in names if name.partition("/")[2] in (PROVENANCE, COPY_FITTING)}


@contextmanager
def holding(place: Path) -> Iterator[Holding]:
    """What there is at a path, a folder or a zip file.

    Raises:
        InputError: when there is neither.
    """
    if place.is_dir():
        yield FolderHolding(place)
        return
    if not place.is_file():
        fix = "name a folder, such as out/, or a zip file"
        raise InputError([Problem(Place(place, 0, 0), "there is nothing here", fix=fix)])
    with place.open("rb") as stream, archived(place, stream) as found:
        yield found


@contextmanager
def archived(place: Path, stream: BinaryIO | IO[bytes]) -> Iterator[ArchiveHolding]:
    """What is in an archive.

    Args:
        place: where it lies.
        stream: its content.

    Raises:
        InputError: when it is none, or a dangerous one.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED as error:
        fix = "fetch it again from where it was published"
        message = f"this is no whole zip file: {error}"
        raise InputError([Problem(Place(place, 0, 0), message, fix=fix)]) from None
    with archive:
        yield ArchiveHolding(place, archive)


def digest_in(found: Holding, name: str) -> tuple[str, int]:
    """The SHA-256 of a file, and its length in bytes.

    Raises:
        OSError: when it cannot be read.
    """
    digest, length = hashlib.sha256(), 0
    try:
        with found.open(name) as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
                length += len(part)
    except _DAMAGED as error:
        raise OSError(str(error)) from None
    return digest.hexdigest(), length


def content_in(found: Holding, name: str) -> bytes:
    """A file's content.

    Raises:
        OSError: when it cannot be read.
    """
    try:
        with found.open(name) as stream:
            return stream.read()
    except _DAMAGED as error:
        raise OSError(str(error)) from None
