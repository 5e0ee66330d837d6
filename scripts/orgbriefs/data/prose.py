"""The grammar of prose: CommonMark without code, rules and HTML; with tables, notes, citations.

Every text is parsed by this one grammar, when it is checked and when it is printed, so that what
is found sound prints. docs/text.md shows it to editors. Of CommonMark 0.31 it has paragraphs,
emphasis, lists, block quotations, headings of levels 2 to 4, and links; tables are those of GitHub
Flavored Markdown 0.29 (4.10), notes and citations those of Pandoc's User's Guide. Characters that
look like HTML are shown as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from orgbriefs.data.characters import forbidden_character
from orgbriefs.data.citations import CitationError, bracket_at, parse_citations

#: The tokens that this grammar adds.
CITATION, NOTE = "citation", "note"
_PARAGRAPH = ["paragraph_open", "paragraph_close"]
#: Quotations and lists within one another; a reader is lost long before.
MAX_DEPTH = 12
_DEFINED, _USED, _WITHIN = "notes defined", "notes used", "within a note"
_LABEL = re.compile(r"\[\^([^\]\s^]+)\]")
_DEFINITION = re.compile(r"\[\^([^\]\s^]+)\]:[ \t]*")
_LEADS = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_OUT_OF_GRAMMAR = {
    "fence": "code is not set in prose",
    "code_block": "a paragraph that is indented by four spaces is taken for code",
    "code_inline": "code is not set in prose",
    "hr": "a rule between paragraphs is not set in prose",
    "image": "pictures are not set in prose",
}
_FIXES = {
    "fence": "write it as a paragraph, or quote it with '> '",
    "code_block": "begin the line with fewer spaces",
    "code_inline": "leave out the marks `",
    "hr": "leave it out, or begin a section with '## '",
    "image": "refer to a figure of the document: [](#figure-…)",
}
#: What is meant as markup in other kinds of Markdown, and would stand on paper as it is.
_FOREIGN = (
    (re.compile(r"\[\^[^\]]*\]"), "this note is not there", "add a paragraph '[^1]: …' with it"),
    (re.compile(r"(?m)^\|.*\|\s*$"), "this is no whole table", "give it a head and a line |---|"),
    (re.compile(r"(?m)^:::.*$"), "fenced blocks are not set in prose", "leave the marks ::: out"),
    (re.compile(r"\^\["), "a note stands within a note", "make one note of the two"),
    (re.compile(r"~~\S[^~]*~~"), "text is not struck out in prose", "leave the marks ~~ out"),
    (re.compile(r"\]\{[.#]\w[^}]*\}"), "classes are not set in prose", "leave the braces out"),
    (
        re.compile(r"(?m)^\*\[[^\]]+\]:"),
        "abbreviations are not defined here",
        "write the words out where it is first used, or add the term to glossary.yaml",
    ),
    (
        re.compile(r"(?<![\w@.+/\[-])-?@[^\W_][\w:.#$%&+?<>~/-]*"),
        "this citation has no brackets",
        "write [@key], or [-@key, p. 3] without the author",
    ),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), _OUT_OF_GRAMMAR["image"], _FIXES["image"]),
    (
        re.compile(r"(?<!\])\[[^\]]*\]\((?:javascript|data|file|vbscript):[^)]*\)", re.IGNORECASE),
        "this address cannot be followed",
        "write https://…, or mailto:…",
    ),
)


@dataclass(frozen=True)
class Fault:
    """What is out of this grammar; ``found`` is how it stands in the text."""

    message: str
    found: str
    fix: str


def grammar() -> MarkdownIt:
    """A parser of prose, for whoever adds how it is written out."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 10 * MAX_DEPTH})
    markdown.enable("table")
    markdown.block.ruler.before("reference", "note_definition", _define_note, {"alt": []})
    for name, rule in (
        (CITATION, _take_citation),
        ("note_inline", _take_note),
        ("note_reference", _take_reference),
    ):
        markdown.inline.ruler.before("link", name, rule)
    return markdown


def faults(
    text: str, *, one_paragraph: bool = False, parser: MarkdownIt | None = None
) -> Iterator[Fault]:
    """What of ``text`` is out of the grammar.

    Args:
        text: the prose.
        one_paragraph: whether it stands within a line, and has no lists or quotations.
        parser: one that :func:`grammar` made before.
    """
    env: dict[str, Any] = {}
    tokens = (parser or grammar()).parse(text, env)
    for label in sorted(set(env.get(_DEFINED, {})) - env.get(_USED, set())):
        yield Fault("nothing leads to this note", f"[^{label}]:", "set its mark where it belongs")
    if one_paragraph and [token.type for token in tokens if token.nesting] != _PARAGRAPH:
        found = text.strip().partition("\n\n")[2].strip() or text.strip()
        yield Fault(
            "this text stands within a line: it is one paragraph, without lists and headings",
            found.splitlines()[0],
            "write one paragraph",
        )
    for token in tokens:
        yield from _of_token(token, text)


def _of_token(token: Token, text: str) -> Iterator[Fault]:
    line = text.splitlines()[token.map[0]].strip() if token.map and text.strip() else ""
    if token.type in _OUT_OF_GRAMMAR:
        found = token.content if token.type == "code_inline" else line
        yield Fault(_OUT_OF_GRAMMAR[token.type], found, _FIXES[token.type])
    elif token.type == "heading_open" and token.tag not in ("h2", "h3", "h4"):
        yield Fault("prose has headings of levels 2 to 4", line, "begin the line with '## '")
    elif token.level >= 2 * MAX_DEPTH:
        yield Fault("this is nested too deeply", line, "write it with fewer levels")
    if token.children is not None:
        yield from _of_words(token.children, text)


def _of_words(tokens: Sequence[Token], text: str) -> Iterator[Fault]:
    for token in tokens:
        if token.type in _OUT_OF_GRAMMAR:
            found = token.content
            yield Fault(_OUT_OF_GRAMMAR[token.type], found, _FIXES[token.type])
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if _LEADS.match(address) is None:
                fix = "write https://…, mailto:… or #figure-…"
                yield Fault("this address cannot be followed", address, fix)
        if token.children is not None and token.type != "image":
            yield from _of_words(token.children, text)
    written = "".join(_written(token) for token in tokens)
    for pattern, message, fix in _FOREIGN:
        for match in pattern.finditer(written):
            yield Fault(message, match[0].strip(), fix)
    # Written as what HTML calls a character reference, it is one all the same.
    if (forbidden := forbidden_character(written)) is not None:
        yield Fault(forbidden.message, forbidden.name, forbidden.fix)


def _written(token: Token) -> str:
    if token.type == "text":
        return token.content
    return "\n" if token.type in ("softbreak", "hardbreak") else "\ufffc"


def _take_citation(state: StateInline, silent: bool) -> bool:
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
        state.push(CITATION, "", 0).meta["citations"] = citations
    state.pos = end
    return True


def _take_note(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: ``^[a note]``."""
    start = state.pos + 2
    if not state.src.startswith("^[", state.pos) or state.env.get(_WITHIN):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0 or not state.src[start:end].strip():
        return False
    if not silent:
        _add_note(state, state.src[start:end])
    state.pos = end + 1
    return True


def _take_reference(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: ``[^1]``, for a note that is defined in a paragraph of its own."""
    match = _LABEL.match(state.src, state.pos, state.posMax)
    defined = state.env.get(_DEFINED, {})
    if match is None or match[1] not in defined or state.env.get(_WITHIN):
        return False
    if not silent:
        state.env.setdefault(_USED, set()).add(match[1])
        _add_note(state, defined[match[1]])
    state.pos = match.end()
    return True


def _add_note(state: StateInline, words: str) -> None:
    _drop_space_before(state)
    token = state.push(NOTE, "", 0)
    token.children = []
    state.env[_WITHIN] = True
    state.md.inline.parse(words.strip(), state.md, state.env, token.children)
    state.env[_WITHIN] = False


def _define_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of markdown-it: ``[^1]: a note``, to the next empty line."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _DEFINITION.match(first)
    if match is None:
        return False
    if silent:
        return True
    lines, line = [first[match.end() :]], start + 1
    while line < end and not state.isEmpty(line):
        following = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if _DEFINITION.match(following):
            break
        lines.append(following)
        line += 1
    state.env.setdefault(_DEFINED, {}).setdefault(match[1], "\n".join(lines))
    state.line = line
    return True


def _drop_space_before(state: StateInline) -> None:
    state.pending = state.pending.rstrip()
    if not state.pending and state.tokens and state.tokens[-1].type in ("softbreak", "hardbreak"):
        state.tokens.pop()
