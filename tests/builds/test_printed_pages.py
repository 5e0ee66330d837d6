"""Web pages on paper: about as long as the PDF, and no heading at the foot of a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Workspace
from lxml import html as lxml_html
from playwright.sync_api import Browser, sync_playwright
from pypdfium2 import PdfDocument

pytestmark = pytest.mark.browser

FOLDER = "out/current/policymakers"
NAMES = (
    "security-groupings-briefing-paper-policymakers-current",
    "cis-fact-sheet-policymakers-current",
    "guam-fact-sheet-policymakers-current",
)
#: So much longer than the PDF a page may print. A fact sheet leaves out in PDF what does not go on
#: its two pages, and on the web nothing: it may have a page more.
LONGER, MORE = 1.2, 1
#: Grounds are printed, though browsers leave them out: so much of the first page has a colour, of
#: at least this saturation (0 to 255).
GROUNDS, TINTED = 0.1, 8
#: In points: what printers cannot print on, at least.
MARGIN = 28
HEADINGS = "//main//*[self::h2 or self::h3 or self::caption or self::figcaption]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def printed(browser: Browser, page: Path, folder: Path) -> PdfDocument:
    """What a browser prints of a page, as its reader has set nothing."""
    out = folder / f"{page.stem}.pdf"
    opened = browser.new_page()
    opened.goto(page.as_uri())
    opened.evaluate("() => document.fonts.ready.then(() => true)")
    opened.pdf(path=out, format="A4")
    opened.close()
    return PdfDocument(out)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_prints_like_its_pdf(
    browser: Browser, shipped: Workspace, tmp_path: Path, name: str
) -> None:
    page = shipped.path / FOLDER / f"{name}.html"
    with printed(browser, page, tmp_path) as sheets, PdfDocument(page.with_suffix(".pdf")) as pdf:
        assert len(sheets) <= max(LONGER * len(pdf), len(pdf) + MORE)
        ends = ["".join(s.get_textpage().get_text_bounded().split()) for s in sheets]
        first = sheets[0].render(scale=1).to_pil().convert("RGB")
    root = lxml_html.parse(str(page)).getroot()
    headings = ["".join(h.text_content().split()) for h in root.xpath(HEADINGS)]
    assert len(headings) >= 6
    assert [end[-60:] for end in ends if end.endswith(tuple(headings))] == []
    colours = first.convert("HSV").getchannel("S").histogram()
    assert sum(colours[TINTED:]) > GROUNDS * first.width * first.height
    assert first.crop((0, 0, MARGIN, first.height)).getextrema() == ((255, 255),) * 3
