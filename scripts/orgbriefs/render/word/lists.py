"""Lists: with bullets, with numbers from any number, within one another; and of works cited.

Points of the first level look as the styles List Bullet and List Number do, which a letterhead
may have of its own; what stands further in, and lists whose style has no numbering, have a
numbering of the file's own. Further paragraphs of a point are List Continue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docx.oxml.ns import qn
from docx_plus.numbering import apply_list
from lxml.html import HtmlElement
from lxml.html.builder import SPAN

from orgbriefs.render.word.inline import print_inline
from orgbriefs.render.word.numbering import BULLET, LEVELS, NUMBER
from orgbriefs.render.word.writer import Writer

#: Elements that stand by themselves in a point; all others are words of a paragraph.
_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "dl", "figure", "div", "h2", "h3", "h4")
#: The style of works and notes at the end.
_SMALL = "Bibliography"


def print_list(
    writer: Writer,
    element: HtmlElement,
    print_block: Callable[[HtmlElement], None],
    level: int = 0,
    style: str = "",
    inset: int = 0,
) -> None:
    """Print ``ul`` or ``ol``.

    Args:
        writer: what to add it to.
        element: the list.
        print_block: prints what else may stand in a point.
        level: how many lists it stands within.
        style: of its points, where it is not that of such lists.
        inset: how much further in than others it stands.
    """
    numbered = element.tag == "ol"
    name, at = (NUMBER if numbered else BULLET), min(level, LEVELS - 1)
    style = style or name
    own = _numbering_of(writer, style) if level == 0 else None
    number = own or writer.numbering.of(name, inset)
    counting: int | None = None
    items = element.findall("li")
    for item in items:
        if item is items[-1] and len(items) > 1:
            writer.keep_last()  # no point stands alone at the head of a page
        for first, part in _parts(item):
            if part.tag in ("ul", "ol"):
                print_list(writer, part, print_block, level + 1, inset=inset)
            elif part.tag not in ("p", "span"):
                print_block(part)
            elif not first:
                paragraph = writer.paragraph("List Continue")
                paragraph.paragraph_format.left_indent = writer.numbering.indent(at)
                print_inline(writer, paragraph, part)
            else:
                paragraph = writer.paragraph(style)
                if numbered and counting is None:
                    start = int(element.get("start", "1"))
                    counting = writer.numbering.begin(paragraph, number, at, start)
                elif numbered or own is None:
                    apply_list(paragraph, counting or number, level=at)
                print_inline(writer, paragraph, part)


def _parts(item: HtmlElement) -> Iterator[tuple[bool, HtmlElement]]:
    """The paragraphs and blocks of a point, each with whether it is the first."""
    first, words = True, SPAN(item.text or "")
    for child in list(item):
        if child.tag not in _BLOCKS:
            words.append(child)
            continue
        if words.text_content().strip():
            yield first, _trimmed(words)
            first = False
        if first and child.tag != "p":
            yield True, SPAN()
        tail, child.tail = child.tail, None
        yield first and child.tag == "p", child
        first, words = False, SPAN(tail or "")
    if words.text_content().strip() or first:
        yield first, _trimmed(words)


def _trimmed(words: HtmlElement) -> HtmlElement:
    """Without the spaces at its end."""
    if len(words):
        words[-1].tail = (words[-1].tail or "").rstrip()
    else:
        words.text = (words.text or "").rstrip()
    return words


def print_bibliography(writer: Writer, element: HtmlElement) -> None:
    """Print works, small; most have a line to themselves."""
    for item in element.findall("li"):
        print_inline(writer, writer.paragraph(_SMALL), item)


def print_notes(
    writer: Writer, element: HtmlElement, print_block: Callable[[HtmlElement], None]
) -> None:
    """Print numbered notes as works are."""
    print_list(writer, element, print_block, style=_SMALL)


def _numbering_of(writer: Writer, style: str) -> int | None:
    """The numbering that a style has of its own, if it leads to one."""
    found = writer.style(style).element.find(f".//{qn('w:numId')}")
    number = int(found.get(qn("w:val"))) if found is not None else 0
    return number if writer.numbering.has(number) else None
