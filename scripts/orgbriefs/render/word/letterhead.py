"""The user's letterhead: a Word file whose page, header, footer and styles documents take."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.protocol import Order
from orgbriefs.render.word.lending import Wardrobe, wardrobe
from orgbriefs.render.word.styles import STYLES, empty, house_document

#: Unpacked, in bytes: a letterhead with large pictures has a tenth of that.
LARGEST = 100_000_000
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
#: More parts than this, and a file is no letterhead.
MOST_PARTS = 2_000
#: Endings that Word and others give to templates and to files with macros.
_BESIDE = (".docx", ".dotx", ".dotm", ".docm", ".doc", ".dot", ".odt", ".ott", ".rtf", ".pages")
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "_rels/.rels"
#: LibreOffice calls the relationship to its properties otherwise (ECMA-376, part 2, annex E).
_PROPERTIES = b"/package/2006/relationships/metadata/core-properties"
_PROPERTIES_OF_OFFICE = b"/officedocument/2006/relationships/metadata/core-properties"
#: Fields that load something, or run it, when a document is opened (ECMA-376, part 1, 17.16.5).
_FETCHING = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|MACROBUTTON|RD)\b"
)
#: What a part of each kind begins with.
_ROOTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT: "w:document",
    RELATIONSHIP_TYPE.CORE_PROPERTIES: "cp:coreProperties",
    RELATIONSHIP_TYPE.STYLES: "w:styles",
    RELATIONSHIP_TYPE.NUMBERING: "w:numbering",
    RELATIONSHIP_TYPE.SETTINGS: "w:settings",
    RELATIONSHIP_TYPE.HEADER: "w:hdr",
    RELATIONSHIP_TYPE.FOOTER: "w:ftr",
}
_SPOILT = "the letterhead cannot be read: parts of it are spoilt"
#: Parts of a package that hold programs or other files.
_EMBEDDED = ("oleObject", "package", "control", "aFChunk", "activeX")


@dataclass(frozen=True)
class Letterhead:
    """A file to write in: its pages and its styles, and what was lent to it."""

    file: Document
    wardrobe: Wardrobe
    remarks: tuple[str, ...] = ()


def open_letterhead(order: Order) -> Letterhead:
    """The user's letterhead, emptied of its text, or the house's own.

    Raises:
        InputError: saying why the user's letterhead cannot be used.
    """
    house = house_document(order.design.tokens, order.paper, order.language.tag)
    if order.letterhead is None:
        return Letterhead(house, Wardrobe({name: house.styles[name] for name in STYLES}))
    order.reads.add(order.letterhead)
    return fitted_out(order.letterhead, house)


def fitted_out(path: Path, house: Document) -> Letterhead:
    """The user's letterhead, emptied, with what it lacks lent by ``house``.

    Raises:
        InputError: saying why it cannot be used.
    """
    file, found = _opened(path)
    if file is None or found:
        raise InputError(found)
    remarks = _keep_first_page(file, house)
    empty(file)
    styles = wardrobe(file, house)
    if styles.lent:
        remarks.append(f"lent from the house's styles: {', '.join(styles.lent)}")
    return Letterhead(file, styles, tuple(remarks))


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
            f"save it in Word as {path.stem}.docx, a document without macros, or remove it",
        )
        for ending in _BESIDE
        if (other := path.with_suffix(ending)).exists() and other != path
    ]
    return [*beside, *(_opened(path)[1] if path.exists() else [])]


def _opened(path: Path) -> tuple[Document | None, list[Problem]]:
    if fault := _fault_of_package(path):
        return None, [fault]
    try:
        document = docx.Document(_as_document(path))
        fetched = [*_fetched(document), *_fetching_fields(document)]
        embedded = _embedded(document)
        document.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    except ValueError:
        return None, [_problem(path, "the letterhead is not a Word document")]
    except (PackageNotFoundError, KeyError, AttributeError, XMLSyntaxError, OSError):
        return None, [_problem(path, _SPOILT)]
    if misplaced := _misplaced(document):
        return None, [_problem(path, _SPOILT, ", ".join(misplaced))]
    found = []
    if fetched:
        found.append(
            _problem(path, "the letterhead fetches something from elsewhere", ", ".join(fetched))
        )
    if embedded:
        found.append(
            _problem(path, "the letterhead holds other files or programs", ", ".join(embedded))
        )
    return document, found


def _misplaced(document: Document) -> list[str]:
    """The parts that hold something else than their place asks for."""
    package = document.part.package
    relations = [*package.rels.values(), *document.part.rels.values()]
    found = {
        str(relation.target_part.partname)
        for relation in relations
        if not relation.is_external and relation.reltype in _ROOTS
        # A part whose type is not told has no elements at all.
        if (root := getattr(relation.target_part, "element", None)) is None
        or root.tag != qn(_ROOTS[relation.reltype])
    }
    if not found and document.element.find(qn("w:body")) is None:
        found = {str(document.part.partname)}
    return sorted(found)


def _as_document(path: Path) -> io.BytesIO:
    """The file, a template as the document that Word makes of one."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as target:
        for member in package.infolist():
            content = package.read(member)
            if member.filename == _TYPES:
                content = content.replace(_TEMPLATE, _DOCUMENT)
            elif member.filename == _RELATIONSHIPS:
                content = content.replace(_PROPERTIES_OF_OFFICE, _PROPERTIES)
            target.writestr(member.filename, content)
    made.seek(0)
    return made


def _keep_first_page(file: Document, house: Document) -> list[str]:
    """Leave the file one section, its first; what is said of that."""
    body = file.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = body.find(qn("w:sectPr"))
    if not sections:
        body.append(deepcopy(house.element.body.find(qn("w:sectPr"))))
        return ["lent from the house: the page"]
    if last is not sections[0]:
        first = sections[0]
        kind = first.find(qn("w:type"))
        if kind is not None:
            first.remove(kind)
        if last is not None:
            body.remove(last)
        body.append(first)
    if len(sections) == 1:
        return []
    return [f"of its {len(sections)} sections, documents are printed on the pages of the first"]


def _fault_of_package(path: Path) -> Problem | None:
    """What keeps a file from being opened, or from being carried into every document."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            size = sum(member.file_size for member in package.infolist())
            few = size <= LARGEST and len(names) <= MOST_PARTS
            damaged = package.testzip() if few else None
            types = package.read(_TYPES) if _TYPES in names else b""
    except IsADirectoryError:
        return _problem(path, "the letterhead is a folder")
    except _UNREADABLE:
        return _problem(path, "the letterhead is not a Word file, or is damaged")
    if len(names) > MOST_PARTS:
        return _problem(path, "the letterhead has too many parts", f"{len(names):,}")
    if size > LARGEST:
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


def _fetching_fields(document: Document) -> list[str]:
    """Fields that would load or run something, in the text, headers and footers."""
    found = set()
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        for node in root.iter(qn("w:instrText"), qn("w:fldSimple")) if root is not None else ():
            words = node.text if node.tag == qn("w:instrText") else node.get(qn("w:instr"))
            if match := _FETCHING.search(words or ""):
                found.add(match[0])
    return sorted(found)


def _embedded(document: Document) -> list[str]:
    """Parts that hold programs or other files."""
    return sorted(
        {
            str(relation.target_ref)
            for part in document.part.package.iter_parts()
            for relation in part.rels.values()
            if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _EMBEDDED
        }
    )


def _problem(path: Path, message: str, value: str = "") -> Problem:
    return Problem(Place(path), message, value, f"save it anew in Word as .docx, {_OWN}")
