"""Style sheets: what WeasyPrint passes over on paper, and what is no CSS on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from orgbriefs.data.source import lines_of, read_text
from orgbriefs.design import Design
from orgbriefs.html.fetching import in_style_sheet
from orgbriefs.html.templates import LARGEST, Templates
from orgbriefs.problems import InputError, Place, Problem, abridged, near
from orgbriefs.render.pdf.journal import Journal

#: The style sheets that are templates, with values of every sort that they are filled in with.
_FILLED_IN: Mapping[str, Mapping[str, object]] = {
    "tokens.css": {"screen": False},
    "fonts.css": {},
    "page.css": {"paper": "A4"},
    "site.css": {},
}
#: Those that are read by browsers alone.
_WEB = ("web.css", "site.css")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


def style_problems(folder: Path, design: Design) -> list[Problem]:
    """The faults of all style sheets.

    Args:
        folder: the project's templates.
        design: the tokens and fonts that they are filled in with.
    """
    found: list[Problem] = []
    filled: dict[str, str] = {}
    templates = Templates(folder, ())
    organizations = {"one": design.tokens}
    for name, values in _FILLED_IN.items():
        path = folder / "styles" / name
        try:
            filled[name] = templates.stylesheet(
                f"styles/{name}",
                design=design,
                sizes=design.tokens.sizes,
                organizations=organizations,
                **values,
            )
        except InputError as error:
            found += error.problems
        else:
            if name in _WEB:
                found += _on_screen(path, filled[name])
            else:
                found += _on_paper(path, filled[name], {}, is_filled_in=True)
    variables = _variables(filled.get("tokens.css", ""))
    for path in _sheets(folder):
        try:
            # A form feed is a space in CSS, but ends a line for some readers.
            text = read_text(path, LARGEST).replace("\f", " ")
        except InputError as error:
            found += error.problems
            continue
        if not text.strip():
            found.append(Problem(Place(path), "the file is empty", fix="restore or remove it"))
            continue
        found += in_style_sheet(path, text)
        if not filled.get("tokens.css"):
            continue
        found += _unknown_variables(path, text, variables)
        if path.name in _WEB:
            found += _on_screen(path, text)
        else:
            found += _on_paper(path, text, variables, is_filled_in=False)
    return found


def _sheets(folder: Path) -> list[Path]:
    """The style sheets that are no templates."""
    of_audiences = folder.glob("audiences/*/*.css")
    shared = (p for p in folder.glob("styles/*.css") if p.name not in _FILLED_IN)
    return sorted([*shared, *of_audiences])


def _variables(tokens: str) -> dict[str, str]:
    """The custom properties that a style sheet sets, with their values."""
    found = {}
    for rule in tinycss2.parse_stylesheet(tokens, skip_comments=True, skip_whitespace=True):
        for part in tinycss2.parse_blocks_contents(rule.content or []):
            if part.type == "declaration" and part.name.startswith("--"):
                found[part.name] = tinycss2.serialize(part.value).strip()
    return found


def _unknown_variables(path: Path, text: str, known: Mapping[str, str]) -> Iterator[Problem]:
    own = set(re.findall(r"(--[\w-]+)\s*:", text))
    for number, line in enumerate(lines_of(text), 1):
        for match in _VARIABLE.finditer(line):
            if match[1] not in known and match[1] not in own:
                yield Problem(
                    Place(path, number, match.start() + 1),
                    "no token and no rule sets this",
                    match[0],
                    near(match[1], known),
                )


def _on_paper(
    path: Path, text: str, variables: Mapping[str, str], *, is_filled_in: bool
) -> Iterator[Problem]:
    """What WeasyPrint passes over, as it says itself; so it is asked with all variables known."""
    from weasyprint import CSS

    known = _VARIABLE.sub(lambda match: variables.get(match[1], match[0]), text)
    journal = Journal(path.parent)
    with journal.listening(), journal.reading(path):
        CSS(string=known)
    lines = lines_of(text)
    for problem in journal.warnings:
        line = problem.place.line
        # A template's own lines are not those of what it makes.
        place = Place(path) if is_filled_in else problem.place
        found = abridged(lines[line - 1].strip()) if 0 < line <= len(lines) else ""
        yield Problem(place, problem.message, found, "correct it, or take it out")


def _on_screen(path: Path, text: str) -> Iterator[Problem]:
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for node in _errors(rules):
        place = Place(path, node.source_line, node.source_column)
        found = abridged(lines_of(text)[node.source_line - 1].strip())
        yield Problem(place, f"this is not CSS: {node.message}", found, "correct it")


def _errors(rules: list[Node]) -> Iterator[Node]:
    for rule in rules:
        if rule.type == "error":
            yield rule
        elif rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            yield from _errors(tinycss2.parse_blocks_contents(rule.content))
