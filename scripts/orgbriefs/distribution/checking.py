"""Whether the page that lists what is in a bundle can be filled in, before there is a bundle."""

from __future__ import annotations

from datetime import date

from orgbriefs.content.document import house_of
from orgbriefs.design import Design
from orgbriefs.distribution.bundles import BundlePage, Group, Listed, bundle_index, bundle_styles
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project
from orgbriefs.site.pages import KINDS


def bundle_problems(project: Project, language: Language) -> list[Problem]:
    """What fails when page and style sheet of an audience's bundle and of an organization's are
    filled in; nothing where a project has no templates for bundles.

    Args:
        project: whose configuration and templates are sound in themselves.
        language: of the page's words.
    """
    if not (project.templates / "bundles").is_dir():
        return []
    group = Group(audience="readers", day=date(2000, 1, 1), documents=tuple(_documents()))
    house, found = house_of(project.config.house), []
    try:
        bundle_styles(project.templates, Design.read(project.templates, project.work))
        for organization in (None, "One"):
            page = BundlePage(
                language=language.tag, house=house, organization=organization, groups=(group,)
            )
            bundle_index(project.templates, language, page)
    except InputError as error:
        found += error.problems
    return found


def _documents() -> list[Listed]:
    return [
        Listed(
            name="a.pdf",
            path="a.pdf",
            title="A title",
            kind=kind,
            format=format_,
            pages=2 if format_ == "pdf" else None,
            size=1,
        )
        for kind in KINDS
        for format_ in ("pdf", "html", "docx", "md", "print.pdf")
    ]
