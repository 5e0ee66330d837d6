"""A picture in a passage, in every format; and what is said of one that is not there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import Workspace, project_at
from PIL import Image
from reading import text_of
from small_project import PROJECT, edit

ALPHA = "data/organizations/alpha.yaml"
HANDOUT = "out/now/policymakers/alpha-handout-policymakers-now"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """The small project with a photograph in a passage that all documents print."""
    space = project_at(tmp_path / "project", PROJECT)
    edit(space.path / "config.yaml", "handout: [docx", "handout: [html, md, docx")
    (space.path / "data/pictures").mkdir()
    Image.new("RGB", (400, 300), "#336699").save(space.path / "data/pictures/flag.jpg")
    lines = (
        "text: |-",
        "It joins two states, as [](#figure-flag) shows [@treaty].",
        "",
        "![A blue flag](flag.jpg) The *flag* of 1999 [@treaty, art. 1].",
    )
    written = "\n        ".join(lines)
    old = 'text: "The organization joins two states in **peace** [@treaty]."'
    edit(space.path / ALPHA, "{" + old + "}", written)
    return space


def test_a_picture_is_in_every_format_and_is_declared(space: Workspace) -> None:
    made = space.made(f"{HANDOUT}.docx")
    assert space.path / "data/pictures/flag.jpg" in made.reads
    formats = [*space.make(*(f"{HANDOUT}.{kind}" for kind in ("docx", "pdf", "html", "md")))]
    for path in formats:
        words = " ".join(text_of(path).split())
        assert "The flag of 1999" in words.replace("*", ""), path.suffix
        assert "as figure" in words.replace("[", ""), path.suffix
    word, pdf, web, markdown = formats
    with zipfile.ZipFile(word) as package:
        document = package.read("word/document.xml").decode("utf-8")
        assert 'descr="A blue flag"' in document
    with pikepdf.open(pdf) as opened:
        photographs = [
            image for page in opened.pages for image in _photographs(page.get("/Resources"))
        ]
    assert [(int(image.Width), int(image.Height)) for image in photographs] == [(400, 300)]
    assert 'aria-label="A blue flag"' in web.read_text(encoding="utf-8")
    assert "A blue flag" in markdown.read_text(encoding="utf-8")


def _photographs(resources: pikepdf.Object) -> list[pikepdf.Object]:
    """The pictures that a page shows, in forms within forms too."""
    found = []
    for drawn in (resources.get("/XObject") or {}).values() if resources is not None else ():
        if drawn.get("/Subtype") == "/Image":
            found.append(drawn)
        else:
            found += _photographs(drawn.get("/Resources"))
    return found


def test_a_picture_that_is_missing_or_damaged_is_told(space: Workspace) -> None:
    pictures = space.path / "data/pictures"
    assert space.command("check")[0] == 0
    (pictures / "flag.jpg").rename(pictures / "flags.jpg")
    status, said = space.command("check")
    assert status == 1
    assert f"{ALPHA}:" in said
    assert "there is no such picture" in said
    assert "'flags.jpg'" in said or "flags.jpg" in said
    (pictures / "flag.jpg").write_bytes(b"GIF89a")
    status, said = space.command("check")
    assert status == 1
    assert "data/pictures/flag.jpg: the picture is damaged, or none" in said
