"""What every renderer is given, and what it gives back.

A renderer writes no file and keeps nothing: the same document and the same order give the same
bytes, in whatever process, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from orgbriefs.config import Paper
from orgbriefs.design import Design
from orgbriefs.html.composed import Composed
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Problem
from orgbriefs.reads import Reads


@dataclass(frozen=True)
class StyleSheet:
    """A style sheet: where it lies, and its text, filled in where it is a template."""

    path: Path
    text: str


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How long a document of a kind is in PDF."""

    #: The least and the greatest number of pages allowed.
    pages: tuple[int, int]
    #: The number of pages its type is made to fit, where one of the scales does.
    wanted: int
    #: What the type sizes may be multiplied by, from the smallest.
    scales: tuple[float, ...] = (1.0,)
    #: About how many characters a page holds at scale 1: from where the scales are tried.
    holds: int = 4000


#: A document's style sheets in order, at a scale of its type.
StyleAt = Callable[[float], tuple[StyleSheet, ...]]


@dataclass(frozen=True, kw_only=True)
class Order:
    """How a document is to be rendered."""

    paper: Paper
    design: Design
    language: Language
    #: The style sheets but for the fonts: of the page for PDF, of the screen for the web, and for
    #: Word those of a plain page, on which the pages of its contents are counted. Markdown has
    #: none.
    style_at: StyleAt
    #: ``@font-face`` for the font files, and the folder in which they lie. Web pages, which bring
    #: the design's fonts with them, and Markdown need neither.
    fonts: StyleSheet
    fonts_folder: Path
    extent: Extent
    #: The resolved data as JSON, to travel with the document.
    facts: bytes
    #: The document with so many steps left out of what may be, where it has too many pages.
    shortened: Callable[[int], Composed] | None = None
    #: A figure drawn anew, with so much from one row to the next in parts of what it has.
    redrawn: Callable[[str, float], str] | None = None
    #: The user's letterhead for Word, where there is one.
    letterhead: Path | None = None
    #: Takes the name of every file that is read.
    reads: Reads = field(default_factory=Reads)


@dataclass(frozen=True)
class PageFill:
    """How far down its text block a page is filled."""

    number: int
    #: From 0 to 1, of the height above the footnotes.
    filled: float
    #: How many lines of running text would still go on it.
    lines_free: int


@dataclass(frozen=True)
class Fault:
    """Something on a page that a designer would mend."""

    page: int
    what: str
    words: str
    #: Whether it is better borne than mended by leaving out what readers look for.
    slight: bool = False

    def __str__(self) -> str:
        return f"page {self.page}: {self.what}: “{self.words}”"


@dataclass(frozen=True)
class Layout:
    """How a PDF came out: the scale of its type, its pages, and what to mend."""

    scale: float
    pages: tuple[PageFill, ...]
    faults: tuple[Fault, ...]
    #: The share of notes and sources in its characters, from 0 to 1.
    apparatus: float


#: How the file with a page's card ends, which bears the page's name otherwise.
CARD = ".png"


@dataclass(frozen=True)
class Rendering:
    """A finished document."""

    content: bytes
    #: For what has pages: PDF.
    layout: Layout | None = None
    #: What was passed over, such as a declaration of a style sheet that nobody understands.
    warnings: tuple[Problem, ...] = ()
    #: What is shown of a web page where its address is shared: PNG, to lie beside it.
    card: bytes | None = None


class WrongLengthError(InputError):
    """A document has more or fewer pages than its kind allows; carries what is held back."""

    def __init__(self, problem: Problem, rejected: bytes) -> None:
        super().__init__([problem])
        #: The finished document, for the editor to look at.
        self.rejected = rejected


class Renderer(Protocol):
    """Makes finished documents of one format."""

    def render(self, document: Composed, order: Order) -> Rendering:
        """The finished document.

        Raises:
            InputError: when it breaks a rule of its kind, or uses what the format lacks.
        """
