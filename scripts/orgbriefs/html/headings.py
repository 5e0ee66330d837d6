"""Keep a heading with the paragraph that it opens, so that a page never breaks between them."""

from __future__ import annotations

from lxml.html import HtmlElement, builder


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
