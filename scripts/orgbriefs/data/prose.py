"""The grammar of prose: CommonMark without code, rules and HTML; with tables, notes, citations.

Every text is parsed by this one grammar, when it is checked and when it is printed, so that what
is found sound prints. docs/text.md shows it to editors. Of CommonMark 0.31 it has paragraphs,
emphasis, lists, block quotations, headings of levels 2 to 4, links and pictures; tables are those
of GitHub Flavored Markdown 0.29 (4.10), notes and citations those of Pandoc's User's Guide,
abbreviations those of PHP Markdown Extra. Characters that look like HTML are shown as they are.

A picture stands at the beginning of a paragraph of its own, and the words behind it are its
caption. An abbreviation is explained by a note where a passage uses it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from orgbriefs.data.characters import forbidden_character
from orgbriefs.data.citations import CitationError, bracket_at, parse_citations

#: The tokens that this grammar adds; a picture has ``source`` and ``shows`` in its ``meta``.
CITATION, NOTE = "citation", "note"
PICTURE_OPEN, PICTURE_CLOSE = "picture_open", "picture_close"
_PARAGRAPH = ["paragraph_open", "paragraph_close"]
#: Quotations and lists within one another; a reader is lost long before.
MAX_DEPTH = 12
_DEFINED, _USED, _WITHIN = "notes defined", "notes used", "within a note"
_ABBREVIATIONS, _ABBREVIATED = "abbreviations", "abbreviations used"
_LABEL = re.compile(r"\[\^([^\]\s^]+)\]")
_DEFINITION = re.compile(r"\[\^([^\]\s^]+)\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\]]+)\]:[ \t]*(.*)")
#: A file of data/pictures/ by its name alone.
_PICTURE = re.compile(r"\w[\w-]*\.(png|jpg|jpeg|svg)")
_LEADS = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_OUT_OF_GRAMMAR = {
    "fence": "code is not set in prose",
    "code_block": "a paragraph that is indented by four spaces is taken for code",
    "code_inline": "code is not set in prose",
    "hr": "a rule between paragraphs is not set in prose",
    "image": "a picture stands among words",
}
_FIXES = {
    "fence": "write it as a paragraph, or quote it with '> '",
    "code_block": "begin the line with fewer spaces",
    "code_inline": "leave out the marks `",
    "hr": "leave it out, or begin a section with '## '",
    "image": "begin a paragraph of a passage with it, outside lists; what follows is its caption",
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
        re.compile(r"(?<![\w@.+/\[-])-?@[^\W_][\w:.#$%&+?<>~/-]*"),
        "this citation has no brackets",
        "write [@key], or [-@key, p. 3] without the author",
    ),
    (
        re.compile(r"!\[[^\]]*\]\([^)]*\)"),
        "this picture cannot be found",
        "name a file of data/pictures/: ![what it shows](flag.png)",
    ),
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
    markdown.block.ruler.before("reference", "abbreviation", _define_abbreviation, {"alt": []})
    markdown.core.ruler.after("inline", "abbreviations", _explain_abbreviations)
    markdown.core.ruler.after("inline", "pictures", _open_pictures)
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
    for label, words in sorted(env.get(_ABBREVIATIONS, {}).items()):
        if not words.strip():
            yield Fault("this abbreviation has no words", f"*[{label}]:", "write them behind it")
        elif label not in env.get(_ABBREVIATED, set()):
            fix = "use it in the text, or leave its line out"
            yield Fault("the text does not use this abbreviation", f"*[{label}]:", fix)
    if one_paragraph and [token.type for token in tokens if token.nesting] != _PARAGRAPH:
        found = text.strip().partition("\n\n")[2].strip() or text.strip()
        yield Fault(
            "this text stands within a line: it is one paragraph, without lists and headings",
            found.splitlines()[0],
            "write one paragraph",
        )
    for token in tokens:
        yield from _of_token(token, text)


def pictures(text: str, *, parser: MarkdownIt | None = None) -> list[str]:
    """The files of the pictures that stand in ``text``, in order."""
    if "![" not in text:
        return []
    tokens = (parser or grammar()).parse(text, {})
    return [token.meta["source"] for token in tokens if token.type == PICTURE_OPEN]


def _of_token(token: Token, text: str) -> Iterator[Fault]:
    line = text.splitlines()[token.map[0]].strip() if token.map and text.strip() else ""
    if token.type in _OUT_OF_GRAMMAR:
        found = token.content if token.type == "code_inline" else line
        yield Fault(_OUT_OF_GRAMMAR[token.type], found, _FIXES[token.type])
    elif token.type == "heading_open" and token.tag not in ("h2", "h3", "h4"):
        yield Fault("prose has headings of levels 2 to 4", line, "begin the line with '## '")
    elif token.level >= 2 * MAX_DEPTH:
        yield Fault("this is nested too deeply", line, "write it with fewer levels")
    elif token.type == PICTURE_OPEN:
        yield from _of_picture(token.meta["source"], token.meta["shows"], token.meta["title"])
    if token.children is not None:
        yield from _of_words(token.children, text)


def _of_picture(source: str, shows: str, title: str) -> Iterator[Fault]:
    if _PICTURE.fullmatch(source) is None:
        fix = "name a file of data/pictures/ that ends in .png, .jpg, .jpeg or .svg"
        yield Fault("this is no file of a picture", source, fix)
    if not shows.strip():
        fix = "say what it shows, for who cannot see it: ![the flag](flag.png)"
        yield Fault("this picture has no alternative text", f"]({source}", fix)
    if title:
        yield Fault("a picture has no title", title, "write its caption behind it")


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


def _define_abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of markdown-it: ``*[AB]: the words``, on a line of its own."""
    if state.is_code_block(start) or state.level:
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _ABBREVIATION.fullmatch(line.rstrip())
    if match is None:
        return False
    if not silent:
        state.env.setdefault(_ABBREVIATIONS, {}).setdefault(match[1].strip(), match[2])
        state.line = start + 1
    return True


def _explain_abbreviations(state: StateCore) -> None:
    """A rule of markdown-it: a note where a paragraph, a list or a table uses one first."""
    waiting: dict[str, str] = dict(state.env.get(_ABBREVIATIONS, {}))
    heading = False
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        if token.children and waiting and not heading:
            token.children = list(_explained(token.children, waiting, state))
    used = set(state.env.get(_ABBREVIATIONS, {})) - set(waiting)
    state.env.setdefault(_ABBREVIATED, set()).update(used)


def _explained(
    tokens: Sequence[Token], waiting: dict[str, str], state: StateCore
) -> Iterator[Token]:
    """``tokens`` with notes; what was explained is no longer ``waiting``."""
    link = 0
    for token in tokens:
        link += token.nesting if token.type.startswith("link_") else 0
        rest = token.content if token.type == "text" and not link else ""
        while rest and (found := _first(rest, waiting)) is not None:
            label, end = found
            yield Token("text", "", 0, content=rest[:end])
            explanation: list[Token] = []
            words = waiting.pop(label).strip()
            state.md.inline.parse(words, state.md, {**state.env, _WITHIN: True}, explanation)
            yield Token(NOTE, "", 0, children=explanation)
            rest = rest[end:]
            token = Token("text", "", 0, content=rest)
        yield token


def _first(text: str, labels: Iterable[str]) -> tuple[str, int] | None:
    """The label that ``text`` has first, as a word, and where it ends."""
    found = [
        (match.start(), -match.end(), label)
        for label in labels
        if (match := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text))
    ]
    return (min(found)[2], -min(found)[1]) if found else None


def _open_pictures(state: StateCore) -> None:
    """A rule of markdown-it: a paragraph that begins with a picture is a figure."""
    for index, token in enumerate(state.tokens):
        if token.type != "paragraph_open" or token.level:
            continue
        words, end = state.tokens[index + 1 : index + 3]
        if not words.children or words.children[0].type != "image":
            continue
        picture = words.children.pop(0)
        if words.children and words.children[0].type in ("softbreak", "hardbreak"):
            words.children.pop(0)
        if words.children and words.children[0].type == "text":
            words.children[0].content = words.children[0].content.lstrip()
            if not words.children[0].content:
                words.children.pop(0)
        token.type, end.type = PICTURE_OPEN, PICTURE_CLOSE
        token.meta = {
            "source": unquote(str(picture.attrs.get("src", ""))),
            "shows": picture.content,
            "title": str(picture.attrs.get("title", "")),
            "captioned": bool(words.children),
        }
        end.meta = token.meta


def _drop_space_before(state: StateInline) -> None:
    state.pending = state.pending.rstrip()
    if not state.pending and state.tokens and state.tokens[-1].type in ("softbreak", "hardbreak"):
        state.tokens.pop()
