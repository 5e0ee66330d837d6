"""A Word file that is being written: what its parts share while they print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_plus.bookmarks import add_bookmark

from orgbriefs.design.tokens import Word
from orgbriefs.language.language import Language
from orgbriefs.render.word.identifiers import Identifiers
from orgbriefs.render.word.numbering import Numbering

#: What Word takes where a letterhead does not say.
_PAGE_WIDTH, _PAGE_HEIGHT = Mm(210), Mm(297)
#: The height of a caption and a line of sources, in millimetres.
_ABOUT_FIGURES = 30


#: What has a style.
Part = TypeVar("Part", Paragraph, Run)


class Writer:
    """The file, and what has been given out of it.

    Args:
        file: what to add to.
        styles: those that documents name, by their names in :data:`styles.STYLES`.
        language: the document's.
        tokens: the design's, for Word.
        pictures: PNG by the names of the figures.
        pages: the page of each section, by its id, for the list of contents.
    """

    def __init__(
        self,
        file: Document,
        styles: Mapping[str, Any],
        language: Language,
        tokens: Word,
        pictures: Mapping[str, bytes],
        pages: Mapping[str, int],
    ) -> None:
        self.file = file
        self.language = language
        self.tokens = tokens
        self.pictures = pictures
        self.pages = pages
        self.identifiers = Identifiers(file)
        self.numbering = Numbering(file, Mm(tokens.indents.list))
        self._styles = styles
        kinds = (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER)
        self._defaults = {kind: file.styles.default(kind) for kind in kinds}
        #: The sections that the list of contents names, with the bookmarks of their headings.
        self.listed: dict[str, str] = {}
        #: The section whose heading comes next.
        self.section = ""

    @property
    def width(self) -> Length:
        """The width of the text block."""
        section = self.file.sections[0]
        beside = (section.left_margin or 0) + (section.right_margin or 0)
        return Length((section.page_width or _PAGE_WIDTH) - beside)

    @property
    def tallest(self) -> float:
        """The height that a figure may have beside its caption and its source, in millimetres."""
        section = self.file.sections[0]
        beside = (section.top_margin or 0) + (section.bottom_margin or 0)
        return Length((section.page_height or _PAGE_HEIGHT) - beside).mm - _ABOUT_FIGURES

    def style(self, name: str) -> Any:
        """The style called ``name``: a :class:`docx.styles.style.BaseStyle` of its kind."""
        return self._styles[name]

    def paragraph(self, style: str) -> Paragraph:
        """A new paragraph at the end."""
        return self.styled(self.file.add_paragraph(), style)

    def last_paragraph(self) -> Paragraph | None:
        """What stands at the end, where it is a paragraph."""
        last = self.file.element.body.xpath("./*[not(self::w:sectPr)][last()][self::w:p]")
        return Paragraph(last[0], self.file) if last else None

    def keep_last(self) -> None:
        """Keep the end of the last paragraph on the page of what comes next."""
        if (last := self.last_paragraph()) is not None:
            last.paragraph_format.keep_with_next = True

    def styled(self, part: Part, style: str) -> Part:
        """``part``, in the style called ``style``; python-docx looks through all for each."""
        wanted = self.style(style)
        default = wanted == self._defaults[wanted.type]
        part._element.style = None if default else wanted.style_id
        return part

    def bookmark(self, target: Paragraph | tuple[Run, Run], name: str) -> None:
        """Mark a paragraph, or what stands from one run to another."""
        add_bookmark(target, name, id_registry=self.identifiers.bookmarks)
