"""Prose to HTML: blocks and words as the grammar has them, with typographic marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from orgbriefs.data.prose import CITATION, NOTE, PICTURE_CLOSE, PICTURE_OPEN, grammar
from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.composed import FIGURE

#: Where markdown-it keeps what its rules need: citations, and the pictures that have a name.
_MARKS, _NAMED = "marks", "named"
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
#: What stands for letters that are left out: ’90s, rock ’n’ roll, ’tis, don’t.
_LEFT_OUT = re.compile(
    r"(?<!\w)'(?=\d\ds?\b)|(?<=\w)'(?=\w)|(?<=\s)'(?=n'\s)|(?<=\s'n)'(?=\s)|(?<=\s’n)'(?=\s)"
    r"|(?<![\w'])'(?=(?:tis|twas|em|til|cause)\b)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_LONG_DASH = re.compile(r"(?<!-)---(?!-)")
_DASH = re.compile(r"(?<=[\w\s])--(?=[\w\s])")


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
        self._named: set[str] = set()
        self._markdown = grammar()
        self._markdown.options["typographer"] = True
        self._markdown.options["quotes"] = list(quotation_marks)
        self._markdown.enable("smartquotes")
        self._markdown.core.ruler.before("smartquotes", "typography", _typography)
        self._markdown.core.ruler.after("smartquotes", "quotes_in_notes", _quotes_in_notes)
        self._markdown.add_render_rule(CITATION, _mark)
        self._markdown.add_render_rule(NOTE, _note)
        self._markdown.add_render_rule(PICTURE_OPEN, _picture_open)
        self._markdown.add_render_rule(PICTURE_CLOSE, _picture_close)
        for cell in ("th_open", "td_open"):
            self._markdown.add_render_rule(cell, _cell)

    def blocks(self, text: str) -> Markup:
        """Paragraphs, lists and the like of ``text`` as HTML."""
        env = {_MARKS: self._marks, _NAMED: self._named}
        return Markup(self._markdown.render(text, env).strip())

    def inline(self, text: str) -> Markup:
        """One paragraph, without its marks."""
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


def _note(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """How markdown-it prints a note."""
    words = renderer.renderInline(tokens[index].children or [], options, env)
    return f'<span class="footnote">{words}</span>'


def _picture_open(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """How markdown-it begins a picture: it bears a name where the document shows it first."""
    picture = tokens[index].meta
    name = picture["source"].rpartition(".")[0]
    first = name not in env[_NAMED]
    env[_NAMED].add(name)
    named = f' id="figure-{escape(name)}"' if first and picture["captioned"] else ""
    return f'<figure class="picture"{named}>' + ("<figcaption>" if picture["captioned"] else "")


def _picture_close(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """How markdown-it ends a picture: below its caption, as figures are."""
    picture = tokens[index].meta
    source, shows = escape(FIGURE + picture["source"]), escape(picture["shows"])
    caption = "</figcaption>" if picture["captioned"] else ""
    return f'{caption}<img src="{source}" alt="{shows}"></figure>\n'


def _cell(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """How markdown-it prints the cell of a table: its alignment is for style sheets."""
    tag, style = tokens[index].tag, str(tokens[index].attrs.get("style", ""))
    scope = ' scope="col"' if tag == "th" else ""
    aligned = style.removeprefix("text-align:")
    return f'<{tag}{scope} class="{aligned}">' if aligned else f"<{tag}{scope}>"


def _typography(state: StateCore) -> None:
    """A rule of markdown-it: dashes, ellipses and apostrophes; nothing else is changed."""
    for block in state.tokens:
        _set_marks(block.children or [])


def _set_marks(tokens: Sequence[Token]) -> None:
    address = 0
    for token in tokens:
        if token.type in ("link_open", "link_close") and token.info == "auto":
            address += 1 if token.type == "link_open" else -1
        elif token.type == "text" and not address:
            token.content = typographic(token.content)
        elif token.type == NOTE:
            _set_marks(token.children or [])


def typographic(text: str) -> str:
    """``text`` with dashes, ellipses and apostrophes as they are printed."""
    text = _LEFT_OUT.sub(_APOSTROPHE, text)
    text = _ELLIPSIS.sub("…", text)
    return _DASH.sub("–", _LONG_DASH.sub("—", text))


def _quotes_in_notes(state: StateCore) -> None:
    for block in state.tokens:
        for token in block.children or []:
            if token.type == NOTE and token.children:
                process_inlines(token.children, state)
