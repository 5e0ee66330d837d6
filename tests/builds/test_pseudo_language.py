"""Every word that is not data comes from the catalogue: in text, alternative texts, bookmarks,
fields of Word, and what files say of themselves."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import Workspace, project_at
from lxml import html as lxml_html
from pseudo_language import CLOSE, HEAD, MORE, OPEN, TAG, known_words, outside, write_catalogue
from reading import pdf_text
from small_project import PROJECT

#: Words of no language that documents hold: addresses, forms of files, instructions of fields.
TECHNICAL = set(
    "https http www org com pdf xml json md html docx sha uri png ref seq arabic toc pageref page "
    "numpages mergeformat hyperlink facts application mimetype weasyprint device initial "
    "sup".split()
)


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small project in a language that nobody speaks, without hyphens at the ends of lines."""
    space = project_at(tmp_path_factory.mktemp("strange") / "project", PROJECT)
    write_catalogue(space.path / "templates")
    with (space.path / "templates/styles/base.css").open("a", encoding="utf-8") as styles:
        styles.write("html, p, li, td, dd { hyphens: none !important }\n")
    with (space.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"language: {TAG}\n")
    return space


def words_of_pdf(path: Path) -> Iterator[str]:
    yield pdf_text(path)
    with pikepdf.open(path) as pdf:
        yield from (str(value) for value in pdf.docinfo.values())
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop()
                yield item.title
                waiting += item.children
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and "/Alt" in element:
                yield str(element.Alt)


def words_of_word(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not re.search(r"(document|header|footer|footnotes|core)[0-9]*\.xml$", name):
                continue
            xml = package.read(name).decode("utf-8")
            yield from re.findall(r"<w:(?:t|instrText)\b[^>]*>([^<]*)<", xml)
            yield from re.findall(r'w:placeholder w:val="([^"]*)"', xml)
            yield from re.findall(r'(?:descr|title|w:tblCaption w:val)="([^"]*)"', xml)
            yield from re.findall(
                r"<(?:dc|cp):(?:title|subject|keywords|description)>([^<]*)<", xml
            )


def words_of_page(path: Path) -> Iterator[str]:
    root = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script"):
            yield from (element.text or "", element.tail or "")
            yield from (element.get(name, "") for name in ("alt", "aria-label", "title", "content"))


WORDS = {".pdf": words_of_pdf, ".docx": words_of_word, ".html": words_of_page}


def test_no_word_is_written_outside_the_catalogue(strange: Workspace) -> None:
    plan = strange.plan()
    strange.prepare(plan)
    known = known_words(strange.path) | TECHNICAL
    kinds, faults = set(), []
    for document in plan.documents.all:
        if (document.edition, document.audience) not in (
            ("now", "students"),
            ("2010", "policymakers"),
        ):
            continue
        path = strange.write(plan, document)
        # A document's own name, made of messages, is data where a file says its name.
        named = {word.casefold() for word in re.findall(r"[^\W\d_]+", path.name)}
        read = WORDS.get(path.suffix)
        texts = list(read(path)) if read else [path.read_text(encoding="utf-8")]
        whole = " ".join(texts)
        assert OPEN in whole, path.name
        assert f"{MORE}{CLOSE}" in whole, path.name
        left = {w for text in texts for w in outside(text)}
        lost = sorted(w for w in left if w.casefold() not in known | named)
        faults += [f"{path.name}: {', '.join(lost[:12])}"] if lost else []
        kinds.add((document.kind, document.format))
    assert len(kinds) == 10, kinds
    assert not faults, "\n".join(faults)


def test_the_names_of_files_come_from_the_catalogue(workspace: Workspace) -> None:
    folder = workspace.path / "templates/locale"
    folder.mkdir()
    (folder / "en_GB.po").write_text(
        f'{HEAD}\nmsgid "file-name.handout"\n'
        'msgstr "{edition} tiedote {subject} ({audience})"\n',
        encoding="utf-8",
    )
    names = {document.basename for document in workspace.plan().documents.of_kind("handout")}
    assert "now-tiedote-alpha-students" in names
