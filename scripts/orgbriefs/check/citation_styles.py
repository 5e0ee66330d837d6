"""Citation styles of a project's own: whether they can set its sources."""

from __future__ import annotations

from orgbriefs.data.citation_styles import is_own
from orgbriefs.data.citations import Citation
from orgbriefs.data.library import Library
from orgbriefs.html.bibliography import Bibliography, Cited
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project


def citation_style_problems(
    project: Project, library: Library, language: Language
) -> list[Problem]:
    """The faults of the project's own styles; those of the CSL repository have none."""
    found: list[Problem] = []
    references = list(library.references.values())
    places = [
        Cited((Citation(reference.id),), "note", number)
        for number, reference in enumerate(references, 1)
    ]
    styles = {
        s for audience in project.audiences.values() for s in audience.settings.citation_styles
    }
    for style in sorted(filter(is_own, styles)):
        try:
            bibliography = Bibliography(references, style, project.templates, language)
            bibliography.say(places, listed=True, sites_only=False)
        except InputError as error:
            found += error.problems
    return found
