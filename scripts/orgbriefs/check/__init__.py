"""Everything that can be found wrong with a project before a document is built.

What passes here, builds; but for what only shows when type is set, such as a fact sheet whose text
is too long for two pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from orgbriefs.check.citation_styles import citation_style_problems
from orgbriefs.check.documents import minimal_problems, own_problems
from orgbriefs.check.soundness import Soundness
from orgbriefs.check.statements import statement_problems
from orgbriefs.check.templates import TemplateSets, template_problems
from orgbriefs.data.files import source_files
from orgbriefs.design import Design
from orgbriefs.language.loading import load_language
from orgbriefs.plan.configured import unknown_names
from orgbriefs.plan.plan import Plan
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.project import Project

_Read = TypeVar("_Read")


def check_project(
    project: Project, compiled: Path | None = None, sound: Soundness | None = None
) -> list[Problem]:
    """Every fault that is found, in order of places.

    Documents are filled in only where configuration, templates and design are each sound; with
    the project's own data, where these are sound too.

    Args:
        project: what to check.
        compiled: a folder in which builds keep templates as they run, where there is one.
        sound: what is known to be sound, and need not be looked at; takes what is found so.
    """
    sound = sound or Soundness(project)
    found = project.problems()
    language = _read(lambda: load_language(project.config.language, project.templates), found)
    design = _read(lambda: Design.read(project.templates, project.work), found)
    audiences = _read(lambda: project.audiences, found) or {}
    chains = [audience.chain for audience in audiences.values()]
    templates = TemplateSets(project.templates, compiled)
    find = partial(_of_templates, project, templates, chains, design)
    found += sound.unless_known(sound.key(sound.templates, json.dumps(chains)), find)
    ready = all(problem.place.file.is_relative_to(project.data) for problem in found)
    if ready and language is not None and design is not None:
        found += minimal_problems(project, language, design, templates, sound)
    if not found and language is not None and design is not None:
        library = project.library()
        if project.config.provenance.strict:
            found += statement_problems(library, project.config)
        found += own_problems(project, library, language, design, templates, sound)
        cites = partial(citation_style_problems, project, library, language)
        cited = sound.key(sound.templates, language.tag, *audiences, *source_files(project.data))
        found += sound.unless_known(cited, cites)
        found += unknown_names(Plan(project))
    return sorted(set(found))


def _of_templates(
    project: Project,
    templates: TemplateSets,
    chains: Sequence[Sequence[str]],
    design: Design | None,
) -> list[Problem]:
    """The faults of templates, style sheets and letterheads by themselves."""
    # What sets type takes long to import.
    from orgbriefs.check.styles import style_problems
    from orgbriefs.render.word.letterhead import problems
    from orgbriefs.render.word.styles import styles_without_size

    found = [*template_problems(templates, chains), *problems(project.letterhead)]
    if design is not None:
        found += style_problems(project.templates, design)
        tokens = project.templates / "styles" / "tokens.yaml"
        found += styles_without_size(design.tokens, tokens)
    return found


def remarks(project: Project) -> list[str]:
    """What a sound project's editors should know: each with the file that it is about."""
    from orgbriefs.check.letterhead import letterhead_remarks

    language = load_language(project.config.language, project.templates)
    path = project.letterhead
    said = letterhead_remarks(path, Design.read(project.templates, project.work), language)
    remarks = [f"{Place(path, 0).text(project.root)}: {remark}" for remark in said]
    if not project.config.provenance.strict:
        queries = statement_problems(project.library(), project.config)
        remarks += [query.text(project.root) for query in queries]
    return remarks


def _read(read: Callable[[], _Read], found: list[Problem]) -> _Read | None:
    """What ``read`` gives; where it finds faults, they join those that were found."""
    try:
        return read()
    except InputError as error:
        found += error.problems
        return None
