"""The figures that a document places, by name."""

from __future__ import annotations

from pathlib import Path

from lxml.html import HtmlElement

from orgbriefs.html.composed import FIGURE, Composed
from orgbriefs.problems import InputError, Place, Problem


def name_of(image: HtmlElement) -> str:
    """The name of the figure that an ``img`` places."""
    return str(image.get("src")).removeprefix(FIGURE)


def svg_of(document: Composed, name: str) -> str:
    """A figure of the document.

    Raises:
        InputError: when it has none of this name.
    """
    try:
        return document.figures[name]
    except KeyError:
        place = Place(Path(document.metadata.identifier))
        known = f"there are: {', '.join(sorted(document.figures)) or 'none'}"
        raise InputError([Problem(place, "there is no figure of this name", name, known)]) from None
