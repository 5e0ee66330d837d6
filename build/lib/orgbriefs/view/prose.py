"""Markdown to HTML, with citations left as marks for the HTML stage to number."""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt
from markupsafe import Markup

from orgbriefs.data.citations import CLUSTER, Cited, parse_cluster, parse_source

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": "‘’“”"}).enable(
    ["replacements", "smartquotes"]
)


def html(text: str) -> Markup:
    """Paragraphs, lists and emphasis of ``text`` as HTML."""
    rendered = _MARKDOWN.render(_protect(text))
    return Markup(_marks(rendered).strip())


def inline(text: str) -> Markup:
    """One line of Markdown, without a paragraph around it."""
    return Markup(_marks(_MARKDOWN.renderInline(_protect(text))).strip())


def mark(works: list[Cited]) -> Markup:
    """The mark that the HTML stage turns into a note or a reference."""
    value = ";".join(f"{w.key}|{w.locator or ''}" for w in works)
    return Markup(f'<span data-cite="{escape(value)}"></span>')


def mark_source(citations: list[str]) -> Markup:
    """The mark for a fact's ``source``."""
    return mark(parse_source(citations))


def _protect(text: str) -> str:
    """Citations in a form that Markdown leaves alone."""
    return CLUSTER.sub(lambda m: "\x02" + m[1].replace("_", "\x04") + "\x03", text)


def _marks(rendered: str) -> str:
    out, rest = [], rendered
    while "\x02" in rest:
        before, _, rest = rest.partition("\x02")
        inside, _, rest = rest.partition("\x03")
        out += [before, mark(parse_cluster(inside.replace("\x04", "_")))]
    return "".join([*out, rest])
