"""Numbers and names within a Word file, given out in order: the same file each time."""

from __future__ import annotations

import hashlib
import re

from docx.document import Document
from docx_plus.bookmarks import BookmarkIdRegistry
from docx_plus.core.ids import IdRegistry
from docx_plus.notes import FootnoteIdRegistry

#: What Word allows the name of a bookmark.
_LONGEST = 40


class NotesInOrder(FootnoteIdRegistry):
    """Footnotes numbered 1, 2, 3: the library's random numbers would change with each run."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class BookmarksInOrder(BookmarkIdRegistry):
    """The same for bookmarks."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class ControlsInOrder(IdRegistry):
    """The same for content controls."""

    def next(self) -> int:
        """The next free number."""
        return int(self.next_sequential())


class Identifiers:
    """The registries of one file."""

    def __init__(self, file: Document) -> None:
        self.notes = NotesInOrder(file)
        self.bookmarks = BookmarksInOrder(file)
        self.controls = ControlsInOrder(file)


def bookmark_name(identifier: str) -> str:
    """The name of the bookmark on an element: letters, digits and underscores, forty at most."""
    name = "_Ref_" + re.sub(r"[^A-Za-z0-9]", "_", identifier)
    if len(name) <= _LONGEST:
        return name
    mark = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST - len(mark) - 1]}_{mark}"
