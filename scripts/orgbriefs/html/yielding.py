"""What may be left out of a document that is to keep to its pages, the least important first.

Templates mark such blocks with ``data-yields``, from 1 upwards: what has the lowest number goes
first, all of that number together. ``data-what`` says what it is. The element marked
``data-left-out`` then says what is missing, or goes itself where nothing is.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from orgbriefs.language.language import Language

#: The class of an element that only marks what is in it.
_WRAPPER = "yields"


def leave_out(root: HtmlElement, steps: int, language: Language) -> tuple[int, ...]:
    """Take out what goes first.

    Args:
        root: the page, which is changed.
        steps: how many numbers go.
        language: of the words that say what is left out.

    Returns:
        how many characters each number has that is left, what would go next first.
    """
    marked = root.xpath("//*[@data-yields]")
    numbers = sorted({int(element.get("data-yields")) for element in marked})
    gone = set(numbers[:steps])
    sizes = dict.fromkeys(numbers[steps:], 0)
    what: list[str] = []
    for element in marked:
        if root not in element.iterancestors():
            continue  # it went with what it is part of
        name = element.attrib.pop("data-what", "")
        number, words = int(element.attrib.pop("data-yields")), element.text_content().split()
        leaves = number in gone
        if leaves and words:
            what.append(name)
        if not leaves:
            sizes[number] += sum(map(len, words)) + len(words)
        if leaves:
            element.drop_tree()
        elif element.get("class") == _WRAPPER:
            element.drop_tag()
    for place in root.xpath("//*[@data-left-out]"):
        del place.attrib["data-left-out"]
        names = tuple(dict.fromkeys(filter(None, what)))
        if names:
            place.text = language.message("sources.left-out", what=names)
        else:
            place.drop_tree()
    return tuple(sizes.values())
