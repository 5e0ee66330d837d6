"""What stands in a finished document: its sections, its words, its facts, its first page."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from PIL import Image

from orgbriefs.render.attachment import PDF_ATTACHMENT, WORD_PART
from orgbriefs.storage import write_whole

#: The width of a cover in pixels, and its number of colours.
COVER_WIDTH, _COLOURS = 480, 64
_WORD = re.compile(r"[^\W_]+")
#: Elements of a web page that begin a passage of their own.
_BLOCKS = frozenset(
    "blockquote body caption dd div dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li main "
    "ol p section table td text th tr ul".split()
)
#: What reading a file raises that is not what its name says.
_UNREADABLE = (pypdfium2.PdfiumError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section: its heading, its name in a web page, its page in a PDF (from 1)."""

    title: str
    anchor: str | None = None
    page: int | None = None


class Readings:
    """What was read in finished documents; it is kept by their content, and read once."""

    def __init__(self, kept: Path) -> None:
        """Begin; ``kept`` is the folder in which it is kept, told by the software that reads."""
        self._kept = kept
        self._used: set[Path] = set()

    def sections(self, path: Path, format_: str, digest: str) -> tuple[Section, ...]:
        """The sections of a document whose content has this digest; none where it names none."""
        if format_ not in _SECTIONS:
            return ()
        found = self._read(f"{digest}.sections", _SECTIONS[format_], path, [])
        return tuple(Section(**section) for section in found)

    def words(self, path: Path, format_: str, digest: str) -> Mapping[str, int]:
        """The words of a document (:func:`words_of`), with how often each occurs."""

        def counted(path: Path) -> dict[str, int]:
            return dict(Counter(word for text in _TEXTS[format_](path) for word in words_of(text)))

        return self._read(f"{digest}.words", counted, path, {})

    def forget_unused(self) -> None:
        """Drop what was kept of files that are no more, and by other software."""
        for path in self._kept.parent.glob("*/*"):
            if path not in self._used:
                path.unlink()

    def _read(self, name: str, read: Callable[[Path], Any], path: Path, nothing: Any) -> Any:
        kept = self._kept / f"{name}.json"
        self._used.add(kept)
        if kept.exists():
            return json.loads(kept.read_text(encoding="utf-8"))
        try:
            found = read(path)
        except _UNREADABLE:  # somebody changed it by hand
            return nothing
        text = json.dumps(found, ensure_ascii=False, sort_keys=True)
        write_whole(kept, text, lasting=False)
        return found


def facts_of(path: Path, format_: str) -> bytes:
    """The facts that a document carries, as JSON; an empty list of them where none can be read."""
    found = None
    with suppress(*_UNREADABLE):
        found = _carried(path, format_)
    return found or b'{"resolved": []}'


def _carried(path: Path, format_: str) -> bytes | None:
    if format_ == "docx":
        with zipfile.ZipFile(path) as package:
            return (etree.fromstring(package.read(WORD_PART)).text or "").encode()
    with pypdfium2.PdfDocument(path) as document:
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            if attachment.get_name() == PDF_ATTACHMENT:
                return bytes(attachment.get_data())
    return None


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they are sought: small letters without accents, and digits.

    ``site.js`` does the same with what readers type.
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.category(c).startswith("M"))
    return (word for word in _WORD.findall(plain) if len(word) > 1)


def passages_of(path: Path, format_: str) -> list[str]:
    """A document's text in parts, as it stands on the page; none where it cannot be read."""
    with suppress(*_UNREADABLE):
        parts = (" ".join(part.split()) for part in _TEXTS[format_](path))
        return [part for part in parts if part]
    return []


def cover_of(path: Path) -> bytes:
    """The first page of a PDF as a PNG; white paper where it cannot be read."""
    picture = Image.new("RGB", (COVER_WIDTH, round(COVER_WIDTH * 2**0.5)), "white")
    with suppress(*_UNREADABLE), pypdfium2.PdfDocument(path) as document:
        page = document[0]
        picture = page.render(scale=COVER_WIDTH / page.get_width()).to_pil().convert("RGB")
    stream = io.BytesIO()
    picture.quantize(_COLOURS).save(stream, "png")
    return stream.getvalue()


def _web_page(path: Path) -> HtmlElement:
    return lxml_html.document_fromstring(path.read_text(encoding="utf-8"))


def _sections_of_web_page(path: Path) -> list[dict[str, Any]]:
    return [
        {"title": " ".join(heading.text_content().split()), "anchor": anchor}
        for heading in _web_page(path).xpath("//main//h2[not(ancestor::nav)]")
        if (anchor := _name_of(heading)) is not None
    ]


def _name_of(heading: HtmlElement) -> str | None:
    parent = heading.getparent()
    return heading.get("id") or (parent.get("id") if parent.tag == "section" else None)


def _sections_of_pdf(path: Path) -> list[dict[str, Any]]:
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for bookmark in document.get_toc():
            target = bookmark.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None and bookmark.level > 0:
                found.append({"title": bookmark.get_title(), "page": index + 1})
    return found


def _text_of_web_page(path: Path) -> Iterator[str]:
    """What stands in each of the innermost blocks."""
    root = _web_page(path)
    for part in root.xpath(_NOT_READ):
        part.drop_tree()
    told = ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield told
            told = ""
        if event == "start":
            told += element.text or "" if isinstance(element.tag, str) else ""
        else:
            told += element.tail or ""
    yield told


def _text_of_pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def _text_of_word_file(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for paragraph in etree.fromstring(package.read("word/document.xml")).iter("{*}p"):
            yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def _text_of_markdown(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").split("\n\n")


#: What is no part of the text: menus, and the numbers of notes, which would be read as the ends of
#: the words before them.
_NOT_READ = "//head | //nav | //style | //sup[a[@role='doc-noteref']] | //a[@role='doc-backlink']"

_SECTIONS = {
    "html": _sections_of_web_page,
    "pdf": _sections_of_pdf,
    "print.pdf": _sections_of_pdf,
}
_TEXTS: Mapping[str, Callable[[Path], Iterable[str]]] = {
    "html": _text_of_web_page,
    "pdf": _text_of_pdf,
    "print.pdf": _text_of_pdf,
    "docx": _text_of_word_file,
    "md": _text_of_markdown,
}
