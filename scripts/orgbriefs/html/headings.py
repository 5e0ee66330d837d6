"""Headings: kept with what they open, unbroken at their end, and named without their notes."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml.html import HtmlElement, builder

from orgbriefs.html.notes import NOTE_CLASSES

#: Before what a name may end with, such as its abbreviation: no line has that alone.
_BEHIND_DASH = re.compile(r" – (?=\S+$)")
#: A line may end behind a dash, even before a space that is not to be broken (UAX #14, LB12a).
_KEPT = "\N{NO-BREAK SPACE}–\N{WORD JOINER}\N{NO-BREAK SPACE}"


def join_openings(root: HtmlElement) -> None:
    """Put each ``h3`` and the first paragraph after it into one ``<div class="opening">``.

    Style sheets may then keep the two on a page, or set the heading in the margin beside it.
    """
    for heading in root.xpath("//section/h3[following-sibling::*[1][self::div]]"):
        body = heading.getnext()
        first = next(iter(body), None)
        if first is None or first.tag != "p":
            continue
        opening = builder.DIV({"class": "opening"})
        heading.addprevious(opening)
        opening.append(heading)
        opening.append(first)
        opening.tail = heading.tail = first.tail = "\n"


def keep_ends(root: HtmlElement) -> None:
    """Keep the last word of a name with the words before it, where a dash stands between them."""
    for name in root.xpath("//h1 | //h2 | //bdi"):
        if name.text and len(name) == 0:
            name.text = _BEHIND_DASH.sub(_KEPT, name.text)


def name_without_notes(root: HtmlElement) -> None:
    """Give each heading with notes its words alone, as ``data-bookmark``, for lists of contents."""
    for heading in root.xpath("//h1 | //h2 | //h3 | //h4"):
        bare = deepcopy(heading)
        notes = [e for e in bare.iter() if e.get("class") in NOTE_CLASSES]
        for note in notes:
            note.drop_tree()
        if notes:
            heading.set("data-bookmark", " ".join(bare.text_content().split()))
