"""WeasyPrint, with the styles of one document: its pages at any scale."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from orgbriefs.reads import Reads
from orgbriefs.render.pdf.columns import columns_reckoned
from orgbriefs.render.pdf.fetcher import DocumentFetcher, Redrawn
from orgbriefs.render.pdf.footnotes import footnotes_added_up
from orgbriefs.render.pdf.journal import Journal
from orgbriefs.render.pdf.shaping import lines_remembered
from orgbriefs.render.protocol import StyleSheet


class Engine:
    """Lays HTML out; what does not change from one layout to the next is read once.

    Args:
        fonts: ``@font-face`` for the font files.
        fonts_folder: the only folder that is read from.
        figures: SVG by the names that ``<img src="figure:…">`` gives.
        reads: takes the names of the files that are read.
        journal: takes down what WeasyPrint says.
        text: all that is to be set but for figures, with or without its markup.
        redrawn: draws a figure anew, with other distances between its rows.
    """

    def __init__(
        self,
        fonts: StyleSheet,
        fonts_folder: Path,
        figures: Mapping[str, str],
        reads: Reads,
        journal: Journal,
        text: str,
        redrawn: Redrawn | None = None,
    ) -> None:
        self._configuration = FontConfiguration()
        shown = "".join((text, *figures.values()))
        self._fetcher = DocumentFetcher(figures, fonts_folder, reads, shown, redrawn)
        self._journal = journal
        self._read: dict[StyleSheet, weasyprint.CSS] = {}
        self._images: dict[str, object] = {}
        self._parsed: dict[str, weasyprint.HTML] = {}
        self._fonts = self._style(fonts)

    def parsed(self, html: str) -> weasyprint.HTML:
        """The document, to be laid out as often as is needed."""
        if html not in self._parsed:
            self._parsed[html] = weasyprint.HTML(string=html, url_fetcher=self._fetcher)
        return self._parsed[html]

    def laid_out(
        self, source: weasyprint.HTML, styles: tuple[StyleSheet, ...], *, tagged: bool = True
    ) -> weasyprint.Document:
        """The document's pages in these styles, the last the strongest."""
        sheets = [self._fonts, *(self._style(style) for style in styles)]
        with lines_remembered(), columns_reckoned(), footnotes_added_up():
            return source.render(
                stylesheets=sheets,
                font_config=self._configuration,
                cache=self._images,
                pdf_tags=tagged,
                presentational_hints=True,  # <ol start="7">
            )

    def _style(self, style: StyleSheet) -> weasyprint.CSS:
        if style not in self._read:
            with self._journal.reading(style.path):
                self._read[style] = weasyprint.CSS(
                    string=style.text,
                    base_url=style.path.absolute().as_uri(),
                    font_config=self._configuration,
                    url_fetcher=self._fetcher,
                )
        return self._read[style]


@contextmanager
def at_work(journal: Journal) -> Iterator[None]:
    """While WeasyPrint works: its words are taken down, and no garbage is collected.

    Layouts are trees of hundreds of thousands of objects that live until the end; looking
    through them again and again takes a fifth of the time.

    Raises:
        InputError: when a part of the document could not be made.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        with journal.listening(), journal.reading(journal.document):
            yield
        journal.raise_errors()
    finally:
        if collecting:
            gc.enable()
