"""Turn citation marks into notes, in reading order, and fill in the list of sources.

Templates and prose leave two kinds of marks:

* ``<span data-cite="key|locator;key|">``: a citation in running text;
* ``<p class="source" data-sources="key|;key|locator">``: the sources of a table or list;
  ``data-of="the key facts"`` says of which, where the line stands apart from it.

``data-notes`` of ``<body>`` says what becomes of them: ``footnotes`` at the foot of the
page, numbered ``endnotes`` in the element marked ``data-note-list``, or ``inline``, in
brackets. An element marked ``data-bibliography`` receives the list of all works cited:
``whole``, or with ``sites`` in place of addresses where there is little room.
"""

from __future__ import annotations

from lxml import html as lxml_html
from lxml.html import HtmlElement

from orgbriefs.data.citations import Cited
from orgbriefs.html.bibliography import Bibliography

#: Keeps a note's number on the line of the word before it (Unicode Standard, 23.2).
WORD_JOINER = "\u2060"


def resolve_notes(root: HtmlElement, bibliography: Bibliography) -> None:
    """Replace all marks under ``root``."""
    mode = root.find(".//body").get("data-notes", "footnotes")
    listed = bool(root.xpath("//*[@data-bibliography]"))
    numbers: dict[Cited, int] = {}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if (cited := element.get("data-cite")) is not None:
            _cite(element, _works(cited), mode, bibliography, numbers)
        elif (sources := element.get("data-sources")) is not None:
            _source_line(element, _works(sources), mode, bibliography, numbers, listed=listed)
    for element in root.xpath("//*[@data-note-list]"):
        del element.attrib["data-note-list"]
        for work, number in numbers.items():
            item = _fragment("li", bibliography.cite([work]) + ".")
            item.set("id", f"note-{number}")
            element.append(item)
    for element in root.xpath("//*[@data-bibliography]"):
        sites_only = element.attrib.pop("data-bibliography") == "sites"
        for entry in bibliography.entries(sites_only=sites_only):
            element.append(_fragment("li", entry))


def _cite(
    element: HtmlElement,
    works: list[Cited],
    mode: str,
    bibliography: Bibliography,
    numbers: dict[Cited, int],
) -> None:
    del element.attrib["data-cite"]
    inside_note = any("footnote" in (a.get("class") or "") for a in element.iterancestors())
    if inside_note:
        _fill(element, bibliography.cite(works))
    elif mode == "footnotes":
        _after_punctuation(element)
        element.set("class", "footnote")
        _fill(element, bibliography.cite(works) + ".")
    elif mode == "endnotes":
        _after_punctuation(element)
        element.tag = "sup"
        element.set("class", "note-number")
        _fill(element, WORD_JOINER + _number_links(works, numbers, ",\N{NO-BREAK SPACE}"))
    else:
        _before_full_stop(element)
        _fill(element, f" ({bibliography.cite_in_text(works)})")


def _source_line(
    element: HtmlElement,
    works: list[Cited],
    mode: str,
    bibliography: Bibliography,
    numbers: dict[Cited, int],
    *,
    listed: bool,
) -> None:
    del element.attrib["data-sources"]
    label = "Sources" if len({w.key for w in works}) > 1 else "Source"
    if of := element.attrib.pop("data-of", ""):
        label += f" of {of}"
    if mode == "endnotes":
        word = "notes" if len(works) > 1 else "note"
        _fill(element, f"{label}: {word} {_number_links(works, numbers)}.")
        return
    forms = dict.fromkeys(bibliography.short(work.key, listed=listed) for work in works)
    _fill(element, f"{label}: {'; '.join(forms)}.")


def _after_punctuation(element: HtmlElement) -> None:
    """A note stands behind the punctuation that follows it in the source."""
    tail = element.tail or ""
    if not tail[:1] or tail[0] not in ".,;:?!":
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail[0]
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + tail[0]
    element.tail = tail[1:]


def _before_full_stop(element: HtmlElement) -> None:
    """A bracket stands within the sentence, where the template put its mark behind it."""
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else parent.text) or ""
    if (element.tail or "").strip() or not text.endswith("."):
        return
    if before is not None:
        before.tail = text[:-1]
    else:
        parent.text = text[:-1]
    element.tail = "." + (element.tail or "")


def _number_links(works: list[Cited], numbers: dict[Cited, int], between: str = ", ") -> str:
    own = sorted({numbers.setdefault(work, len(numbers) + 1) for work in works})
    return between.join(f'<a href="#note-{number}">{number}</a>' for number in own)


def _works(value: str) -> list[Cited]:
    parts = (part.partition("|") for part in value.split(";"))
    return [Cited(key, locator or None) for key, _, locator in parts]


def _fragment(tag: str, content: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(f"<{tag}>{content}</{tag}>")


def _fill(element: HtmlElement, content: str) -> None:
    tail = element.tail
    filled = lxml_html.fragment_fromstring(f"<span>{content}</span>")
    element.text = filled.text
    for child in list(element):
        element.remove(child)
    element.extend(list(filled))
    element.tail = tail
