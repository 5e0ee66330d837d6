"""Citations and lists of sources, set by pandoc in a style of the Citation Style Language.

All citations of a document are set in one go, in reading order: which is the first, which come
later, which letters tell works of one year apart, which numbers they have.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree
from markupsafe import Markup, escape

from orgbriefs import pandoc
from orgbriefs.storage import write_whole

#: Inlines or blocks of pandoc's document tree, each ``{"t": …, "c": …}``.
Tree: TypeAlias = list[dict[str, Any]]
#: What pandoc is asked: a tree, works, a style and a language.
Asked: TypeAlias = tuple[str, str, bytes, str]
_VERSION = [1, 23, 1]
_ID = "ref-"
#: How pandoc's marks are written in HTML.
_TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "Strikeout": "s",
}
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_SMALL_CAPITALS = Markup('<span style="font-variant:small-caps">{}</span>')
_ADDRESSES = ("http://", "https://")


class CiteprocError(Exception):
    """The style, or a work, cannot be set; pandoc's own words."""


@dataclass(frozen=True)
class Item:
    """One work in a cluster of citations.

    ``page`` is a locator that the style sets; all other places in a work are words of ``after``.
    """

    id: str
    before: str = ""
    page: str = ""
    after: str = ""
    author_suppressed: bool = False


@dataclass(frozen=True)
class Cluster:
    """Works that are cited at one place; ``note`` counts notes from 1, 0 is running text."""

    items: tuple[Item, ...]
    note: int = 0


@dataclass(frozen=True)
class Entry:
    """A work in the list of sources; ``number`` is what a style sets apart before it."""

    id: str
    inlines: Tree
    number: Tree


def set_in_style(
    clusters: Sequence[Cluster],
    works: Sequence[Mapping[str, Any]],
    style: etree._Element,
    language: str,
    kept: Path | None = None,
) -> tuple[list[Tree], list[Entry]]:
    """What each cluster says, and the list of the works that are cited, in its order.

    Args:
        clusters: in reading order; a style may count the notes, so that none is left out.
        works: in CSL-JSON; those that are not cited are passed over.
        style: an independent style.
        language: a BCP 47 tag.
        kept: a folder in which what pandoc said is kept by what it was asked: a document cites
            the same in every format.

    Raises:
        CiteprocError: when pandoc cannot.
    """
    tree = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": list(_blocks(clusters))}
    asked = (json.dumps(tree), json.dumps(list(works)), etree.tostring(style), language)
    made = json.loads(_said(*asked) if kept is None else _kept(kept, asked))
    cited = [citation["c"][1] for citation in _citations(made["blocks"])]
    return [_without_note(inlines) for inlines in cited], list(_entries(made["blocks"]))


def _kept(folder: Path, asked: Asked) -> str:
    """What pandoc says, or said when it was asked the same before."""
    parts = [part if isinstance(part, bytes) else part.encode() for part in asked]
    lengths = json.dumps([pandoc.version(), *map(len, parts)]).encode()
    path = folder / hashlib.sha256(lengths + b"".join(parts)).hexdigest()
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")
    said = _said(*asked)
    with suppress(OSError):  # keeping it only saves time
        write_whole(path, said, lasting=False)
    return said


def _said(tree: str, works: str, style: bytes, language: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        bibliography, csl = Path(folder, "works.json"), Path(folder, "style.csl")
        bibliography.write_text(works, encoding="utf-8")
        csl.write_bytes(style)
        options = (
            *("--from=json", "--to=json", "--citeproc", f"--bibliography={bibliography}"),
            *(f"--csl={csl}", f"--metadata=lang={language}"),
        )
        try:
            return pandoc.run(tree, options)
        except pandoc.PandocError as error:
            raise CiteprocError(str(error).replace(f"{folder}/", "")) from None


def html(inlines: Tree, *, site_only: bool = False) -> Markup:
    """Pandoc's inlines as HTML: what a style marks up, and addresses as links.

    Args:
        inlines: what to write.
        site_only: whether an address is shown as the site alone.
    """
    return Markup("").join(_html(inline, site_only) for inline in inlines)


def plain(inlines: Tree) -> str:
    """Pandoc's inlines as text."""
    return html(inlines).striptags() if inlines else ""


def without_brackets(inlines: Tree) -> Tree:
    """Without the round brackets around all of it."""
    if plain(inlines)[:1] != "(" or plain(inlines)[-1:] != ")":
        return inlines
    return _changed(_changed(inlines, 0, lambda t: t[1:]), -1, lambda t: t[:-1])


def without_full_stop(inlines: Tree) -> Tree:
    """Without the full stop at its end."""
    if not plain(inlines).endswith("."):
        return inlines
    return _changed(inlines, -1, lambda text: text.removesuffix("."))


def _blocks(clusters: Sequence[Cluster]) -> Iterator[dict[str, Any]]:
    for note, together in groupby(clusters, key=lambda cluster: cluster.note):
        cited = [_cite(cluster) for cluster in together]
        if note == 0:
            yield from (_block("Para", [cite]) for cite in cited)
            continue
        spaced = [inline for cite in cited for inline in (cite, {"t": "Space"})]
        yield _block("Para", [_block("Note", [_block("Para", spaced)])])


def _block(kind: str, content: Any) -> dict[str, Any]:
    return {"t": kind, "c": content}


def _cite(cluster: Cluster) -> dict[str, Any]:
    return _block("Cite", [[_citation(item) for item in cluster.items], []])


def _citation(item: Item) -> dict[str, Any]:
    # Braces hold the page, if any; what stands behind them is not searched for one.
    page = item.page.translate({ord("{"): None, ord("}"): None})
    return {
        "citationId": item.id,
        "citationPrefix": _words(item.before),
        "citationSuffix": _words(f"{{{page}}}{item.after}"),
        "citationMode": {"t": "SuppressAuthor" if item.author_suppressed else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _words(text: str) -> Tree:
    inlines: Tree = []
    for index, word in enumerate(text.split(" ")):
        if index:
            inlines.append({"t": "Space"})
        if word:
            inlines.append(_block("Str", word))
    return inlines


def _citations(node: Any) -> Iterator[dict[str, Any]]:
    """Every citation, in order."""
    if isinstance(node, list):
        for item in node:
            yield from _citations(item)
    elif isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node
        else:
            yield from _citations(node.get("c"))


def _without_note(inlines: Tree) -> Tree:
    """A citation in running text, which a style of notes has put into one."""
    if len(inlines) == 1 and inlines[0]["t"] == "Note":
        [paragraph] = inlines[0]["c"]
        return list(paragraph["c"])
    return inlines


def _entries(blocks: Tree) -> Iterator[Entry]:
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                (identifier, *_), paragraphs = entry["c"]
                inlines = [inline for paragraph in paragraphs for inline in paragraph["c"]]
                number = [inline for inline in inlines if _is_number(inline)]
                rest = [inline for inline in inlines if not _is_number(inline)]
                yield Entry(identifier.removeprefix(_ID), rest, number)


def _is_number(inline: dict[str, Any]) -> bool:
    return inline["t"] == "Span" and "csl-left-margin" in inline["c"][0][1]


def _html(inline: dict[str, Any], site_only: bool) -> Markup:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind in ("Str", "Code"):
        return escape(content if kind == "Str" else content[1])
    if kind in _SPACES:
        return Markup(_SPACES[kind])
    if kind == "Link":
        return _link(content[1], content[2][0], site_only)
    if kind in _TAGS:
        tag = Markup(_TAGS[kind])
        return Markup("<{0}>{1}</{0}>").format(tag, html(content, site_only=site_only))
    if kind == "SmallCaps":
        return _SMALL_CAPITALS.format(html(content, site_only=site_only))
    if kind in ("Span", "Quoted", "Cite"):
        return html(content[1], site_only=site_only)
    return Markup("")


def _link(inlines: Tree, address: str, site_only: bool) -> Markup:
    """An address, shown without what every address begins with."""
    if not address.startswith(_ADDRESSES):
        return html(inlines)
    said = plain(inlines)
    if said == address:
        said = address.split("://", 1)[1].rstrip("/")
        site, _, rest = said.partition("/")
        if site_only and rest and site != "doi.org":
            said = site.removeprefix("www.")
        shown = escape(said.removeprefix("www.") if site_only else said)
    else:
        shown = html(inlines)
    return Markup('<a href="{}">{}</a>').format(address, shown)


def _changed(inlines: Tree, at: int, change: Any) -> Tree:
    """With the first (0) or last (-1) word of it changed."""
    changed = list(inlines)
    order = range(len(changed)) if at == 0 else reversed(range(len(changed)))
    for index in order:
        inline = changed[index]
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str" and content:
            changed[index] = _block("Str", change(content))
            return changed
        if kind in _TAGS or kind == "SmallCaps":
            changed[index] = _block(kind, _changed(content, at, change))
            return changed
        if kind in ("Span", "Quoted", "Cite", "Link"):
            changed[index] = _block(
                kind, [content[0], _changed(content[1], at, change), *content[2:]]
            )
            return changed
    return changed
