"""``orgbriefs check``, ``conformance``: what is wrong, before and after."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError


@click.command()
@reports_problems
def check(where: Where) -> None:
    """Validate all data, configuration and templates, without building."""
    from orgbriefs.check import check_project, remarks
    from orgbriefs.plan.plan import Plan, compiled_templates

    project = where.project()
    if problems := check_project(project, compiled_templates(project)):
        click.echo(InputError(problems).text(project.root), err=True)
        number = len(problems)
        click.echo(f"\n{number} problem{'s' if number != 1 else ''} found.", err=True)
        sys.exit(1)
    for remark in remarks(project):
        click.echo(remark)
    documents = len(Plan(project).documents.all)
    click.echo(f"All data, configuration and templates are sound: {documents} documents to build.")


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
