"""The gallery: a picture of each kind of document that lies there."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from conftest import Workspace
from PIL import Image

from orgbriefs.catalogue.gallery import make_gallery
from orgbriefs.catalogue.picture import picture_pages
from orgbriefs.plan.receipts import Inputs, Receipt, digest_of
from orgbriefs.problems import InputError

A4 = (595, 842)


def lay(space: Workspace, kind: str, pages: int) -> str:
    """A PDF with empty pages where one of the kind belongs, with its receipt; its path."""
    plan = space.plan()
    document = next(
        d
        for d in plan.documents.all
        if (d.kind, d.format, d.edition, d.audience) == (kind, "pdf", "now", "students")
    )
    path = plan.folders.document(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument.new() as pdf:
        for _ in range(pages):
            pdf.new_page(*A4)
        pdf.save(path)
    content = path.read_bytes()
    record = {
        "path": plan.relative(document), "kind": kind, "organization": document.subject,
        "audience": "students", "edition": "now", "as_of": "2020-12-31", "format": "pdf",
        "language": "en-GB", "title": f"A title of a {kind}", "pages": pages,
        "bytes": len(content), "sha256": digest_of(content), "facts": None,
    }  # fmt: skip
    inputs = Inputs(given={}, software={})
    product = plan.relative(document)
    receipt = Receipt(product=product, sha256=digest_of(content), inputs=inputs, record=record)
    receipt.write(plan.folders.receipt(path))
    return product


def test_each_kind_is_shown_once(workspace: Workspace, tmp_path: Path) -> None:
    paper, sheet = lay(workspace, "briefing", 9), lay(workspace, "factsheet", 1)
    out = tmp_path / "docs/show.md"
    kinds = make_gallery(workspace.plan().folders, "now", "students", out)
    assert kinds == ["briefing", "factsheet"]
    text = out.read_text(encoding="utf-8")
    for line in (
        "## A title of a briefing",
        f"Pages 1 to 4 of 9: `{paper}`",
        f"Page 1 of 1: `{sheet}`",
        "![Page 1 of 1](show/factsheet.png)",
    ):
        assert line in text.splitlines()
    with (
        Image.open(out.parent / "show/briefing.png") as four,
        Image.open(out.parent / "show/factsheet.png") as one,
    ):
        assert four.height == one.height
        assert four.width > 3.5 * one.width


def test_nothing_to_show_is_told(workspace: Workspace, tmp_path: Path) -> None:
    lay(workspace, "factsheet", 1)
    with pytest.raises(InputError, match="no PDF or Word file is here to be shown"):
        make_gallery(workspace.plan().folders, "now", "policymakers", tmp_path / "show.md")
    assert not (tmp_path / "show.md").exists()


def test_a_few_words_keep_their_colour_in_a_picture(tmp_path: Path) -> None:
    page = Image.linear_gradient("L").convert("RGB").resize((400, 560))
    page.paste("#1b4b7a", (0, 0, 400, 100))
    page.paste("#862b2b", (40, 300, 52, 306))
    page.save(tmp_path / "page.pdf")
    picture_pages([(tmp_path / "page.pdf", 1)], tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        colours = sheet.convert("RGB").getcolors(1 << 24) or []
    assert any(red > 110 and green < 60 for _, (red, green, _) in colours)
