"""Numbers for figures and tables, and the words of references to them."""

from __future__ import annotations

from lxml.html import HtmlElement, builder


def number_captions(root: HtmlElement) -> None:
    """Give each captioned figure and table its number, and fill in references to them.

    A reference is an empty link, ``<a href="#figure-map"></a>``; in prose, ``[](#figure-map)``.

    Raises:
        ValueError: when a reference leads nowhere.
    """
    numbers: dict[str, str] = {}
    counts = {"Figure": 0, "Table": 0}
    for caption in root.xpath("//figure/figcaption | //table/caption"):
        word = "Table" if caption.tag == "caption" else "Figure"
        counts[word] += 1
        label = builder.SPAN(f"{word}\N{NO-BREAK SPACE}{counts[word]}.", {"class": "label"})
        label.tail = " " + (caption.text or "").lstrip()
        caption.text = None
        caption.insert(0, label)
        if (identifier := caption.getparent().get("id")) is not None:
            numbers[identifier] = f"{word.lower()}\N{NO-BREAK SPACE}{counts[word]}"
    for reference in root.xpath("//a[starts-with(@href, '#') and not(node())]"):
        target = reference.get("href", "").removeprefix("#")
        if target not in numbers:
            raise ValueError(f"a reference points at '{target}', which has no number")
        reference.text = numbers[target]
        reference.set("class", "ref")
