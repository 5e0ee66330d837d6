"""Turn citation marks into notes, in reading order, and fill in the list of sources.

Templates and prose leave the two marks of :mod:`orgbriefs.html.citations`. ``data-notes`` of
``<body>`` says what becomes of those in running text: ``footnotes`` at the foot of the page,
numbered ``endnotes`` in the element marked ``data-note-list``, or ``inline``, in brackets. An
element marked ``data-bibliography`` receives the list of all works cited: ``whole``, or with
``sites`` in place of addresses where there is little room.
"""

from __future__ import annotations

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from orgbriefs.data.citations import Citation
from orgbriefs.html.bibliography import Sources
from orgbriefs.html.citations import IN_TEXT, OF, UNDER_BLOCK, CitationMarks
from orgbriefs.language.language import Language

#: Keeps a note's number on the line of the word before it (Unicode Standard, 23.2).
WORD_JOINER = "\u2060"


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
        self._listed = bool(root.xpath("//*[@data-bibliography]"))
        self._numbers: dict[Citation, int] = {}

    def resolve(self) -> None:
        """Replace all marks.

        Raises:
            UnknownMarkError: when a mark is not of this document.
        """
        for element in list(self._root.iter()):
            if not isinstance(element.tag, str):
                continue
            if IN_TEXT in element.attrib:
                self._cite(element, self._marks[element.attrib.pop(IN_TEXT)])
            elif UNDER_BLOCK in element.attrib:
                self._source_line(element, self._marks[element.attrib.pop(UNDER_BLOCK)])
        self._list_notes()
        for element in self._root.xpath("//*[@data-bibliography]"):
            sites_only = element.attrib.pop("data-bibliography") == "sites"
            for entry in self._sources.entries(sites_only=sites_only):
                element.append(_fragment("li", entry))

    def _list_notes(self) -> None:
        for element in self._root.xpath("//*[@data-note-list]"):
            del element.attrib["data-note-list"]
            for citation, number in self._numbers.items():
                item = _fragment("li", self._note([citation]))
                item.set("id", f"note-{number}")
                element.append(item)

    def _note(self, citations: list[Citation] | tuple[Citation, ...]) -> Markup:
        return Markup(self._language.message("note", citations=self._sources.cite(citations)))

    def _cite(self, element: HtmlElement, citations: tuple[Citation, ...]) -> None:
        inside_note = any("footnote" in (a.get("class") or "") for a in element.iterancestors())
        if inside_note:
            _fill(element, self._sources.cite(citations))
        elif self._mode == "footnotes":
            _after_punctuation(element)
            element.set("class", "footnote")
            _fill(element, self._note(citations))
        elif self._mode == "endnotes":
            _after_punctuation(element)
            element.tag = "sup"
            element.set("class", "note-number")
            separator = self._language.message("note-numbers.in-text")
            _fill(element, WORD_JOINER + self._number_links(citations, separator))
        else:
            _before_full_stop(element)
            said = self._sources.cite_in_text(citations)
            _fill(element, Markup(self._language.message("citation.in-text", citations=said)))

    def _source_line(self, element: HtmlElement, citations: tuple[Citation, ...]) -> None:
        number, of = len({citation.key for citation in citations}), element.attrib.pop(OF, None)
        if of is None:
            label = self._language.message("source-line.label", number=number)
        else:
            label = self._language.message("source-line.label-of", number=number, of=of)
        if self._mode == "endnotes":
            links = self._number_links(
                citations, self._language.message("note-numbers.in-source-line")
            )
            said = self._language.message("source-line.notes", number=len(citations), numbers=links)
        else:
            forms = dict.fromkeys(
                self._sources.short(citation.key, listed=self._listed) for citation in citations
            )
            said = self._language.clauses(forms)
        _fill(element, Markup(self._language.message("source-line", label=label, sources=said)))

    def _number_links(self, citations: tuple[Citation, ...], separator: str) -> Markup:
        numbers = sorted({self._numbers.setdefault(c, len(self._numbers) + 1) for c in citations})
        link = Markup('<a href="#note-{0}">{0}</a>')
        return Markup(separator).join(link.format(number) for number in numbers)


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
