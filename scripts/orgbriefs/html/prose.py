"""Markdown to HTML, with a mark for each citation in brackets, as Pandoc writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from orgbriefs.data.citations import CitationError, bracket_at, parse_citations
from orgbriefs.html.citations import CitationMarks

_CITATION = "citation"
#: Where markdown-it keeps what its rules need.
_MARKS = "marks"


class Markdown:
    """Turns the prose of one document into HTML."""

    def __init__(self, marks: CitationMarks, quotation_marks: Sequence[str]) -> None:
        """Prepare.

        Args:
            marks: where citations are registered.
            quotation_marks: the four that take the place of straight ones: the pair for double
                ones, then the pair for single ones.
        """
        self._marks = marks
        self._markdown = MarkdownIt(
            "commonmark", {"html": False, "typographer": True, "quotes": quotation_marks}
        ).enable(["replacements", "smartquotes"])
        self._markdown.inline.ruler.before("link", _CITATION, _citation)
        self._markdown.add_render_rule(_CITATION, _mark)

    def blocks(self, text: str) -> Markup:
        """Paragraphs, lists and emphasis of ``text`` as HTML."""
        return Markup(self._markdown.render(text, {_MARKS: self._marks}).strip())

    def inline(self, text: str) -> Markup:
        """One line of Markdown, without a paragraph around it."""
        return Markup(self._markdown.renderInline(text, {_MARKS: self._marks}).strip())


def _mark(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """How markdown-it prints a citation."""
    marks: CitationMarks = env[_MARKS]
    return str(marks.in_text(tokens[index].meta["citations"]))


def _citation(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: ``[@key, p. 5; see @other]``, with the space before it."""
    if state.src[state.pos] != "[":
        return False
    end = bracket_at(state.src, state.pos)
    if end is None or end > state.posMax:
        return False
    try:
        citations = parse_citations(state.src[state.pos + 1 : end - 1])
    except CitationError:
        return False
    if not citations:
        return False
    if not silent:
        _drop_space_before(state)
        token: Any = state.push(_CITATION, "", 0)
        token.meta["citations"] = citations
    state.pos = end
    return True


def _drop_space_before(state: StateInline) -> None:
    state.pending = state.pending.rstrip()
    if not state.pending and state.tokens and state.tokens[-1].type in ("softbreak", "hardbreak"):
        state.tokens.pop()
