"""Numbers for figures and tables, and the words of references to them."""

from __future__ import annotations

from collections.abc import Collection

from lxml.html import HtmlElement, builder

from orgbriefs.language.language import Language


class UnknownReferenceError(ValueError):
    """A reference leads to nothing that has a number."""

    def __init__(self, target: str, known: Collection[str]) -> None:
        self.target, self.known = target, tuple(known)
        super().__init__(f"a reference leads to '{target}', which has no number")


def number_captions(root: HtmlElement, language: Language) -> None:
    """Give each captioned figure and table its number, and fill in references to them.

    A reference is an empty link, ``<a href="#figure-map"></a>``; in prose, ``[](#figure-map)``.

    Raises:
        UnknownReferenceError: when a reference leads nowhere.
    """
    references: dict[str, str] = {}
    counts = {"figure": 0, "table": 0}
    for caption in root.xpath("//figure/figcaption | //table/caption"):
        sort = "table" if caption.tag == "caption" else "figure"
        counts[sort] += 1
        number = counts[sort]
        label = builder.SPAN(language.message(f"{sort}.label", number=number), {"class": "label"})
        label.set("data-number", str(number))
        label.tail = " " + (caption.text or "").lstrip()
        caption.text = None
        caption.insert(0, label)
        if (identifier := caption.getparent().get("id")) is not None:
            references[identifier] = language.message(f"{sort}.reference", number=number)
    for reference in root.xpath("//a[starts-with(@href, '#') and not(node())]"):
        target = reference.get("href").removeprefix("#")
        if target not in references:
            raise UnknownReferenceError(target, references)
        reference.text = references[target]
        reference.set("class", "ref")
