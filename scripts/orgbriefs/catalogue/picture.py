"""Pages of finished documents side by side, as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from orgbriefs.problems import InputError, Place, Problem

_GAP = 18
_GROUND = "#8b939c"


def picture_pages(pages: Sequence[tuple[Path, int]], out: Path, *, width: int = 420) -> None:
    """Write ``out``, a PNG.

    Args:
        pages: PDF files, each with the number of a page, counting from 1.
        out: the picture.
        width: of each page, in pixels.

    Raises:
        InputError: when a file is no PDF, or has no such page.
    """
    shots = [_page(path, number, width) for path, number in pages]
    height = max(shot.height for shot in shots)
    sheet = Image.new("RGB", (len(shots) * (width + _GAP) + _GAP, height + 2 * _GAP), _GROUND)
    for index, shot in enumerate(shots):
        sheet.paste(shot, (_GAP + index * (width + _GAP), _GAP))
    out.parent.mkdir(parents=True, exist_ok=True)
    # So that the few words in a colour of their own keep it.
    sheet.quantize(128, method=Image.Quantize.MAXCOVERAGE).save(out, optimize=True)


def _page(path: Path, number: int, width: int) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise InputError(
            [Problem(Place(path, 0, 0), f"no PDF can be read here: {error}")]
        ) from None
    with document:
        if not 1 <= number <= len(document):
            message = f"there is no page {number}; the file has {len(document)}"
            raise InputError([Problem(Place(path, 0, 0), message)])
        page = document[number - 1]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")
