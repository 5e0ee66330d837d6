"""Web pages: the same words as on paper, readable by everyone, and standing alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from conftest import Workspace
from lxml import html as lxml_html
from reading import web_faults

from orgbriefs.web.printer import web_page

STEM = "out/now/students/test-groups-briefing-paper-students-now"


def page(space: Workspace) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((space.path / f"{STEM}.html").read_text(encoding="utf-8"))


def test_pages_have_no_fault(built: Workspace) -> None:
    pages = sorted((built.path / "out").glob("[!.]*/*/*.html"))
    assert len(pages) == 6
    assert {p.name: faults for p in pages if (faults := web_faults(p))} == {}


def test_faults_are_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        "<html><body><h1>A</h1><h3>C</h3><a href='#x'></a><table><tr><th>1</th></tr></table>"
        "<p id='p'>1</p><p id='p'>2</p><img src='x.png'><svg></svg></body></html>"
    )
    found = web_faults(wrong)
    for said in (
        "no language",
        "headings are not in order",
        "two elements",
        "leads nowhere",
        "no words",
        "no scope",
        "no caption",
        "not in the page",
        "no alternative text",
        "no way past",
    ):
        assert any(said in fault for fault in found), said


def test_notes_lead_there_and_back(built: Workspace) -> None:
    root = page(built)
    calls = root.xpath("//a[@role='doc-noteref']")
    backs = root.xpath("//a[@role='doc-backlink']")
    assert len(calls) == len(backs) > 3
    for number, (call, back) in enumerate(zip(calls, backs, strict=True), 1):
        assert call.get("href") == f"#note-{number}"
        assert call.getparent().get("id") == back.get("href").removeprefix("#")
        assert back.getparent().get("id") == f"note-{number}"


def test_the_page_says_what_the_word_file_says(built: Workspace) -> None:
    import docx

    root = page(built)
    for element in root.xpath("//*[@role='doc-endnotes'] | //sup | //nav | //svg | //*[@hidden]"):
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
        for word in "".join(t.text or "" for t in node.xpath(".//w:t")).split()
    )
    assert sum(wanted.values()) > 150
    assert wanted - got == Counter()


def test_figures_are_in_the_page_with_what_they_show(built: Workspace) -> None:
    pictures = page(built).xpath("//figure//svg")
    assert len(pictures) > 3
    assert all(len(picture.get("aria-label")) > 20 for picture in pictures)


def test_what_is_for_paper_alone_is_left_out(tmp_path: Path) -> None:
    made = web_page(
        "<html lang=en><head><title>T</title></head><body>"
        "<div data-medium='page'>Running</div><p data-medium='page web'>Both</p>"
        "<p data-medium='word'>Form</p><main><h1>T</h1><p>Text&nbsp;&amp; more</p></main>"
        "</body></html>",
        "",
        tmp_path,
    )
    assert "Running" not in made
    assert "Form" not in made
    assert "<p>Both</p>" in made


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
