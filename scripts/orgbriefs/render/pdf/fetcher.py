"""What WeasyPrint may read: figures, from memory, with the pictures in them, and font files."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from orgbriefs.design.fonts import subset_for
from orgbriefs.html.composed import FIGURE
from orgbriefs.reads import Reads

_FILE = "file://"
#: What is between a figure's name and how far apart its rows are to be, in parts of what they are.
ROWS = "?rows="
#: A picture that is written out in a figure: nothing is fetched for it.
_PICTURE = re.compile(r"data:(image/(?:png|jpeg|svg\+xml));base64,")

#: Draws a figure anew: its name, and how far apart its rows are.
Redrawn = Callable[[str, float], str]


class RefusedError(FatalURLFetchingError):
    """Ends the rendering: a document with a part missing is not published."""


class DocumentFetcher(URLFetcher):
    """Gives WeasyPrint figures, and of font files what a text needs, and nothing else."""

    def __init__(
        self,
        figures: Mapping[str, str],
        fonts_folder: Path,
        reads: Reads,
        text: str,
        redrawn: Redrawn | None = None,
    ) -> None:
        super().__init__(allowed_protocols=("file",))
        self._figures = figures
        self._fonts_folder = fonts_folder.resolve()
        self._reads = reads
        self._text = text
        self._redrawn = redrawn

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The figure or font file behind ``url``."""
        if url.startswith(FIGURE):
            svg = self._figure(*url.removeprefix(FIGURE).split(ROWS))
            return URLFetcherResponse(url, svg, {"Content-Type": "image/svg+xml"})
        if (picture := _PICTURE.match(url)) is not None:
            content = b64decode(url[picture.end() :])
            return URLFetcherResponse(url, content, {"Content-Type": picture[1]})
        path = Path(unquote(url.removeprefix(_FILE))).resolve()
        if not url.startswith(_FILE) or not path.is_relative_to(self._fonts_folder):
            raise RefusedError(f"a document may use its figures and fonts only, not {url}")
        if not path.is_file():
            raise RefusedError(f"there is no font file {path.name}")
        self._reads.add(path)
        return URLFetcherResponse(url, subset_for(path, self._text), {"Content-Type": "font/sfnt"})

    def _figure(self, quoted: str, share: str = "") -> str:
        name = unquote(quoted)
        if share and self._redrawn is not None:
            return self._redrawn(name, float(share))
        try:
            return self._figures[name]
        except KeyError:
            raise RefusedError(f"there is no figure {name}") from None
