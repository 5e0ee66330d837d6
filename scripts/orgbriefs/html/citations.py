"""The citations of one document: templates and prose leave marks, notes take their places.

A mark holds the number of its citations in the document's register. What a citation says never
passes through a text that has to be read again.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from orgbriefs.data.citations import Citation

#: A mark in running text, and the line of sources under a table or list.
IN_TEXT, UNDER_BLOCK = "data-cite", "data-sources"
#: Whose sources a line gives, where it stands apart from them.
OF = "data-of"


class UnknownMarkError(LookupError):
    """A mark that is not of this document: a template made it up."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        super().__init__(mark)


class CitationMarks:
    """The register of a document's citations, in the order in which their marks were made."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Citation, ...], int] = {}
        self._citations: list[tuple[Citation, ...]] = []

    def in_text(self, citations: tuple[Citation, ...]) -> Markup:
        """The mark that becomes a note, or a bracket in the text; nothing for no citations."""
        if not citations:
            return Markup()
        return Markup('<span {}="{}"></span>').format(Markup(IN_TEXT), self._number(citations))

    def under_block(self, citations: tuple[Citation, ...], of: str | None = None) -> Markup:
        """The mark that becomes a line of sources; nothing for no citations."""
        if not citations:
            return Markup()
        whose = Markup(' {}="{}"').format(Markup(OF), escape(of)) if of is not None else Markup()
        return Markup('<p class="source"{} {}="{}"></p>').format(
            whose, Markup(UNDER_BLOCK), self._number(citations)
        )

    def __getitem__(self, mark: str) -> tuple[Citation, ...]:
        """The citations of a mark.

        Raises:
            UnknownMarkError: when no mark has this number.
        """
        if not mark.isdecimal() or int(mark) >= len(self._citations):
            raise UnknownMarkError(mark)
        return self._citations[int(mark)]

    def _number(self, citations: tuple[Citation, ...]) -> int:
        if citations not in self._numbers:
            self._numbers[citations] = len(self._citations)
            self._citations.append(citations)
        return self._numbers[citations]
