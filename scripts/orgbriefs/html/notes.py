"""Turn citation marks into notes, in reading order, and fill in the list of sources.

Templates and prose leave the two marks of :mod:`orgbriefs.html.citations`. ``data-notes`` of
``<body>`` says what becomes of those in running text: ``footnotes`` at the foot of the page,
numbered ``endnotes`` in the element marked ``data-note-list``, or ``inline``, in brackets. An
element marked ``data-bibliography`` receives the list of all works cited: ``whole``, or with
``sites`` in place of addresses where there is little room.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from orgbriefs.data.citations import Citation
from orgbriefs.html.bibliography import Cited, Sources
from orgbriefs.html.citations import IN_TEXT, OF, UNDER_BLOCK, CitationMarks
from orgbriefs.language.language import Language

#: Keeps a note's number on the line of the word before it (Unicode Standard, 23.2).
WORD_JOINER = "\u2060"
#: The classes of a note, of the number of one in a list, and of what stands between two.
NOTE_CLASSES = FOOTNOTE, NOTE_NUMBER, BETWEEN = "footnote", "note-number", "between-notes"
#: After these a note needs no full stop.
_CLOSED = (".", "!", "?", "…", "。")


class Notes:
    """The notes of one document, as they are written."""

    def __init__(
        self,
        root: HtmlElement,
        marks: CitationMarks,
        sources: Sources,
        language: Language,
    ) -> None:
        """Prepare.

        Args:
            root: the page.
            marks: its citations.
            sources: says its works.
            language: of its words.
        """
        self._root, self._marks = root, marks
        self._sources, self._language = sources, language
        self._mode = root.find(".//body").get("data-notes", "footnotes")
        self._lists = root.xpath("//*[@data-bibliography]")
        self._numbers: dict[Citation, int] = {}
        self._footnotes = 0
        #: What is cited in reading order, each with what is done once it is said.
        self._cited: list[tuple[Cited, Callable[[Markup], None]]] = []

    def resolve(self) -> None:
        """Replace all marks.

        Raises:
            InputError: when the sources cannot be said.
            UnknownMarkError: when a mark is not of this document.
        """
        for element in list(self._root.iter()):
            if not isinstance(element.tag, str):
                continue
            if IN_TEXT in element.attrib:
                self._cite(element, self._marks[element.attrib.pop(IN_TEXT)])
            elif UNDER_BLOCK in element.attrib:
                self._source_line(element, self._marks[element.attrib.pop(UNDER_BLOCK)])
            elif _is_footnote(element):
                self._footnotes += 1
        self._list_notes()
        sites_only = any(e.attrib.pop("data-bibliography") == "sites" for e in self._lists)
        said = self._sources.say(
            [place for place, _ in self._cited], listed=bool(self._lists), sites_only=sites_only
        )
        for (_, fill), words in zip(self._cited, said.places, strict=True):
            fill(words)
        for element in self._lists:
            element.extend(_fragment("li", entry) for entry in said.entries)
        set_notes_apart(self._root, self._language.message("note-numbers.in-text").rstrip())

    def _say(self, place: Cited, fill: Callable[[Markup], None]) -> None:
        self._cited.append((place, fill))

    def _list_notes(self) -> None:
        for element in self._root.xpath("//*[@data-note-list]"):
            del element.attrib["data-note-list"]
            for citation, number in self._numbers.items():
                item = lxml_html.Element("li", id=f"note-{number}")
                element.append(item)
                self._say(Cited((citation,), "note", number), partial(self._fill_note, item))

    def _fill_note(self, element: HtmlElement, said: Markup) -> None:
        if not said.striptags().endswith(_CLOSED):
            said = Markup(self._language.message("note", citations=said))
        _fill(element, said)

    def _cite(self, element: HtmlElement, citations: tuple[Citation, ...]) -> None:
        if any(_is_footnote(ancestor) for ancestor in element.iterancestors()):
            place = Cited(citations, "note", self._footnotes)
            self._say(place, partial(_fill, element))
        elif self._mode == "footnotes":
            _after_punctuation(element)
            element.set("class", FOOTNOTE)
            self._footnotes += 1
            place = Cited(citations, "note", self._footnotes)
            self._say(place, partial(self._fill_note, element))
        elif self._mode == "endnotes":
            _after_punctuation(element)
            element.tag = "sup"
            element.set("class", NOTE_NUMBER)
            separator = self._language.message("note-numbers.in-text")
            _fill(element, WORD_JOINER + self._number_links(citations, separator))
        else:
            _before_full_stop(element)
            self._say(Cited(citations, "text"), partial(_fill, element))

    def _source_line(self, element: HtmlElement, citations: tuple[Citation, ...]) -> None:
        number, of = len({citation.key for citation in citations}), element.attrib.pop(OF, None)
        if of is None:
            label = self._language.message("source-line.label", number=number)
        else:
            label = self._language.message("source-line.label-of", number=number, of=of)
        fill = partial(self._fill_line, element, label)
        if self._mode == "endnotes":
            separator = self._language.message("note-numbers.in-source-line")
            links = self._number_links(citations, separator)
            numbers = len(citations)
            fill(Markup(self._language.message("source-line.notes", number=numbers, numbers=links)))
        else:
            self._say(Cited(citations, "line"), fill)

    def _fill_line(self, element: HtmlElement, label: str, sources: Markup) -> None:
        _fill(element, Markup(self._language.message("source-line", label=label, sources=sources)))

    def _number_links(self, citations: tuple[Citation, ...], separator: str) -> Markup:
        numbers = sorted({self._numbers.setdefault(c, len(self._numbers) + 1) for c in citations})
        link = Markup('<a href="#note-{0}">{0}</a>')
        return Markup(separator).join(link.format(number) for number in numbers)


def set_notes_apart(root: HtmlElement, separator: str) -> None:
    """Put ``separator`` between the numbers of notes that follow one another."""
    notes = f"//*[contains(@class, '{FOOTNOTE}') or contains(@class, '{NOTE_NUMBER}')]"
    for note in root.xpath(notes):
        following = note.getnext()
        if following is None or (note.tail or "").strip() or not _is_note(following):
            continue
        note.tail = None
        between = lxml_html.Element("sup", {"class": BETWEEN})
        between.text = WORD_JOINER + separator
        note.addnext(between)


def _is_note(element: HtmlElement) -> bool:
    return _is_footnote(element) or element.get("class") == NOTE_NUMBER


def _is_footnote(element: HtmlElement) -> bool:
    return FOOTNOTE in (element.get("class") or "").split()


def _after_punctuation(element: HtmlElement) -> None:
    """A note stands behind the punctuation that follows it, or the notes after it."""
    last = element
    while not (last.tail or "").strip() and _is_mark(last.getnext()):
        last = last.getnext()
    tail = (last.tail or "").lstrip() if last is not element else last.tail or ""
    if not tail[:1] or tail[0] not in ".,;:?!":
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail[0]
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + tail[0]
    last.tail = tail[1:]


def _is_mark(element: HtmlElement | None) -> bool:
    return element is not None and (IN_TEXT in element.attrib or _is_note(element))


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


def _fragment(tag: str, content: Markup) -> HtmlElement:
    return lxml_html.fragment_fromstring(f"<{tag}>{content}</{tag}>")


def _fill(element: HtmlElement, content: Markup) -> None:
    tail = element.tail
    filled = lxml_html.fragment_fromstring(f"<span>{content}</span>")
    element.text = filled.text
    for child in list(element):
        element.remove(child)
    element.extend(list(filled))
    element.tail = tail
