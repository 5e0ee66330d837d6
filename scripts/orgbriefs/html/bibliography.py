"""Sources in the words of a CSL style: first and later citations, lines of sources, the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

from lxml import etree
from markupsafe import Markup

from orgbriefs.data.citation_styles import NAMESPACE, read_style, style_file
from orgbriefs.data.citations import Citation, Locator
from orgbriefs.data.model import Reference
from orgbriefs.html.citeproc import (
    CiteprocError,
    Cluster,
    Entry,
    Item,
    Tree,
    html,
    plain,
    set_in_style,
    without_brackets,
    without_full_stop,
)
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Place, Problem, abridged

#: Whose short citations, author and year, are enough to find a work in a list.
_AUTHOR_DATE = "chicago-author-date-17th-edition"
#: To a note of a numbered list.
NOTE_LINK = '<a href="#note-{0}">{0}</a>'
#: A work that no document cites; it stands between two citations of one, lest they read "ibid.".
_BETWEEN = "orgbriefs between"


@dataclass(frozen=True)
class Cited:
    """Works cited at one place of a document.

    ``where`` is a ``note``, whose number ``note`` counts from 1; an ``entry`` of a numbered list at
    the end, counted likewise, which may be ``brief``; the running ``text``; or a ``line`` of
    sources under a table, list or figure.
    """

    citations: tuple[Citation, ...]
    where: Literal["note", "entry", "brief", "text", "line"]
    note: int = 0


@dataclass(frozen=True)
class Said:
    """What a document's sources say: each place in its order, and the list of all works.

    The list has its entries in its order, by the keys of the works. ``abridged`` says whether some
    work stands in a list of notes in brief alone.
    """

    places: Sequence[Markup]
    entries: Mapping[str, Markup]
    abridged: bool = False


class Sources(Protocol):
    """Whatever can say the works of a document."""

    def say(self, places: Sequence[Cited], *, listed: bool, sites_only: bool) -> Said:
        """The citations of a whole document, in reading order, without closing full stops.

        Args:
            places: where works are cited.
            listed: whether the document has a list of its sources.
            sites_only: whether the list gives sites in place of addresses.
        """


class _Works(Mapping[str, dict[str, Any]]):
    """Works in CSL-JSON by their keys, each made when it is first cited."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._references = {reference.id: reference for reference in references}
        self._made: dict[str, dict[str, Any]] = {}

    def __getitem__(self, key: str) -> dict[str, Any]:
        if key not in self._made:
            self._made[key] = _once(self._references[key].csl())
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._references)

    def __len__(self) -> int:
        return len(self._references)


class Bibliography:
    """The works of one document in a style."""

    def __init__(
        self,
        references: Sequence[Reference],
        style: str,
        templates: Path,
        language: Language,
        kept: Path | None = None,
        *,
        list_style: str | None = None,
    ) -> None:
        """Prepare.

        Args:
            references: all works that may be cited.
            style: a style of the CSL repository by name, or a file of the project's own.
            templates: the project's, where its own styles lie.
            language: of the document.
            kept: a folder for what is said, so that other formats need not ask again.
            list_style: of numbered lists, where it is another one.

        Raises:
            InputError: when a style cannot be read.
        """
        self._works = _Works(references)
        self._templates, self._file = templates, style_file(templates, style)
        self._style, self._language = read_style(self._file), language
        self._kept = kept
        self._of_lists = (
            Bibliography(references, list_style, templates, language, kept)
            if list_style not in (None, style)
            else self
        )

    def say(self, places: Sequence[Cited], *, listed: bool, sites_only: bool) -> Said:
        """The citations of a whole document, in reading order, without closing full stops.

        Raises:
            InputError: when the style cannot set them.
        """
        if not places:
            return Said([], {})
        if all(place.where in ("entry", "brief") for place in places):
            return self._of_lists._listed(places)
        made, entries = (self._in_notes if self._of_notes else self._in_text)(places, listed)
        return Said(made, {entry.id: _entry(entry, sites_only=sites_only) for entry in entries})

    def _listed(self, places: Sequence[Cited]) -> Said:
        """The entries of a numbered list: a work in full once, then by the number it has there.

        In brief it is said as the style says it in running text, where that tells works apart.
        A style of notes has its own way to say a work again.
        """
        if self._of_notes:
            return Said(self._in_notes(places, listed=False)[0], {})
        clusters = [Cluster((Item(place.citations[0].key),)) for place in places]
        said, entries = self._set(clusters, _keys(places), self._style)
        whole = {entry.id: entry.inlines for entry in entries}
        briefs = [plain(i) for i, place in zip(said, places, strict=True) if place.where == "brief"]
        first: dict[str, int] = {}
        made, abridged = [], False
        for place, inlines in zip(places, said, strict=True):
            (citation,) = place.citations
            key = citation.key
            if (number := first.setdefault(key, place.note)) != place.note:
                link = Markup(NOTE_LINK).format(number)
                work = Markup(self._language.message("note.again", number=link))
            elif place.where == "brief" and _tells(plain(inlines), briefs):
                work = _linked(html(without_brackets(inlines)), self._works[key].get("URL"))
                abridged = True
            else:
                work = html(without_full_stop(whole[key]), site_only=True)
            made.append(self._at_locator(work, citation))
        return Said(made, {}, abridged)

    def _in_notes(self, places: Sequence[Cited], listed: bool) -> tuple[list[Markup], list[Entry]]:
        """In a style of notes; a line of sources says each work as a later note does."""
        lines = _keys([place for place in places if place.where == "line"])
        clusters = _with_every_note(
            [self._cluster(place) for place in places if place.where != "line"]
        )
        again = [Cluster((Item(key),)) for key in ([*lines, _BETWEEN, *lines] if lines else [])]
        keys = _keys(places)
        said, entries = self._set([*clusters, *again], keys, self._style)
        later = dict(zip(lines, said[len(said) - len(lines) :], strict=True))
        # Where nothing is listed, who it was will do: the notes say the rest.
        short = self._dated(keys, later, apart=listed) if lines else later
        placed = iter(_of_places(clusters, said))
        made = [
            self._line(place, short) if place.where == "line" else self._placed(place, next(placed))
            for place in places
        ]
        return made, entries

    def _in_text(self, places: Sequence[Cited], listed: bool) -> tuple[list[Markup], list[Entry]]:
        """In a style of running text; where there is no list, notes say what it would."""
        clusters = [self._cluster(place) for place in places]
        keys = _keys(places)
        said, entries = self._set(clusters, keys, self._style)
        if listed:
            pairs = zip(places, said, strict=True)
            return [self._placed(place, inlines) for place, inlines in pairs], entries
        whole = {entry.id: entry.inlines for entry in entries}
        lines = any(place.where == "line" for place in places)
        short = self._dated(keys, whole, apart=True) if lines else {}
        made = []
        for place, inlines in zip(places, said, strict=True):
            if place.where == "text":
                made.append(self._placed(place, inlines))
            elif place.where == "line":
                made.append(self._line(place, short))
            else:
                made.append(self._in_full(place, whole))
        return made, entries

    @cached_property
    def _of_notes(self) -> bool:
        """Whether the style sets citations as notes; else they stand in the text."""
        return bool(self._style.get("class") == "note")

    def _placed(self, place: Cited, inlines: Tree) -> Markup:
        """A cluster as it stands in its place."""
        if place.where == "text" and not self._of_notes:
            raised = inlines[:1] and inlines[0]["t"] == "Superscript"
            return Markup("" if raised else " ") + html(inlines)
        said = html(without_full_stop(without_brackets(inlines)), site_only=place.where != "text")
        if place.where == "text":
            return Markup(self._language.message("citation.in-text", citations=said))
        return said

    def _line(self, place: Cited, short: dict[str, Tree]) -> Markup:
        forms = dict.fromkeys(
            html(without_full_stop(short[c.key]), site_only=True) for c in place.citations
        )
        return Markup(self._language.clauses(forms))

    def _in_full(self, place: Cited, whole: dict[str, Tree]) -> Markup:
        """Works as a list would give them, in a document that has none."""
        said = []
        for citation in place.citations:
            text = html(without_full_stop(whole[citation.key]), site_only=True)
            said.append(self._at_locator(text, citation))
        return Markup(self._language.clauses(said))

    def _at_locator(self, work: Markup, citation: Citation) -> Markup:
        """A work, and where in it, with what the editors wrote before and behind."""
        before = f"{citation.prefix} " if citation.prefix else ""
        page, after = self._locator(citation.locator)
        words = f", {page.replace('-', '–')}" if page else ""
        return Markup("{}{}{}").format(before, work, words + after + _suffix(citation))

    def _cluster(self, place: Cited) -> Cluster:
        items = tuple(self._item(citation) for citation in place.citations)
        if place.where == "line":
            items = tuple(dict.fromkeys(Item(item.id) for item in items))
        return Cluster(items, place.note)

    def _item(self, citation: Citation) -> Item:
        page, after = self._locator(citation.locator)
        return Item(
            id=citation.key,
            before=citation.prefix,
            page=page,
            after=after + _suffix(citation),
            author_suppressed=citation.author_suppressed,
        )

    def _locator(self, locator: Locator | None) -> tuple[str, str]:
        """Pages are set by the style; other places in a work in the words of the catalogue."""
        if locator is None:
            return "", ""
        if locator.label == "page":
            return locator.value, ""
        label, value = locator.label, locator.value
        words = self._language.message(f"locator.{label}", value=value) if label else value
        return "", f", {words}"

    def _dated(self, keys: Sequence[str], full: dict[str, Tree], *, apart: bool) -> dict[str, Tree]:
        """Author and year, or ``full`` where that does not tell ``apart``; else the author."""
        works: Mapping[str, dict[str, Any]] = self._works
        if not apart:
            works = {k: {n: v for n, v in works[k].items() if n != "issued"} for k in keys}
        style = deepcopy(read_style(style_file(self._templates, _AUTHOR_DATE)))
        citation = style.find(f"{{{NAMESPACE}}}citation")
        citation.attrib.pop("disambiguate-add-year-suffix", None)
        citation.attrib.pop("collapse", None)
        style.insert(1, _without_words_for_missing_dates())
        said, _ = self._set([Cluster((Item(key),)) for key in keys], keys, style, works)
        forms = dict(zip(keys, (without_brackets(inlines) for inlines in said), strict=True))
        bearers = Counter(plain(inlines) for inlines in forms.values())
        return {
            key: forms[key]
            if not apart or bearers[plain(forms[key])] == 1
            else without_brackets(full[key])
            for key in keys
            if key in full
        }

    def _set(
        self,
        clusters: Sequence[Cluster],
        keys: Sequence[str],
        style: etree._Element,
        given: Mapping[str, dict[str, Any]] | None = None,
    ) -> tuple[list[Tree], list[Entry]]:
        between = [{"id": _BETWEEN, "type": "document", "title": _BETWEEN}]
        works = [*((given or self._works)[key] for key in keys), *between]
        try:
            said, entries = set_in_style(clusters, works, style, self._language.tag, self._kept)
        except CiteprocError as error:
            problem = Problem(
                Place(self._file),
                "citations cannot be set in this style",
                abridged(error, 200),
                "choose another citation style",
            )
            raise InputError([problem]) from None
        return said, [entry for entry in entries if entry.id != _BETWEEN]


def _with_every_note(clusters: Sequence[Cluster]) -> list[Cluster]:
    """With a note between for each that cites nothing: styles count them all."""
    found: list[Cluster] = []
    number = 0
    for cluster in clusters:
        if cluster.note:
            blank = range(number + 1, cluster.note)
            found += [Cluster((Item(_BETWEEN),), missing) for missing in blank]
            number = cluster.note
        found.append(cluster)
    return found


def _of_places(clusters: Sequence[Cluster], said: Sequence[Tree]) -> Iterator[Tree]:
    """What is said at the places of a document, without the notes between."""
    for cluster, inlines in zip(clusters, said, strict=False):
        if cluster.items[0].id != _BETWEEN:
            yield inlines


def _keys(places: Sequence[Cited]) -> list[str]:
    return list(dict.fromkeys(c.key for place in places for c in place.citations))


def _once(work: dict[str, Any]) -> dict[str, Any]:
    """A work that names its author once, not again as what it is contained in."""
    authors = [name.get("literal") for name in work.get("author", ())]
    if authors == [work.get("container-title")]:
        return {name: value for name, value in work.items() if name != "container-title"}
    return work


def _linked(said: Markup, address: str | None) -> Markup:
    """The words of a work as a link to it, where it has an address."""
    return Markup('<a href="{}">{}</a>').format(address, said) if address else said


def _tells(brief: str, briefs: Sequence[str]) -> bool:
    """Whether a work that is said in brief is told from all others."""
    return brief not in ("", "()") and briefs.count(brief) == 1


def _entry(entry: Entry, *, sites_only: bool) -> Markup:
    number = html(entry.number).rstrip()
    text = html(entry.inlines, site_only=sites_only)
    return Markup("{} {}").format(number, text) if number else text


def _suffix(citation: Citation) -> str:
    space = " " if citation.suffix[:1].isalnum() else ""
    return f"{space}{citation.suffix}"


def _without_words_for_missing_dates() -> etree._Element:
    """A style's own words (CSL 1.0.2, "Locale"), for short forms, where "n.d." says nothing."""
    locale = etree.Element(f"{{{NAMESPACE}}}locale")
    terms = etree.SubElement(locale, f"{{{NAMESPACE}}}terms")
    for attributes in ({}, {"form": "short"}):
        etree.SubElement(terms, f"{{{NAMESPACE}}}term", {"name": "no date", **attributes})
    return locale
