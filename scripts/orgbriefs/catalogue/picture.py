"""Pages of finished documents side by side, as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

_GAP = 18
_GROUND = "#8b939c"


def picture_pages(pages: Sequence[tuple[Path, int]], out: Path, *, width: int = 420) -> None:
    """Write ``out``, a PNG.

    Args:
        pages: PDF files, each with the number of a page, counting from 1.
        out: the picture.
        width: of each page, in pixels.
    """
    shots = [_page(path, number, width) for path, number in pages]
    height = max(shot.height for shot in shots)
    sheet = Image.new("RGB", (len(shots) * (width + _GAP) + _GAP, height + 2 * _GAP), _GROUND)
    for index, shot in enumerate(shots):
        sheet.paste(shot, (_GAP + index * (width + _GAP), _GAP))
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(128).save(out, optimize=True)


def _page(path: Path, number: int, width: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")
