"""Turn citation marks into notes, in reading order, and fill in the list of sources.

Templates and prose leave the two marks of :mod:`orgbriefs.html.citations`. ``data-notes`` of
``<body>`` says what becomes of those in running text: ``footnotes`` at the foot of the page,
numbered ``endnotes`` in the element marked ``data-note-list``, those of the text first, or
``inline``, in brackets. An element marked ``data-bibliography`` receives the list of all works
cited: ``whole``, or with ``sites`` in place of addresses where there is little room. With
``data-of-text`` as well, it has only those of the running text; where ``data-note-list`` is
``brief``, the others are said in brief. What is marked ``data-if-abridged`` says so, and goes where
every work is said in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from orgbriefs.data.citations import Citation
from orgbriefs.html.bibliography import NOTE_LINK, Cited, Sources
from orgbriefs.html.citations import IN_TEXT, OF, UNDER_BLOCK, CitationMarks
from orgbriefs.language.language import Language

#: Keeps a note's number on the line of the word before it (Unicode Standard, 23.2).
WORD_JOINER = "\u2060"
#: The classes of a note, of the number of one in a list, and of what stands between two.
NOTE_CLASSES = FOOTNOTE, NOTE_NUMBER, BETWEEN = "footnote", "note-number", "between-notes"
#: The class of a line of sources that says what it is about, and may stand apart from it.
NAMED = "named"
#: From so many numbers of notes on, the first and the last stand for all.
_STRETCH = 3
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
        #: The first number of each work, and how many numbers there are in the text.
        self._of_work: dict[str, int] = {}
        self._in_text = 0
        self._footnotes = 0
        #: What is cited in reading order, each with what is done once it is said.
        self._cited: list[tuple[Cited, Callable[[Markup], None]]] = []

    def resolve(self) -> frozenset[str]:
        """Replace all marks; the keys of all works that are cited.

        Raises:
            InputError: when the sources cannot be said.
            UnknownMarkError: when a mark is not of this document.
        """
        lines: list[tuple[HtmlElement, tuple[Citation, ...]]] = []
        in_text: set[str] = set()
        for element in list(self._root.iter()):
            if not isinstance(element.tag, str):
                continue
            if IN_TEXT in element.attrib:
                citations = self._marks[element.attrib.pop(IN_TEXT)]
                in_text.update(citation.key for citation in citations)
                self._cite(element, citations)
            elif UNDER_BLOCK in element.attrib:
                line = element, self._marks[element.attrib.pop(UNDER_BLOCK)]
                if self._mode == "endnotes":
                    lines.append(line)
                else:
                    self._source_line(*line)
            elif _is_footnote(element):
                self._footnotes += 1
        self._in_text = len(self._numbers)
        for line in lines:
            self._source_line(*line)
        self._list_notes()
        sites_only = any(e.attrib.pop("data-bibliography") == "sites" for e in self._lists)
        said = self._sources.say(
            [place for place, _ in self._cited], listed=bool(self._lists), sites_only=sites_only
        )
        for (_, fill), words in zip(self._cited, said.places, strict=True):
            fill(words)
        abridged = said.abridged
        for element in self._lists:
            only = in_text if element.attrib.pop("data-of-text", None) else said.entries.keys()
            abridged = abridged or not said.entries.keys() <= only
            element.extend(
                _fragment("li", entry) for key, entry in said.entries.items() if key in only
            )
        for remark in self._root.xpath("//*[@data-if-abridged]"):
            del remark.attrib["data-if-abridged"]
            if not abridged:
                remark.drop_tree()
        set_notes_apart(self._root, self._language.message("note-numbers.in-text").rstrip())
        return frozenset(citation.key for place, _ in self._cited for citation in place.citations)

    def _say(self, place: Cited, fill: Callable[[Markup], None]) -> None:
        self._cited.append((place, fill))

    def _list_notes(self) -> None:
        for element in self._root.xpath("//*[@data-note-list]"):
            in_brief = element.attrib.pop("data-note-list") == "brief"
            for citation, number in self._numbers.items():
                item = lxml_html.Element("li", id=f"note-{number}")
                element.append(item)
                beyond = in_brief and number > self._in_text
                place = Cited((citation,), "brief" if beyond else "entry", number)
                self._say(place, partial(self._fill_note, item))

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
            numbers = {self._number(citation) for citation in citations}
            _fill(element, WORD_JOINER + self._number_links(numbers, separator))
        else:
            _before_full_stop(element)
            self._say(Cited(citations, "text"), partial(_fill, element))

    def _source_line(self, element: HtmlElement, citations: tuple[Citation, ...]) -> None:
        number, of = len({citation.key for citation in citations}), element.attrib.pop(OF, None)
        if of is None:
            label = self._language.message("source-line.label", number=number)
        else:
            label = self._language.message("source-line.label-of", number=number, of=of)
            element.set("class", f"{element.get('class', '')} {NAMED}".strip())
        fill = partial(self._fill_line, element, label)
        if self._mode == "endnotes":
            separator = self._language.message("note-numbers.in-source-line")
            numbers = {
                self._of_work.get(citation.key) or self._number(citation) for citation in citations
            }
            links = self._number_links(numbers, separator)
            said = self._language.message("source-line.notes", number=len(numbers), numbers=links)
            fill(Markup(said))
        else:
            self._say(Cited(citations, "line"), fill)

    def _fill_line(self, element: HtmlElement, label: str, sources: Markup) -> None:
        _fill(element, Markup(self._language.message("source-line", label=label, sources=sources)))

    def _number(self, citation: Citation) -> int:
        """The number of a note, a new one where it has none."""
        number = self._numbers.setdefault(citation, len(self._numbers) + 1)
        self._of_work.setdefault(citation.key, number)
        return number

    def _number_links(self, numbers: Iterable[int], separator: str) -> Markup:
        return Markup(separator).join(self._link(first, last) for first, last in stretches(numbers))

    def _link(self, first: int, last: int) -> Markup:
        """To a note, or to the first and the last of several that follow one another."""
        link = Markup(NOTE_LINK)
        if first == last:
            return link.format(first)
        return Markup(
            self._language.message(
                "note-numbers.stretch", first=link.format(first), last=link.format(last)
            )
        )


def stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of numbers that follow one another; two alone stay apart."""
    together = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    for _, group in together:
        run = [number for _, number in group]
        if len(run) < _STRETCH:
            yield from ((number, number) for number in run)
        else:
            yield run[0], run[-1]


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
