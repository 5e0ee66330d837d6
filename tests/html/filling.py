"""What the tests of templates and pages share: template files, and what puts values into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.placing import Placing
from orgbriefs.html.sandbox import Limits
from orgbriefs.html.templates import Templates
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Problem

ENGLISH = Language.load("en-GB")
#: The template of the kind of document that these tests fill in.
NOTE = "documents/note/note.html"


def placing() -> Placing:
    return Placing.of(ENGLISH, CitationMarks())


def written(
    folder: Path, files: dict[str, str], *chain: str, limits: Limits | None = None
) -> Templates:
    """Template files by name, as the templates of an audience and those it inherits from."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Templates(folder, chain, limits=limits)


def filled(folder: Path, text: str, **values: object) -> str:
    """A template of one file, filled in."""
    return written(folder, {NOTE: text}).render("note", placing(), **values)


def problem(templates: Templates, **values: object) -> Problem:
    """The one thing that is wrong when a note is filled in."""
    with pytest.raises(InputError) as caught:
        templates.render("note", placing(), **values)
    [found] = caught.value.problems
    return found


def problem_in(folder: Path, text: str, limits: Limits | None = None, **values: object) -> Problem:
    """The one thing that is wrong with a template of one file."""
    return problem(written(folder, {NOTE: text}, limits=limits), **values)
