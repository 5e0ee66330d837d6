"""The numberings of a Word file: one for bullets, one for numbers, each list counting by itself."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx_plus.numbering import (
    AbstractNumIdRegistry,
    LevelDefinition,
    NumIdRegistry,
    define_list_definition,
    read_list_definitions,
    restart_list,
)

#: Word has nine levels (ECMA-376, part 1, 17.9.6); what lies deeper looks as the last.
LEVELS = 9
BULLET, NUMBER = "List Bullet", "List Number"
_BULLETS = "•–◦"


class Numbering:
    """What the lists of one file are numbered by; each numbering is made when first needed."""

    def __init__(self, file: Document, indent: Length) -> None:
        """Prepare.

        Args:
            file: the document.
            indent: by how much the words of each level stand further in.
        """
        self._file, self._indent = file, indent
        self._there = {found.num_id for found in read_list_definitions(file)}
        self._numbers = NumIdRegistry(file)
        self._abstracts = AbstractNumIdRegistry(file)
        self._made: dict[tuple[str, int], int] = {}

    def has(self, number: int) -> bool:
        """Whether the file came with a numbering of this number."""
        return number in self._there

    def indent(self, level: int) -> Length:
        """How far the words of a level stand from the margin."""
        return Length(self._indent * (level + 1))

    def of(self, style: str, inset: int = 0) -> int:
        """The numbering of the file's own that goes with a style, further in by ``inset``."""
        if (style, inset) not in self._made:
            self._made[style, inset] = define_list_definition(
                self._file,
                levels=[self._level(style, level, inset) for level in range(LEVELS)],
                num_registry=self._numbers,
                abstract_registry=self._abstracts,
            )
        return self._made[style, inset]

    def begin(self, paragraph: Paragraph, number: int, level: int, start: int) -> int:
        """Count from ``start`` at ``paragraph``; the number of the numbering that does."""
        registry = self._numbers
        return int(restart_list(paragraph, number, level=level, start=start, num_registry=registry))

    def _level(self, style: str, level: int, inset: int) -> LevelDefinition:
        bullets = style == BULLET
        return LevelDefinition(
            fmt="bullet" if bullets else "decimal",
            text=_BULLETS[level % len(_BULLETS)] if bullets else f"%{level + 1}.",
            indent=round(Length(self.indent(level) + inset).twips),
            hanging=round(self._indent.twips),
        )
