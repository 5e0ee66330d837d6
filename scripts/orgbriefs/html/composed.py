"""A composed document: what every renderer is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import html as lxml_html

#: How the address of a figure begins in HTML: ``figure:membership-guam``.
FIGURE = "figure:"


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What is said of a document, in the words of its language."""

    title: str
    #: The title as the document bears it, and the line above it: of what series and kind it is.
    heading: str
    masthead: str
    author: str
    description: str
    keywords: tuple[str, ...]
    #: A BCP 47 tag.
    language: str
    #: The day as of which its facts hold.
    as_of: date
    #: The lines above and below the text where a format has its own, as Word does.
    running_header: str
    running_footer: str
    #: The same for every making of the same document, and for no other document of the project.
    identifier: str
    #: Where it can be read once it is published.
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A document as HTML, complete but for its design."""

    #: The whole document. A figure is ``<img src="figure:NAME" alt="…">``; its caption begins with
    #: ``<span class="label" data-number="3">Figure 3.</span>``.
    html: str
    metadata: Metadata
    #: The figures that it shows, as SVG, by name.
    figures: Mapping[str, str]
    kind: str
    audience: str
    #: The keys of the works that it cites.
    cited: frozenset[str] = frozenset()
    #: What could be left out still, for it to keep to its pages: how many characters at each step.
    yielding: tuple[int, ...] = ()

    def said(self) -> str:
        """All that it says in words, its figures too, on one line; not where else it leads to."""
        root = lxml_html.document_fromstring(self.html)
        for part in root.xpath("//head | //nav"):
            part.drop_tree()
        figures = (lxml_html.fragment_fromstring(svg) for svg in self.figures.values())
        texts = (text for tree in (root, *figures) for text in tree.itertext())
        return " ".join(" ".join(texts).split())
