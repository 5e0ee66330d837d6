"""The user's letterhead: a Word file whose page, header, footer and styles documents take."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.protocol import Order
from orgbriefs.render.word.styles import STYLES, empty, house_document

#: Unpacked, in bytes: a letterhead with large pictures has a tenth of that.
_LARGEST = 100_000_000
_OWN = "or remove the file to use the house's own"
#: What zipfile raises for files that are cut off, damaged, encrypted or of another kind.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
#: Endings that Word gives to templates and to files with macros.
_NOT_READ = (".dotx", ".dotm", ".docm", ".doc", ".dot", ".odt")


def open_letterhead(order: Order) -> Document:
    """The user's letterhead, emptied of its text, or the house's own.

    Raises:
        InputError: saying why the user's letterhead cannot be used.
    """
    if order.letterhead is None:
        return house_document(order.design.tokens, order.paper, order.language.tag)
    order.reads.add(order.letterhead)
    document, found = _opened(order.letterhead)
    if document is None or found:
        raise InputError(found)
    empty(document)
    return document


def problems(path: Path) -> list[Problem]:
    """What is wrong with a letterhead, and with what lies beside it in its stead.

    Args:
        path: where it is looked for; need not exist.
    """
    beside = [
        Problem(
            Place(other),
            "this file is not used as the letterhead",
            other.name,
            f"save it in Word as {path.name}, a document without macros, or remove it",
        )
        for ending in _NOT_READ
        if (other := path.with_suffix(ending)).exists()
    ]
    return [*beside, *(_opened(path)[1] if path.exists() else [])]


def _opened(path: Path) -> tuple[Document | None, list[Problem]]:
    if fault := _fault_of_package(path):
        return None, [fault]
    try:
        document = docx.Document(str(path))
        kinds = {style.name: style.type for style in document.styles}
        sections = len(document.sections)
    except ValueError as error:
        return None, [_problem(path, "the letterhead is not a Word document", str(error))]
    except (PackageNotFoundError, KeyError, AttributeError, XMLSyntaxError, OSError) as error:
        return None, [_problem(path, "the letterhead cannot be read", str(error))]
    found = []
    if fetched := _fetched(document):
        found.append(
            _problem(path, "the letterhead fetches something from elsewhere", ", ".join(fetched))
        )
    if not sections:
        found.append(_problem(path, "the letterhead has no page settings"))
    if lacking := [name for name in STYLES if name not in kinds]:
        found.append(
            Problem(
                Place(path),
                "the letterhead lacks styles",
                ", ".join(lacking),
                f"add styles of these names in Word, {_OWN}",
            )
        )
    if wrong := [name for name, kind in STYLES.items() if kinds.get(name, kind) != kind]:
        named = ", ".join(f"{name} (for a {_kind(name)})" for name in wrong)
        found.append(_problem(path, "styles of the letterhead are of another kind", named))
    return document, found


def _fault_of_package(path: Path) -> Problem | None:
    """What keeps a file from being opened, or from being carried into every document."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            size = sum(member.file_size for member in package.infolist())
            damaged = package.testzip() if size <= _LARGEST else None
            types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except IsADirectoryError:
        return _problem(path, "the letterhead is a folder")
    except _UNREADABLE as error:
        return _problem(path, "the letterhead is not a Word file, or is damaged", str(error))
    if size > _LARGEST:
        return _problem(path, "the letterhead is too large", f"{size:,} bytes unpacked")
    if damaged is not None:
        return _problem(path, "the letterhead is damaged", damaged)
    if not types:
        return _problem(path, "the letterhead is not a Word file")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return _problem(path, "the letterhead holds macros, which every document would carry")
    return None


def _fetched(document: Document) -> list[str]:
    """What Word would load when it opens a document: an attached template, a linked picture."""
    parts = document.part.package.iter_parts()
    return sorted(
        {
            relation.target_ref
            for part in parts
            for relation in part.rels.values()
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK
        }
    )


def _problem(path: Path, message: str, value: str = "") -> Problem:
    return Problem(Place(path), message, value, f"save it anew in Word as .docx, {_OWN}")


def _kind(name: str) -> str:
    return STYLES[name].name.lower()
