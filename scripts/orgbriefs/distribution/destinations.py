"""Where documents are published: a folder, a server over SFTP, or a store of objects (S3).

Each is reached by fsspec. Nobody's password stands in an address: SFTP takes keys from the agent
and ``~/.ssh``, and trusts the servers in ``known_hosts`` alone; S3 takes what its own tools take,
from the environment or ``~/.aws``.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from orgbriefs.problems import InputError, Place, Problem

#: What is under way to the place of another file has this ending, and a dot before its name.
_PART = ".part"
_SCHEMES = "a folder, sftp://user@host/path or s3://bucket/path"
_TEXT = ("text/", "application/json", "application/xml", "application/atom+xml")


class Destination:
    """A place for files, by their paths with ``/`` between folders."""

    def __init__(self, address: str, filesystem: Any, folder: str, *, renames: bool) -> None:
        """Take a place.

        Args:
            address: as it is told.
            filesystem: fsspec's way to it.
            folder: the path of the place there, without ``/`` at its end.
            renames: whether a file is put beside its place and then moved there, since what is
                written in place would be seen in part.
        """
        self.address = address
        self._files, self._folder, self._renames = filesystem, folder, renames

    def names(self) -> set[str]:
        """The paths of all files that lie there."""
        with self._reporting():
            found = self._files.find(self._folder)
        return {str(path).removeprefix(self._folder).lstrip("/") for path in found}

    def read(self, name: str) -> bytes | None:
        """A file's content; ``None`` where there is no such file."""
        with self._reporting():
            try:
                return bytes(self._files.cat_file(self._at(name)))
            except FileNotFoundError:
                return None

    def put(self, name: str, source: Path) -> None:
        """Put a file, whole or not at all."""
        with self._reporting():
            if not self._renames:
                self._files.put_file(str(source), self._at(name), ContentType=_type_of(name))
                return
            self._files.put_file(str(source), self._part(name))
            self._files.mv(self._part(name), self._at(name))

    def write(self, name: str, content: bytes) -> None:
        """Put a content, whole or not at all."""
        with self._reporting():
            if not self._renames:
                self._files.pipe_file(self._at(name), content)
                return
            self._files.pipe_file(self._part(name), content)
            self._files.mv(self._part(name), self._at(name))

    def remove(self, name: str) -> None:
        """Remove a file, what of it was under way, and the folders that this leaves empty."""
        with self._reporting():
            for path in (self._at(name), self._part(name)) if self._renames else (self._at(name),):
                with suppress(FileNotFoundError):
                    self._files.rm_file(path)
            folder = name
            while self._renames and "/" in folder:
                folder = folder.rpartition("/")[0]
                try:
                    self._files.rmdir(self._at(folder))
                except Exception:  # whatever a server says of a folder that is not empty
                    return

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _part(self, name: str) -> str:
        folder, sign, last = name.rpartition("/")
        return self._at(f"{folder}{sign}.{last}{_PART}")

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """What servers and stores say, in words."""
        with reporting(self.address):
            yield


def destination(address: str, base: Path) -> Destination:
    """The place at an address.

    Args:
        address: a folder, ``sftp://user@host/path``, where ``/~/`` begins at home, or
            ``s3://bucket/path``.
        base: the folder that a folder is relative to.

    Raises:
        InputError: when it is no such address, or cannot be reached.
    """
    found = urlsplit(address)
    with reporting(address):
        if found.scheme == "sftp":
            return _by_sftp(address, found)
        if found.scheme == "s3":
            return _in_store(address, found)
    if "://" in address:
        raise _refused(address, "this is no place to publish to", f"write {_SCHEMES}")
    from fsspec.implementations.local import LocalFileSystem

    folder = (base / Path(address).expanduser()).resolve()
    if folder.exists() and not folder.is_dir():
        raise _refused(address, "this is no folder", f"write {_SCHEMES}")
    return Destination(address, LocalFileSystem(auto_mkdir=True), str(folder), renames=True)


def _by_sftp(address: str, found: SplitResult) -> Destination:
    if found.password is not None:
        fix = "use a key: ssh-keygen, ssh-copy-id"
        raise _refused("sftp://…", "a password has no place in an address", fix)
    path = unquote(found.path).rstrip("/")
    if not found.hostname or not path:
        raise _refused(address, "the host or the folder is missing", f"write {_SCHEMES}")
    from sshfs import SSHFileSystem

    options: dict[str, Any] = {"username": found.username} if found.username else {}
    if found.port is not None:
        options["port"] = found.port
    files = SSHFileSystem(
        found.hostname,
        # By default, sshfs trusts every server; asyncssh, those in ~/.ssh/known_hosts.
        known_hosts=(),
        skip_instance_cache=True,
        **options,
    )
    return Destination(address, files, path.removeprefix("/~/"), renames=True)


def _in_store(address: str, found: SplitResult) -> Destination:
    if found.username is not None or not found.hostname:
        fix = "write s3://bucket/path, and keys into the environment or ~/.aws"
        raise _refused("s3://…", "this is no address of a bucket", fix)
    from s3fs import S3FileSystem

    folder = f"{found.netloc}{unquote(found.path)}".rstrip("/")
    return Destination(address, S3FileSystem(skip_instance_cache=True), folder, renames=False)


@contextmanager
def reporting(address: str) -> Iterator[None]:
    """Tell in words what comes of reaching an address, and is no fault of ours.

    Raises:
        InputError: with what a server or a store said.
    """
    try:
        yield
    except InputError:
        raise
    except ImportError as error:
        fix = "pip install -r requirements.txt"
        raise _refused(address, f"this is not installed: {error.name}", fix) from None
    except Exception as error:
        library = type(error).__module__.partition(".")[0]
        if isinstance(error, OSError) or library in ("asyncssh", "botocore"):
            said = " ".join(str(error).split()) or type(error).__name__
            fix = "see docs/handing-out.md, 'Publish'"
            raise _refused(address, f"it cannot be reached, or refuses: {said}", fix) from error
        raise


def _refused(address: str, message: str, fix: str) -> InputError:
    place = Place(Path("the place to publish to"), 0, 0)
    return InputError([Problem(place, message, address, fix)])


def _type_of(name: str) -> str:
    """The media type that a store serves a file with."""
    told, _ = mimetypes.guess_type(name)
    if told is None:
        told = "text/markdown" if name.endswith(".md") else "application/octet-stream"
        told = told if "." in name.rpartition("/")[2] else "text/plain"
    return f"{told}; charset=utf-8" if told.startswith(_TEXT) else told
