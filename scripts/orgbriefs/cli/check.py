"""``orgbriefs check``, ``conformance``: what is wrong, before and after."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project

if TYPE_CHECKING:
    from orgbriefs.check.soundness import Soundness


@click.command()
@reports_problems
def check(where: Where) -> None:
    """Validate all data, configuration and templates, without building."""
    from orgbriefs.check.soundness import Soundness

    project = where.project()
    sound = Soundness(project)
    if (told := sound.told(sound.whole)) is None:
        told = _checked(project, sound)
    for line in told:
        click.echo(line)


def _checked(project: Project, sound: Soundness) -> list[str]:
    """Look at all that is not known to be sound; what there is to say of a sound project."""
    from orgbriefs.check import check_project, remarks
    from orgbriefs.plan.plan import Plan, compiled_templates

    compiled = compiled_templates(project)
    problems = check_project(project, compiled, sound)
    if not problems:  # what leads to documents is filled in where these can be
        key = sound.key("site and bundles", sound.templates, project.config_file)
        problems += sound.unless_known(key, lambda: _of_pages(project, compiled))
    if problems:
        sound.keep()
        click.echo(InputError(problems).text(project.root), err=True)
        number = len(problems)
        click.echo(f"\n{number} problem{'s' if number != 1 else ''} found.", err=True)
        sys.exit(1)
    documents = len(Plan(project).documents.all)
    told = [
        *remarks(project),
        f"All data, configuration and templates are sound: {documents} documents to build.",
    ]
    sound.found(sound.whole, told)
    sound.keep()
    return told


def _of_pages(project: Project, compiled: Path | None) -> list[Problem]:
    """What is wrong with the templates of the site and of the bundles' pages."""
    from orgbriefs.distribution.checking import bundle_problems
    from orgbriefs.language.loading import load_language
    from orgbriefs.site.checking import site_problems

    language = load_language(project.config.language, project.templates)
    return [*site_problems(project, language, compiled), *bundle_problems(project, language)]


@click.command()
@click.argument("papers", nargs=-1, type=FILE)
@reports_problems
def conformance(where: Where, papers: tuple[Path, ...]) -> None:
    """Check finished PDFs, by default all that are built, against PDF/UA-1 and PDF/A-3."""
    from orgbriefs.catalogue.manifest import listed
    from orgbriefs.render.pdf.conformance import EXPLAINED, findings

    paths = papers
    if not paths:
        manifest = where.project().out / "manifest.json"
        paths = tuple(path for path in listed(manifest) if path.suffix == ".pdf")
    if not paths:
        click.echo("No PDF is built yet.")
        return
    found = list(findings(paths))
    for finding in found:
        click.echo(str(finding), err=True)
    if found:
        click.echo(f"\n{len(found)} findings in {len(paths)} PDFs.", err=True)
        sys.exit(1)
    click.echo(
        f"{len(paths)} PDFs conform to PDF/UA-1, as outloud and pdfua see it, and to PDF/A-3, "
        "as pikepdf sees it."
    )
    for rule, (_, reason) in EXPLAINED.items():
        click.echo(f"  passed over: {rule}, where {reason}")
