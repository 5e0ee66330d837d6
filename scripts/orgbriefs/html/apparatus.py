"""How much of a document says where its facts come from, and is not its text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from orgbriefs.html.notes import FOOTNOTE

#: What belongs to the apparatus: notes, lists of works, and lines of sources under blocks.
_CLASSES = frozenset((FOOTNOTE, "notes", "bibliography", "source"))


def apparatus_share(body: Element) -> float:
    """The share of notes and sources in the characters that are printed on pages, from 0 to 1.

    Args:
        body: the document's; what is for other media than pages does not count.
    """
    counts = {False: 0, True: 0}
    for text, within in _texts(body, within=False):
        counts[within] += len("".join(text.split()))
    return counts[True] / max(sum(counts.values()), 1)


def _texts(element: Element, *, within: bool) -> Iterator[tuple[str, bool]]:
    """The texts of an element, each with whether it belongs to the apparatus."""
    if "page" not in element.get("data-medium", "page").split():
        return
    within = within or not _CLASSES.isdisjoint(element.get("class", "").split())
    yield element.text or "", within
    for child in element:
        yield from _texts(child, within=within)
        yield child.tail or "", within
