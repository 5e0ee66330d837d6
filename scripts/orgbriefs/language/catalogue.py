"""The catalogue of messages: gettext's ``.po`` files, in which every word that is not data stands.

A language has a folder ``locale/<language>/LC_MESSAGES`` here, with a file for each sort of
message; a project may add a language, or say single messages otherwise, in
``templates/locale/<language>.po``. Messages are whole: ``{country}`` stands for a value,
``{number:words}`` for the same value in another form (see :mod:`orgbriefs.language.language`),
``{{`` and ``}}`` for braces.
"""

from __future__ import annotations

import difflib
import gettext
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from orgbriefs.data.characters import forbidden_character

SHIPPED = Path(__file__).parent / "locale"
#: The language that every other one is translated from.
ORIGINAL = "en_GB"
_PART = re.compile(r"\{\{|\}\}|\{(\w+)(?::(\w+))?\}")


class UnknownLanguageError(LookupError):
    """There is no catalogue for a language."""

    def __init__(self, tag: str, available: Sequence[str]) -> None:
        self.tag, self.available = tag, tuple(available)
        super().__init__(f"there is no catalogue for {tag}; there are: {', '.join(available)}")


class FaultyCatalogueError(ValueError):
    """A catalogue that cannot be used."""

    def __init__(self, file: Path, line: int, message: str, value: str, fix: str) -> None:
        self.file, self.line, self.value, self.fix = file, line, value, fix
        self.message = message
        super().__init__(f"{file}:{line}: {message}")


class UnknownMessageError(LookupError):
    """No message of the catalogue has this id."""

    def __init__(self, identifier: str, known: Iterable[str]) -> None:
        self.identifier = identifier
        self.near = difflib.get_close_matches(identifier, list(known), 1)
        hint = f"; did you mean '{self.near[0]}'?" if self.near else ""
        super().__init__(f"the catalogue has no message '{identifier}'{hint}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a message: words, or the name of a part and the form it is said in."""

    words: str = ""
    part: str | None = None
    form: str = ""


@dataclass(frozen=True)
class Entry:
    """One message: its forms, a single one or those of the language's plurals."""

    forms: tuple[tuple[Piece, ...], ...]
    file: Path
    line: int


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language by their ids."""

    entries: dict[str, Entry]
    plural: Callable[[int], int]
    files: tuple[Path, ...]

    def pieces(self, identifier: str, number: int | None) -> tuple[Piece, ...]:
        """The message with this id, in the plural form that goes with ``number``.

        Raises:
            UnknownMessageError: when there is none.
        """
        entry = self.entries.get(identifier)
        if entry is None:
            raise UnknownMessageError(identifier, self.entries)
        if len(entry.forms) == 1 or number is None:
            return entry.forms[0]
        return entry.forms[min(self.plural(number), len(entry.forms) - 1)]


def files_of(tag: str, own: Path | None) -> tuple[Path, ...]:
    """The files of a language, by its BCP 47 tag: the shipped ones, then the project's own."""
    name = tag.replace("-", "_")
    files = sorted((SHIPPED / name / "LC_MESSAGES").glob("*.po"))
    if own is not None and (path := own / f"{name}.po").is_file():
        files.append(path)
    return tuple(files)


def languages(own: Path | None) -> list[str]:
    """The BCP 47 tags of the languages that have a catalogue."""
    names = {folder.name for folder in SHIPPED.iterdir() if folder.is_dir()}
    names |= {path.stem for path in own.glob("*.po")} if own is not None else set()
    return sorted(name.replace("_", "-") for name in names)


def read_catalogue(tag: str, own: Path | None) -> Catalogue:
    """The catalogue of a language.

    Args:
        tag: the language, as ``en-GB``.
        own: the project's folder of languages, where it has one.

    Raises:
        UnknownLanguageError: when there is no file for it.
        FaultyCatalogueError: when one cannot be used, or lacks messages.
    """
    files = files_of(tag, own)
    if not files:
        raise UnknownLanguageError(tag, languages(own))
    entries: dict[str, Entry] = {}
    plural: Callable[[int], int] = gettext.c2py("n != 1")
    for path in files:
        found, plural = _parsed(path, path.read_bytes())
        entries.update(found)
    if tag.replace("-", "_") != ORIGINAL:
        _require_all(entries, files[-1])
    return Catalogue(entries, plural, files)


@lru_cache(maxsize=64)
def _parsed(path: Path, content: bytes) -> tuple[Mapping[str, Entry], Callable[[int], int]]:
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
        plural = gettext.c2py(catalogue.plural_expr)
    except PoFileError as error:
        raise FaultyCatalogueError(
            path, getattr(error, "lineno", 0) + 1, "not a gettext file", str(error), "correct it"
        ) from None
    except (LookupError, ValueError):  # of an encoding, or of the rule for plurals
        raise FaultyCatalogueError(
            path, 1, "not a gettext file", "", "save it as UTF-8, with a header and its plurals"
        ) from None
    entries = {}
    for message in catalogue:
        identifier = message.id if isinstance(message.id, str) else message.id[0]
        if not identifier:
            continue
        said = message.string or ""
        texts = (said,) if isinstance(said, str) else tuple(said)
        if not all(texts):
            continue
        line = message.lineno or 1
        entries[identifier] = Entry(tuple(_pieces(t, path, line) for t in texts), path, line)
    return entries, plural


def _pieces(text: str, path: Path, line: int) -> tuple[Piece, ...]:
    if (forbidden := forbidden_character(text)) is not None:
        raise FaultyCatalogueError(path, line, forbidden.message, forbidden.name, forbidden.fix)
    pieces, at = [], 0
    for match in _PART.finditer(text):
        pieces.append(Piece(words=text[at : match.start()]))
        if match[1] is None:
            pieces.append(Piece(words=match[0][0]))
        else:
            pieces.append(Piece(part=match[1], form=match[2] or ""))
        at = match.end()
    pieces.append(Piece(words=text[at:]))
    if any("{" in p.words or "}" in p.words for p in pieces if len(p.words) > 1):
        raise FaultyCatalogueError(
            path, line, "a brace stands alone", text, "write {part}, or {{ for a brace itself"
        )
    return tuple(piece for piece in pieces if piece.words or piece.part)


def _require_all(entries: dict[str, Entry], file: Path) -> None:
    """A language says everything, with the parts that the original has."""
    original = read_catalogue(ORIGINAL, None).entries
    lacking = sorted(original.keys() - entries.keys())
    if lacking:
        shown = ", ".join(lacking[:5]) + (" …" if len(lacking) > 5 else "")
        raise FaultyCatalogueError(
            file, 1, f"{len(lacking)} messages have no translation", shown, "translate them"
        )
    for identifier, entry in entries.items():
        if identifier in original:
            known = {p.part for form in original[identifier].forms for p in form if p.part}
            for piece in (p for form in entry.forms for p in form):
                if piece.part is not None and piece.part not in known:
                    raise FaultyCatalogueError(
                        entry.file,
                        entry.line,
                        f"the message '{identifier}' has no such part",
                        f"{{{piece.part}}}",
                        f"its parts are: {', '.join(sorted(known)) or 'none'}",
                    )
