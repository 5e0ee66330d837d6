"""A language made by script: every message in marks and a third longer, everything else in Finnish.

What stands outside the marks in a document is data, or a name, month or number that CLDR gives in
Finnish, or a word of the citation style. An English word there was written in Python or in a
template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from num2words import num2words

from orgbriefs.data.citations import Citation
from orgbriefs.data.source import read_yaml
from orgbriefs.html.bibliography import Bibliography, Cited
from orgbriefs.language.catalogue import ORIGINAL, Entry, Piece, read_catalogue
from orgbriefs.language.loading import load_language
from orgbriefs.project import Project

TAG = "fi"
#: Around the words of a message; no data hold them, and every font has them.
OPEN, CLOSE, MORE = "¿", "¡", "~"
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def write_catalogue(templates: Path) -> None:
    """Give a project the language."""
    folder = templates / "locale"
    folder.mkdir(exist_ok=True)
    entries = read_catalogue(ORIGINAL.replace("_", "-"), None).entries
    messages = [_message(identifier, entry) for identifier, entry in sorted(entries.items())]
    (folder / f"{TAG}.po").write_text("\n".join([HEAD, *messages]), encoding="utf-8")


def _message(identifier: str, entry: Entry) -> str:
    forms = ["".join(_said(piece) for piece in form) for form in entry.forms]
    if len(forms) == 1:
        return f'msgid "{identifier}"\nmsgstr {_quoted(forms[0])}\n'
    lines = [f'msgid "{identifier}"', f'msgid_plural "{identifier}"']
    return "\n".join([*lines, *(f"msgstr[{n}] {_quoted(f)}" for n, f in enumerate(forms))]) + "\n"


def _said(piece: Piece) -> str:
    if piece.part is not None:
        return "{" + piece.part + (f":{piece.form}" if piece.form else "") + "}"
    words = piece.words.replace("{", "{{").replace("}", "}}")
    if not _WORD.search(piece.words):
        return words
    longer = MORE * (len(piece.words) // 3)
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{OPEN}{words.strip()}{longer}{CLOSE}{after}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def outside(text: str) -> Iterator[str]:
    """The words of ``text`` that no message holds."""
    marked = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}", re.DOTALL)
    yield from _WORD.findall(marked.sub(" ", text))


def known_words(project: Path) -> set[str]:
    """Every word of a project's data and settings, of CLDR in Finnish, and of its citations."""
    found: set[str] = set()
    files = [*project.glob("data/**/*.yaml"), *project.glob("templates/audiences/*/*.yaml")]
    for path in [*files, project / "config.yaml", project / "templates/styles/tokens.yaml"]:
        for text in _texts(read_yaml(path).value):
            found.update(_WORD.findall(text))
    locale = Locale.parse(TAG)
    for names in (locale.territories, locale.languages):
        for name in names.values():
            found.update(_WORD.findall(str(name)))
    for context in locale.months.values():
        for width in context.values():
            for month in width.values():
                found.update(_WORD.findall(str(month)))
    for pattern in locale.list_patterns["standard"].values():
        found.update(_WORD.findall(pattern))
    for number in range(21):
        found.update(_WORD.findall(num2words(number, lang=TAG)))
    for plural in locale.compact_decimal_formats["long"].values():
        for pattern in plural.values():
            found.update(_WORD.findall(str(pattern.pattern)))
    for text in _of_styles(project):
        found.update(_WORD.findall(text))
    return {word.casefold() for word in found}


def _of_styles(project: Path) -> Iterator[str]:
    """What the audiences' citation styles say of all works in Finnish."""
    found = Project(project)
    language = load_language(TAG, project / "templates")
    works = list(found.library().references.values())
    for style in {s for a in found.audiences.values() for s in a.settings.citation_styles}:
        places = [Cited((Citation(work.id),), "note", n) for n, work in enumerate(works, start=1)]
        sources = Bibliography(works, style, project / "templates", language)
        said = sources.say(places, listed=True, sites_only=False)
        yield from (text.striptags() for text in (*said.places, *said.entries.values()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
