"""The small project's documents, read back: clean, alike in all formats, and fit to be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Workspace
from lxml import html as lxml_html
from playwright.sync_api import sync_playwright
from reading import printed_by_libreoffice, web_faults, word_faults

STEM = "out/now/students/test-groups-briefing-paper-students-now"


def contents_of(path: Path) -> dict[str, int]:
    """The entries of the list of contents, with the pages that the file has in store."""
    found = {}
    for paragraph in docx.Document(str(path)).paragraphs:
        if paragraph.style.name == "toc 1":
            words = "".join(paragraph._p.xpath(".//w:t/text()"))
            title, number = re.fullmatch(r"(.*?)(\d+)", words).groups()
            found[title.strip()] = int(number)
    return found


def test_word_files_are_clean(built: Workspace) -> None:
    files = sorted((built.path / "out").glob("[!.]*/*/*.docx"))
    assert len(files) == 18
    assert {p.name: faults for p in files if (faults := word_faults(p))} == {}


def test_web_pages_have_no_fault(built: Workspace) -> None:
    pages = sorted((built.path / "out").glob("[!.]*/*/*.html"))
    assert len(pages) == 6
    assert {p.name: faults for p in pages if (faults := web_faults(p))} == {}


def test_the_list_of_contents_has_its_entries_in_place(built: Workspace) -> None:
    entries = contents_of(built.path / f"{STEM}.docx")
    assert list(entries)[:3] == ["At a glance", "Introduction", "AO"]
    assert list(entries.values()) == sorted(entries.values())


@pytest.mark.office
def test_the_pages_in_the_list_of_contents_are_right(built: Workspace, tmp_path: Path) -> None:
    entries = contents_of(built.path / f"{STEM}.docx")
    (printed,) = printed_by_libreoffice([built.path / f"{STEM}.docx"], tmp_path).values()
    with pypdfium2.PdfDocument(printed) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    for title in ("Comparison", "What changed", "Conclusions", "Notes and sources"):
        real = [n for n, text in enumerate(pages, 1) if re.search(rf"^{title}", text, re.M)][-1]
        assert abs(entries[title] - real) <= 1, (title, entries[title], real)


#: The text of a paragraph without the numbers of its notes.
WITHOUT_CALLS = ".//w:t[not(../w:rPr/w:rStyle[@w:val='Superscript'])]"


def test_the_page_says_what_the_word_file_says(built: Workspace) -> None:
    root = lxml_html.document_fromstring((built.path / f"{STEM}.html").read_text(encoding="utf-8"))
    for element in root.xpath(
        "//*[@role='doc-endnotes'] | //sup | //nav | //svg | //*[@hidden] | //*[@class='beside']"
    ):
        element.drop_tree()
    for block in root.iter("p", "li", "h1", "h2", "h3", "th", "td", "dt", "dd", "figcaption"):
        block.tail = "\n" + (block.tail or "")
    wanted = Counter(root.find(".//main").text_content().split())
    body = docx.Document(str(built.path / f"{STEM}.docx")).element.body
    got = Counter(
        word
        for paragraph in body.iterchildren()
        for node in (paragraph.xpath(".//w:p") or [paragraph])
        if not node.xpath("./w:pPr/w:pStyle[@w:val='TOC1']")
        for word in "".join(t.text or "" for t in node.xpath(WITHOUT_CALLS)).split()
    )
    assert sum(wanted.values()) > 150
    assert wanted - got == Counter()


#: The width at which a page must still be read without scrolling sideways (WCAG 2.2, 1.4.10).
NARROW = 320
FRAME = """<!DOCTYPE html><body><iframe id=f style="width:WIDTHpx;height:900px;border:0"></iframe>
<script>f.onload = () => { const page = f.contentDocument;
if (page.title) document.body.dataset.width = page.documentElement.scrollWidth };
f.srcdoc = CONTENT;</script></body>"""


@pytest.mark.browser
def test_a_page_can_be_read_on_a_telephone(built: Workspace, tmp_path: Path) -> None:
    page = json.dumps((built.path / f"{STEM}.html").read_text(encoding="utf-8"))
    frame = tmp_path / "frame.html"
    frame.write_text(
        FRAME.replace("WIDTH", str(NARROW)).replace("CONTENT", page.replace("</", "<\\/")),
        encoding="utf-8",
    )
    chromium = shutil.which("chromium")
    assert chromium is not None
    done = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=5000",
            "--dump-dom",
            frame.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    width = re.search(r'data-width="(\d+)"', done.stdout)
    assert width is not None, done.stderr
    assert int(width[1]) <= NARROW


#: How much the fonts add to a page, in bytes: more than this, and it opens late on a telephone.
FONTS = 160_000


def test_the_fonts_of_a_page_are_small(built: Workspace) -> None:
    for page in (built.path / "out").glob("[!.]*/*/*.html"):
        faces = re.findall(r"@font-face \{.*?\}", page.read_text(encoding="utf-8"))
        assert len(faces) >= 7
        assert sum(map(len, faces)) <= FONTS


@pytest.mark.browser
def test_every_letter_is_set_in_a_face_that_the_page_brings(built: Workspace) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto((built.path / f"{STEM}.html").as_uri())
        page.evaluate("() => document.fonts.ready.then(() => true)")
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        wanted = {"nodeId": root, "selector": "body *"}
        used = [
            font
            for node in session.send("DOM.querySelectorAll", wanted)["nodeIds"]
            for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        ]
        browser.close()
    assert sum(font["glyphCount"] for font in used) > 1000
    assert {font["familyName"] for font in used if not font["isCustomFont"]} == set()


@pytest.mark.browser
def test_every_web_page_can_be_used_by_all(built: Workspace) -> None:
    """axe finds nothing, by day and by night; in a narrow window tables of two columns are read
    without being moved, and of wider ones the first column and the caption stay in view."""
    pages = sorted((built.path / "out").glob("[!.]*/*/*.html"))
    assert len(pages) == 6
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for path in pages:
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": NARROW, "height": 800}, color_scheme=scheme
                )
                page.goto(path.as_uri())
                found = Axe().run(page).response["violations"]
                assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], path.name
                assert page.evaluate(_TABLES_THAT_HIDE) == [], path.name
                page.close()
        browser.close()


#: The captions of tables of two columns that are wider than their place, and of wider ones whose
#: rows, once moved, no longer show what they are about.
_TABLES_THAT_HIDE = """() => [...document.querySelectorAll(".scroll:has(table)")].filter(place => {
    const columns = Math.max(...[...place.querySelectorAll("tr")].map((row) => row.cells.length));
    if (columns < 3) return place.scrollWidth > place.clientWidth + 1;
    place.scrollLeft = 60;
    const left = place.getBoundingClientRect().left - 1;
    return [...place.querySelectorAll("caption, tbody th[scope=row]")]
        .some((cell) => cell.getBoundingClientRect().left < left);
}).map((place) => place.getAttribute("aria-label"))"""
