"""Jinja templates: where they are found, which files a document depends on, how they fail."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
)
from jinja2.sandbox import SandboxedEnvironment

from orgbriefs.problems import InputError, Place, Problem, shown
from orgbriefs.view import prose
from orgbriefs.view.rows import cited_by


def search_path(templates: Path, chain: Iterable[str]) -> list[Path]:
    """Folders in which a template is looked for: the audience's first, the shared last."""
    return [*(templates / "audiences" / step for step in chain), templates]


def entry_template(templates: Path, chain: Iterable[str], kind: str) -> str:
    """The template a document begins with: the audience's own version, or the shared one."""
    for step in chain:
        if (templates / "audiences" / step / f"{kind}.html").exists():
            return f"{kind}.html"
    return f"documents/{kind}/{kind}.html"


def environment(templates: Path, chain: Iterable[str]) -> SandboxedEnvironment:
    """Sandboxed, escaping, and strict: an unknown name is an error, not a blank."""
    env = SandboxedEnvironment(
        loader=FileSystemLoader([str(p) for p in search_path(templates, chain)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_present,
    )
    env.globals["cite"] = prose.mark_source
    env.filters["sources_of"] = cited_by
    return env


def _present(value: Any) -> Any:
    """A value that is missing is an error, never the word None on paper."""
    if value is None:
        raise ValueError("a value is missing here (None)")
    return value


def render(templates: Path, chain: list[str], kind: str, document: object) -> str:
    """The template filled in.

    Raises:
        InputError: naming the template's file and line.
    """
    env = environment(templates, chain)
    name = entry_template(templates, chain, kind)
    try:
        return env.get_template(name).render(document=document)
    except TemplateSyntaxError as error:
        place = _place(error.filename, error.lineno, templates)
        raise InputError([_problem(place, error.message or "syntax error")]) from None
    except TemplateNotFound as error:
        raise InputError(
            [_problem(Place(shown(templates / name)), f"there is no template '{error.name}'")]
        ) from None
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError) as error:
        place = _place_of_traceback(error, templates) or Place(shown(templates / name))
        raise InputError([_problem(place, str(error))]) from None


def dependencies(templates: Path, chain: list[str], kind: str) -> list[Path]:
    """Every template file that a document of this kind for these readers may draw on.

    Follows ``extends``, ``include`` and ``import``. A file that does not parse is still
    listed: rendering it says what is wrong.
    """
    env = environment(templates, chain)
    found: list[Path] = []
    waiting = [entry_template(templates, chain, kind)]
    while waiting:
        name = waiting.pop()
        path = next((p / name for p in search_path(templates, chain) if (p / name).exists()), None)
        if path is None or path in found:
            continue
        found.append(path)
        try:
            tree = env.parse(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            continue
        waiting += [name for name in meta.find_referenced_templates(tree) if name]
    return sorted(found)


def syntax_problems(templates: Path) -> list[Problem]:
    """The faults of every template that does not parse."""
    env, problems = environment(templates, []), []
    for path in sorted(templates.rglob("*.html")):
        try:
            env.parse(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            place = Place(shown(path), error.lineno)
            problems.append(_problem(place, error.message or "syntax error"))
        except UnicodeDecodeError:
            problems.append(Problem(Place(shown(path)), "the file is not in UTF-8"))
    return problems


def _place(filename: str | None, line: int, templates: Path) -> Place:
    return Place(shown(Path(filename)) if filename else shown(templates), line)


def _place_of_traceback(error: BaseException, templates: Path) -> Place | None:
    """The innermost template line in the traceback; Jinja maps its frames to the files."""
    place, step = None, error.__traceback__
    while step is not None:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.is_relative_to(templates) or templates.resolve() in path.resolve().parents:
            place = Place(shown(path), step.tb_lineno)
        step = step.tb_next
    return place


def _problem(place: Place, message: str) -> Problem:
    source = Path(place.file)
    found = ""
    if source.exists():
        lines = source.read_text(encoding="utf-8", errors="replace").splitlines()
        if 0 < place.line <= len(lines):
            found = lines[place.line - 1].strip()
    return Problem(
        place, f"the template fails: {message}", found, "correct the template at this line"
    )
