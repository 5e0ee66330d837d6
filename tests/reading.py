"""Reading finished documents back: their text, outline and pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx_plus.lint import lint
from lxml import html as lxml_html


def pdf_text(path: Path) -> str:
    """The text of all pages, a line a line."""
    with pypdfium2.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return text.replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ").replace("￾\n", "")


def pdf_pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def word_text(path: Path) -> str:
    """Paragraphs and tables in order, then the footnotes."""
    document = docx.Document(str(path))
    lines = [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
    notes = next((p for p in document.part.package.iter_parts() if "footnotes" in p.partname), None)
    if notes is not None:
        lines += re.findall(r"<w:t[^>]*>([^<]*)</w:t>", notes.blob.decode("utf-8"))
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def web_text(path: Path) -> str:
    """The words of a web page's body, a block a line."""
    body = lxml_html.document_fromstring(path.read_text(encoding="utf-8")).find("body")
    for block in body.iter("p", "li", "h1", "h2", "h3", "tr", "dt", "dd", "figcaption", "caption"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in body.text_content().splitlines())
    return "\n".join(line for line in lines if line) + "\n"


#: What a page has besides prose: tables, figures, lists of facts, key figures, lists of sources.
_NO_PROSE = (
    "ancestor-or-self::*[self::table or self::figure or self::dl or self::nav"
    " or @id='sources' or @role='doc-endnotes' or contains(@class, 'closing')"
    " or contains(@class, 'source') or contains(@class, 'pull')]"
)


def prose_words(path: Path) -> int:
    """How many words of prose a web page has: its paragraphs and lists, without citations."""
    body = lxml_html.document_fromstring(path.read_text(encoding="utf-8")).find("body")
    blocks = body.xpath(f".//main//*[self::p or self::li[not(.//p)]][not({_NO_PROSE})]")
    # Notes are called in raised figures; where authors and years are cited, they stand in a span.
    said = ".//text()[not(ancestor::sup) and not(ancestor::span[starts-with(., ' (')])]"
    return sum(len("".join(block.xpath(said)).split()) for block in blocks)


def text_of(path: Path) -> str:
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return web_text(path)
    return pdf_text(path) if path.suffix == ".pdf" else word_text(path)


def printed_by_libreoffice(files: list[Path], folder: Path) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each Word file, by the file's stem."""
    _by_libreoffice(files, folder, "pdf")
    return {file.stem: folder / f"{file.stem}.pdf" for file in files}


def saved_as(file: Path, folder: Path, ending: str) -> Path:
    """What LibreOffice saves a Word file as."""
    _by_libreoffice([file], folder, ending)
    return folder / f"{file.stem}.{ending}"


def _by_libreoffice(files: list[Path], folder: Path, ending: str) -> None:
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )


#: What docx-plus holds against a file, and why it is meant.
EXPLAINED = {
    "mixed-language": "names in other languages are marked as such, so that Word proofs them so",
    "style-drift": "some lines keep with the next, which their style does not ask of all",
    "direct-numbering-override": "each numbered list begins at 1, which Word writes just so",
}


def word_faults(path: Path) -> list[str]:
    """What docx-plus's linter finds, and fields or links that lead nowhere."""
    document = docx.Document(str(path))
    found = [f"{f.rule}: {f.message}" for f in lint(document) if f.rule not in EXPLAINED]
    body = document.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    fields = [node.text or "" for node in body.iter(qn("w:instrText"))]
    targets = [f.split()[1] for f in fields if f.split()[0] in ("REF", "PAGEREF")]
    targets += [
        a.get(qn("w:anchor")) for a in body.iter(qn("w:hyperlink")) if a.get(qn("w:anchor"))
    ]
    found += [f"leads nowhere: {target}" for target in targets if target not in names]
    for picture in body.iter(qn("wp:docPr")):
        if not picture.get("descr"):
            found.append(f"no alternative text: {picture.get('name')}")
    for table in body.iter(qn("w:tbl")):
        if table.find(".//" + qn("w:tblDescription")) is None:
            found.append("a table has no alternative text")
    begun = sum(m.get(qn("w:fldCharType")) == "begin" for m in body.iter(qn("w:fldChar")))
    ended = sum(m.get(qn("w:fldCharType")) == "end" for m in body.iter(qn("w:fldChar")))
    return [*found, *(["a field does not end"] if begun != ended else [])]


def web_faults(path: Path) -> list[str]:
    """What keeps a page from being read by everyone (WCAG 2.2), or from standing alone."""
    text = path.read_text(encoding="utf-8")
    root = lxml_html.document_fromstring(text)
    found = []
    if not root.get("lang") or not (root.findtext(".//title") or "").strip():
        found.append("no language or no title")
    levels = [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4")]
    if levels.count(1) != 1 or any(b > a + 1 for a, b in pairwise(levels)):
        found.append(f"headings are not in order: {levels}")
    names = [element.get("id") for element in root.iter() if element.get("id")]
    found += [
        f"two elements are called {n}" for n in sorted({n for n in names if names.count(n) > 1})
    ]
    for link in root.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href")[1:] not in names:
            found.append(f"a link leads nowhere: {link.get('href')}")
        if not (link.text_content().strip() or link.get("aria-label")):
            found.append("a link has no words")
    for cell in root.iter("th"):
        scopes = ("colgroup",) if int(cell.get("colspan", "1")) > 1 else ("col", "row")
        if cell.get("scope") not in scopes:
            found.append(f"a header cell has no scope: {cell.text_content()}")
    for table in root.iter("table"):
        if table.find("caption") is None:
            found.append("a table has no caption")
    found += ["a picture is not in the page" for _ in root.iter("img", "script", "iframe")]
    fetched = [link for link in root.iter("link") if link.get("rel") not in ("canonical", "icon")]
    found += [f"{link.get('href')} is not in the page" for link in fetched]
    found += ["an icon is fetched" for icon in root.xpath("//link[@rel='icon'][@href!='data:,']")]
    for picture in root.iter("svg"):
        if picture.get("role") != "img" or not picture.get("aria-label"):
            found.append("a figure has no alternative text")
    if root.find(".//main") is None or root.find("body")[0].get("href") != "#text":
        found.append("no way past the beginning")
    if re.search(r"url\((?!#|data:font/woff;base64,)", text) or "@import" in text:
        found.append("the page fetches something")
    return found
