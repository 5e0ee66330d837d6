"""What a template's failure means to whoever wrote the template: a place, and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from orgbriefs.data.source import lines_of
from orgbriefs.html.placing import described
from orgbriefs.html.sandbox import UnknownNameError
from orgbriefs.problems import InputError, Place, Problem, abridged, near

_LOST_MACRO = re.compile(r"^the template '(.+?)' \(imported on .+?\) does not export .+? '(.+)'$")
_NO_SUCH = re.compile(r"^No (filter|test) named '(.+?)'")


def input_error(
    error: Exception, environment: Environment, folder: Path, entry: Path
) -> InputError:
    """The failure as an input error, at the innermost line of a template that names the fault.

    Args:
        error: what was raised while templates were read or filled in.
        environment: theirs.
        folder: where they lie.
        entry: the template that the document begins with, for failures without a line.
    """
    place = _place_of(error, folder) or Place(entry)
    line = _line_at(place)
    message, fix = _words(error, environment, place, line)
    return InputError([Problem(place, message, abridged(line), fix)])


def _place_of(error: Exception, folder: Path) -> Place | None:
    if isinstance(error, TemplateSyntaxError) and error.filename is not None:
        return Place(Path(error.filename), error.lineno)
    places = [
        Place(path, line)
        for path, line in _steps(error.__traceback__)
        if path.is_relative_to(folder)
    ]
    if isinstance(error, UnknownNameError):
        # What is not there fails where it is used, often in a component that was given it.
        places = [p for p in places if str(error.name) in _line_at(p)] or places
    return places[-1] if places else None


def _steps(traceback: TracebackType | None) -> Iterator[tuple[Path, int]]:
    """The lines passed through, outermost first; Jinja has put its templates' own among them."""
    while traceback is not None:
        yield Path(traceback.tb_frame.f_code.co_filename), traceback.tb_lineno
        traceback = traceback.tb_next


def _line_at(place: Place) -> str:
    if not place.file.is_file():
        return ""
    try:
        lines = lines_of(place.file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return lines[place.line - 1].strip() if 0 < place.line <= len(lines) else ""


def _words(error: Exception, environment: Environment, place: Place, line: str) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    if isinstance(error, UnknownNameError):
        return _unknown_name(error, environment, place, line)
    if isinstance(error, TemplateNotFound):
        known = environment.list_templates(extensions=["html"])
        return (
            f"there is no template '{error.name}'",
            near(str(error.name), known, "write it"),
        )
    if isinstance(error, TemplateSyntaxError) and (match := _NO_SUCH.match(str(error))):
        known = list(environment.filters if match[1] == "filter" else environment.tests)
        return f"there is no {match[1]} '{match[2]}'", near(match[2], known)
    return f"the template fails: {_plain(error)}", "correct the template at this line"


def _unknown_name(
    error: UnknownNameError, environment: Environment, place: Place, line: str
) -> tuple[str, str]:
    """What is not there, and what it may have been meant for."""
    if lost := _LOST_MACRO.match(str(error)):
        return f"the template '{lost[1]}' has no macro '{lost[2]}'", "correct the name"
    if error.alone:
        known = {*environment.globals, "document", *_names_in(place.file, environment)}
        return f"nothing is called '{error.name}' here", near(error.name, known)
    path = re.search(rf"[\w.]+\.{re.escape(error.name)}\b", line)
    name = path[0] if path else error.name
    if error.owner is None:
        message = f"'{name}' cannot be read: there is nothing to read it from"
        return message, "ask first whether it is there: {% if … %}"
    if parts := _parts_of(error.owner):
        return f"nothing is called '{name}' here", near(error.name, parts)
    return f"nothing is called '{name}' here", f"{described(error.owner)} has no parts"


def _parts_of(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [key for key in owner if isinstance(key, str)]
    if is_dataclass(owner):
        return [field.name for field in fields(owner)]
    return []


def _names_in(file: Path, environment: Environment) -> set[str]:
    """Every name that a template gives to something."""
    try:
        tree = environment.parse(file.read_text(encoding="utf-8"))
    except (TemplateError, OSError, UnicodeDecodeError):
        return set()
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    names |= {node.name for node in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return names


def _plain(error: Exception) -> str:
    """An exception in words, without Python's names for kinds of values."""
    text = str(error).strip()
    if isinstance(error, TemplateSyntaxError):
        return error.message or "it cannot be read"
    if isinstance(error, RecursionError):
        return "it goes too deep, or calls or includes itself without end"
    if isinstance(error, MemoryError | OverflowError):
        return "it makes more than can be held"
    if isinstance(error, ZeroDivisionError):
        return "a number is divided by nought"
    if isinstance(error, LookupError) and not text.startswith("the catalogue"):
        return "the list or text has no such place"
    if text.startswith("Exceeds the limit"):
        return "a number has too many digits"
    if isinstance(error, TypeError) and not text.startswith("macro"):
        return "these values do not go together so"
    return text or "it cannot be filled in"
