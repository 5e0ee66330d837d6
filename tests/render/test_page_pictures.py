"""Pictures of pages, compared with those that were approved.

Small and grey, so that antialiasing does not matter and layout does. ``pytest --update`` accepts
what is there; on failure, ``tests/references/pages/failed`` shows approved, made and difference
side by side.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from conftest import Workspace
from PIL import Image, ImageChops, ImageFilter

PAGES = Path(__file__).parents[1] / "references" / "pages"
FAILED = PAGES / "failed"
#: Dots per inch: a line of text is two dots high.
RESOLUTION = 22
#: How much greyer a dot may be, of 255, after blurring, and how many dots may be greyer.
TOLERANCE, SHARE = 24, 0.002
KINDS = {
    "briefing": "{e}/{a}/test-groups-briefing-paper-{a}-{e}.pdf",
    "factsheet": "{e}/{a}/alpha-fact-sheet-{a}-{e}.pdf",
    "short-factsheet": "{e}/{a}/beta-fact-sheet-{a}-{e}.pdf",
    "handout": "{e}/{a}/alpha-handout-{a}-{e}.pdf",
    "comparative-handout": "{e}/{a}/test-groups-handout-{a}-{e}.pdf",
    "changes": "{e}/{a}/test-groups-changes-{a}-2010-to-{e}.pdf",
}


def pictures(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
            for page in document
        ]


def differs(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return True
    soft = (image.filter(ImageFilter.GaussianBlur(0.8)) for image in (one, other))
    counts = ImageChops.difference(*soft).histogram()
    return sum(counts[TOLERANCE:]) > SHARE * one.width * one.height


def report(name: str, approved: Image.Image | None, made: Image.Image) -> None:
    """Approved, made and difference, side by side."""
    FAILED.mkdir(exist_ok=True)
    blank = Image.new("L", made.size, 255)
    approved = approved or blank
    difference = ImageChops.difference(approved.resize(made.size), made)
    sheet = Image.new("L", (made.width * 3 + 20, made.height), 128)
    for place, image in enumerate((approved, made, ImageChops.invert(difference))):
        sheet.paste(image, (place * (made.width + 10), 0))
    sheet.save(FAILED / f"{name}.png")


def test_pages_look_as_they_were_approved(built: Workspace, update: bool) -> None:
    made = {
        f"{kind}-{audience}-{number}": picture
        for kind, pattern in KINDS.items()
        for audience in ("policymakers", "students")
        for number, picture in enumerate(
            pictures(built.path / "out" / pattern.format(e="now", a=audience)), 1
        )
    }
    assert len(made) >= 12
    if update:
        PAGES.mkdir(parents=True, exist_ok=True)
        for old in PAGES.glob("*.png"):
            old.unlink()
        for name, picture in made.items():
            picture.quantize(32).save(PAGES / f"{name}.png", optimize=True)
    approved = {path.stem: Image.open(path).convert("L") for path in PAGES.glob("*.png")}
    changed = [
        name
        for name in sorted({*made, *approved})
        if name not in made or name not in approved or differs(approved[name], made[name])
    ]
    for name in changed:
        if name in made:
            report(name, approved.get(name), made[name])
    assert not changed, f"look at {FAILED}; if they are as they should be, run pytest --update"


def test_a_moved_block_is_seen_and_a_softer_edge_is_not(built: Workspace) -> None:
    page = pictures(built.path / "out" / KINDS["factsheet"].format(e="now", a="students"))[0]
    assert not differs(page, page.filter(ImageFilter.GaussianBlur(0.4)))
    assert differs(page, ImageChops.offset(page, 0, 3))
