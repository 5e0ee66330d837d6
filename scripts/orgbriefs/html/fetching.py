"""What a document would fetch or run when it is made or opened: it stands alone, so nothing may.

An address that a reader follows by a click is no fault, if it leads to a page or a mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from lxml.html import HtmlElement
from tinycss2.ast import Node

from orgbriefs.html.composed import FIGURE
from orgbriefs.problems import Place, Problem, abridged

#: What a reader may be led to by a click; anything else could run something.
_LEADS = ("http://", "https://", "mailto:", "#")
#: A document in the same folder: a plain name, which names no protocol and no other folder.
_BESIDE = re.compile(r"[\w.-]*\w\.(pdf|docx|html|md)")
#: Elements that fetch, run, or send.
_ELEMENTS = frozenset(
    "applet audio base bgsound button embed form frame frameset iframe input link noscript object "
    "param script select source style svg template textarea track video".split()
)
#: Attributes that fetch.
_ATTRIBUTES = frozenset(
    "action background classid code codebase data formaction http-equiv longdesc manifest ping "
    "poster profile srcdoc srcset usemap xlink:href".split()
)
_FUNCTIONS = frozenset(
    "url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element "
    "expression".split()
)
_RULES = ("import", "font-face", "namespace")
_IN_STYLES = "write the rules themselves here; fonts are set in tokens.yaml"


def is_safe(address: str) -> bool:
    """Whether an address leads to a place here, a document beside it, a web page or a mailbox."""
    return address.strip().lower().startswith(_LEADS) or bool(_BESIDE.fullmatch(address))


def in_page(root: HtmlElement, entry: Place) -> Iterator[Problem]:
    """What the page of a template would fetch or run.

    Args:
        root: the page, before its style sheets are added.
        entry: the template that it was made from.
    """
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ELEMENTS:
            yield _refused(entry, f"<{element.tag}>", "a document has no such element")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in _ATTRIBUTES:
                found = f'{name}="{abridged(value, 40)}"'
                yield _refused(entry, found, "a document fetches and runs nothing")
            elif name == "src" and not value.startswith(FIGURE):
                fix = 'show a figure: src="figure:…"'
                yield _refused(entry, value, "a document fetches no pictures", fix)
            elif name == "href" and element.tag != "a":
                yield _refused(entry, value, "only a link, <a>, has an address")
            elif name == "href" and not is_safe(value):
                fix = "write an address of the web, https://…, or mailto:…"
                yield _refused(entry, value, "this address cannot be followed", fix)
            elif name == "style" and any(in_style_sheet(entry.file, value)):
                yield _refused(entry, abridged(value), "a style fetches nothing")


def in_style_sheet(path: Path, text: str) -> Iterator[Problem]:
    """What would have a document fetch something when it is opened or made."""
    for token in _all(tinycss2.parse_component_value_list(text, skip_comments=True)):
        if token.type == "url" or (token.type == "function" and token.lower_name in _FUNCTIONS):
            found = token.serialize()
        elif token.type == "at-keyword" and token.lower_value in _RULES:
            found = f"@{token.value}"
        else:
            continue
        place = Place(path, token.source_line, token.source_column)
        yield Problem(place, "style sheets fetch nothing", abridged(found), _IN_STYLES)


def _refused(place: Place, value: str, message: str, fix: str = "leave it out") -> Problem:
    return Problem(place, message, value, fix)


def _all(tokens: list[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        inside = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inside, list):
            yield from _all(inside)
