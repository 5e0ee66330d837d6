"""What WeasyPrint says while it works, as problems with a place."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.pdf.fetcher import RefusedError

#: How WeasyPrint says where in a style sheet something is.
#: How WeasyPrint begins what its reader of style sheets says.
_CSS_ERROR = "Error: "
_AT = re.compile(r" at (\d+):(\d+)")
#: What fontTools says of tables that it leaves out of a font is of no use to anybody.
_HEARD = ("weasyprint", "fontTools")


class Journal:
    """Collects the warnings of one rendering."""

    def __init__(self, document: Path) -> None:
        self.document = document
        self._file = document
        self._warnings: dict[Problem, None] = {}
        self._errors: list[Problem] = []

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was said, each once, in order."""
        return tuple(self._warnings)

    @contextmanager
    def reading(self, file: Path) -> Iterator[None]:
        """What is said meanwhile concerns ``file``.

        Raises:
            InputError: when it names a file that a document may not use.
        """
        before, self._file = self._file, file
        try:
            yield
        except RefusedError as error:
            problem = self._problem(str(error), "correct the template or style sheet")
            raise InputError([problem]) from None
        finally:
            self._file = before

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to the libraries' loggers, which are left as they were found."""
        handler = _Handler(self, threading.get_ident())
        for name in _HEARD:
            logging.getLogger(name).addHandler(handler)
        try:
            yield
        finally:
            for name in _HEARD:
                logging.getLogger(name).removeHandler(handler)

    def raise_errors(self) -> None:
        """End the rendering where a part of the document could not be made.

        Raises:
            InputError: naming each part.
        """
        if self._errors:
            raise InputError(self._errors)

    def note(self, words: str, level: int) -> None:
        """Take down what was said."""
        if level >= logging.ERROR:
            self._errors.append(self._problem(words))
        else:
            self._warnings[self._problem(words)] = None

    def _problem(self, words: str, fix: str = "") -> Problem:
        found = _AT.search(words) if self._file != self.document else None
        place = Place(self._file, int(found[1]), int(found[2])) if found else Place(self._file)
        said = _AT.sub("", words, count=1) if found else words
        said = said.strip().rstrip(".")
        if said.startswith(_CSS_ERROR):
            said = f"this is not CSS: {said.removeprefix(_CSS_ERROR)}"
        return Problem(place, said, fix=fix)


class _Handler(logging.Handler):
    """Passes on what WeasyPrint says in one thread."""

    def __init__(self, journal: Journal, thread: int) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal
        self._thread = thread

    def emit(self, record: logging.LogRecord) -> None:
        """Take down a record of WeasyPrint's."""
        if record.thread == self._thread and record.name.startswith("weasyprint"):
            self._journal.note(record.getMessage(), record.levelno)
