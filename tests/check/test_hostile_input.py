"""Hostile and broken input is read right or refused, with the file that holds it, by ``check``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mutations import fault_of
from small_project import copy_of_project, edit

from orgbriefs.check import check_project
from orgbriefs.problems import InputError
from orgbriefs.project import Project

ALPHA = "data/organizations/alpha.yaml"
TOKENS = "templates/styles/tokens.yaml"
#: An address with a quotation mark, as a text of YAML writes it.
ESCAPED = 'https://a.b/\\"onmouseover=c'
PLURALS = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
BOMB = '@string{a = "x"}\n' + "".join(
    f"@string{{{name} = {' # '.join([before] * 10)}}}\n"
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)


def told(root: Path) -> str:
    """What ``check`` says; every problem names a file of the project."""
    try:
        project = Project(root)
        # Templates, which take a while, are looked at where the data are sound.
        problems = project.problems() or check_project(project)
    except InputError as error:
        problems = error.problems
    assert fault_of(root, problems) == ""
    return "\n".join(problem.text(root) for problem in problems)


def replacing(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root / file, old, new)


def writing(file: str, content: str | bytes) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def link(file: str, target: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        (root / file).symlink_to(target)

    return make


def own_style(content: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        writing("templates/citation-styles/own.csl", content)(root)
        audience = "templates/audiences/students/audience.yaml"
        replacing(audience, "chicago-notes-bibliography-17th-edition", "own.csl")(root)

    return spoil


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a script in an address": (
        replacing("data/sources.yaml", "https://example.org/pact", ESCAPED),
        "no address of a web page",
    ),
    "a javascript address": (
        replacing("data/sources.yaml", "https://example.org/pact", "javascript:alert(1)"),
        "no address of a web page",
    ),
    "a licence that runs": (
        replacing("config.yaml", "licence_url: ", "licence_url: javascript:x # "),
        "config.yaml",
    ),
    "a bomb of strings": (writing("data/sources.bib", BOMB + "@book{b1, title=m}"), "sources.bib"),
    "a repeated field": (
        writing("data/sources.bib", "@book{b1,title={T},year={2001},year={2002}}"),
        "given twice",
    ),
    "a name of too many parts": (
        writing("data/sources.bib", "@book{b1,title={T},author={A, B, C, D}}"),
        "too many commas",
    ),
    "an entry without a key": (writing("data/sources.bib", "@book{title={T}}"), "sources.bib"),
    "half an entry": (writing("data/sources.bib", "@book{a, title={T"), "not valid BibTeX"),
    "a bracket behind a tab": (
        writing("data/sources.bib", "@book{a,\n title = {T},\t]}"),
        "sources.bib:2:15: not valid BibTeX",
    ),
    "a bracket behind a carriage return": (
        writing("data/sources.bib", "@book{a,\n title = {T}\r,]}"),
        "sources.bib:3:2: not valid BibTeX",
    ),
    "a style of Word without a size": (
        replacing(TOKENS, "Minor Heading: ", "Minor Headings: "),
        "tokens.yaml:1:1: a style of Word has no size",
    ),
    "an author as text": (
        writing("data/sources.json", '[{"id":"j","type":"book","title":"T","author":"Smith"}]'),
        "sources.json:1:1",
    ),
    "a month as a word": (
        writing(
            "data/sources.json",
            '[{"id":"j","type":"book","title":"T","issued":{"date-parts":[["2006","may"]]}}]',
        ),
        "'may' is no number",
    ),
    "a date of a thousand digits": (
        writing(
            "data/sources.json",
            '[{"id":"j","type":"book","title":"T","issued":{"date-parts":[[%s]]}}]' % ("9" * 5000),
        ),
        "sources.json",
    ),
    "half a character": (
        writing("data/sources.json", '[{"id":"j","type":"book","title":"\\ud800"}]'),
        "half of a character",
    ),
    "a control character": (
        writing("data/sources.json", '[{"id":"j","type":"book","title":"a\\u0002b"}]'),
        "control character",
    ),
    "Zotero's own records": (
        writing("data/sources.json", '[{"key":"j","itemType":"book","creators":[]}]'),
        "export the list again",
    ),
    "deep JSON": (writing("data/sources.json", "[" * 100_000), "sources.json"),
    "RIS that does not end": (writing("data/sources.ris", "TY  - BOOK\nTI  - T\n"), "does not end"),
    "RIS of an unknown type": (
        writing("data/sources.ris", "TY  - BOOKS\nID  - k\nTI  - T\nER  - \n"),
        "did you mean 'BOOK'",
    ),
    "RIS without a key": (
        writing("data/sources.ris", "TY  - BOOK\nTI  - T\nER  - \n"),
        "no key to cite it by",
    ),
    "deep YAML": (writing("data/organizations/deep.yaml", "x: " + "[" * 500_000), "too deeply"),
    "no sources": (writing("data/sources.yaml", "references: []\n"), "unknown source"),
    "a colour that is a comment": (replacing(TOKENS, 'accent: "', "accent: #"), "tokens.yaml"),
    "a style sheet of another encoding": (
        writing("templates/styles/web.css", b"p {}\n/* \xe9 */"),
        "web.css:2:4: the file is not in UTF-8",
    ),
    "a style sheet that is too large": (
        writing("templates/styles/web.css", b"p {}" * 300_000),
        "the file is too large",
    ),
    "an alphabet that no font has": (
        replacing(ALPHA, "city: Riverton", "city: ᏣᎳᎩ"),
        "alpha.yaml:7:",
    ),
    "a citation style that is none": (own_style("<html/>"), "own.csl:1:1: this is no citation"),
    "a citation style that sets nothing": (
        own_style('<style xmlns="http://purl.org/net/xbiblio/csl" class="note"/>'),
        "citations cannot be set in this style",
    ),
    "a rule for plurals that is none": (
        writing("templates/locale/en_GB.po", PLURALS + '"Plural-Forms: nplurals=2; plural=x;"\n'),
        "en_GB.po:1:1: not a gettext file",
    ),
    "a word without end": (
        replacing("data/comparison.yaml", "Two groups compared", "x" * 1001),
        "comparison.yaml:2:8: a word has more than 1,000 characters",
    ),
    "a message with a control character": (
        writing(
            "templates/locale/en_GB.po", PLURALS + '\nmsgid "kind.briefing"\nmsgstr "a\x02b"\n'
        ),
        "en_GB.po:5:1: a control character",
    ),
    "a separator of lines": (
        writing("data/glossary.yaml", "terms: [] # one\n# two \u2028 x: [\n"),
        "glossary.yaml:2:7: a control character",
    ),
    "a control character in a work without a key": (
        writing("data/sources.ris", "TY  - BOOK\nTI  - a\x02b\nER  - \n"),
        "sources.ris:1:1: work 1: a control character",
    ),
    "a negative size": (replacing(TOKENS, "hairline: 1", "hairline: -1"), "tokens.yaml"),
    "an endless size": (replacing(TOKENS, "hairline: 1", "hairline: .inf"), "tokens.yaml"),
    "a size that is none": (replacing(TOKENS, "hairline: 1", "hairline: nan"), "tokens.yaml"),
    "an organization called comparison": (
        writing("data/organizations/comparison.yaml", "id: comparison\n"),
        "comparison.yaml",
    ),
    "an empty layout": (writing("templates/documents/layout.html", ""), "the file is empty"),
    "a binary style sheet": (writing("templates/styles/base.css", b"\xff\xfe"), "base.css"),
    "a style sheet that fetches": (
        writing("templates/styles/web.css", "p { background: url(https://a.b/c) }"),
        "fetch nothing",
    ),
    "a script in a template": (
        replacing("templates/documents/layout.html", "</body>", "<script>x</script></body>"),
        "no such element",
    ),
    "a letterhead of text": (writing("templates/word/letterhead.docx", "hello"), "not a Word file"),
    "a linked style sheet": (link("templates/styles/web.css", "/etc/passwd"), "this is a link"),
    "a linked folder": (link("templates/extra", "/etc"), "this is a link"),
    "a linked organization": (link("data/organizations/x.yaml", "/etc/passwd"), "this is a link"),
    "a pipe": (lambda root: os.mkfifo(root / "data/organizations/x.yaml"), "this is a pipe"),
    "a style of another folder": (
        replacing(
            "templates/audiences/students/audience.yaml", "citation_style: ", "citation_style: ../"
        ),
        "unknown citation style",
    ),
    "a folder in a file's place": (
        lambda root: (
            (root / "data/glossary.yaml").rename(root / "x")
            and (root / "data/glossary.yaml").mkdir()
        ),
        "glossary.yaml",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_file(tmp_path: Path, name: str) -> None:
    root = copy_of_project(tmp_path)
    spoil, message = REFUSED[name]
    spoil(root)
    assert message in told(root)


def test_sources_of_a_list_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    writing("data/sources.json", '[{"id":"j","type":"book","title":"T"}]')(root)
    replacing("data/sources.yaml", "issued: 1999-05-01", "issued: never")(root)
    said = told(root)
    assert "sources.yaml:2:" in said
    assert "unknown source" not in said


ALLOWED: dict[str, Callable[[Path], None]] = {
    "mark-up in a title": replacing(
        "data/sources.yaml", "title: Pact of Riverton", 'title: "<script>alert(1)</script>"'
    ),
    "a name with mark-up": replacing(ALPHA, "city: Riverton", 'city: "<b onclick=x>"'),
    "null parts of a date": writing(
        "data/sources.json",
        '[{"id":"j","type":"book","title":"T","issued":{"date-parts":[[2006,null]]}}]',
    ),
    "items of Zotero": writing(
        "data/sources.json",
        '{"items":[{"id":"1/K","citation-key":"k","type":"book","title":"T"}]}',
    ),
    "hidden files": link("data/organizations/.#alpha.yaml", "user@host.1:2"),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_it_is_read(tmp_path: Path, name: str) -> None:
    root = copy_of_project(tmp_path)
    ALLOWED[name](root)
    assert told(root) == ""
