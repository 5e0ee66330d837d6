"""``orgbriefs figures``: figures by year from the databases' own download files."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--since",
    type=click.IntRange(1992, 2100),
    default=1992,
    show_default=True,
    help="The first year to take.",
)
@click.option("--source", metavar="KEY", help="By default, that of the figures there are.")
@reports_problems
def figures(
    where: Where, files: tuple[Path, ...], dry_run: bool, since: int, source: str | None
) -> None:
    """Take population, GDP and military expenditure from downloads of the databases.

    FILE is the World Bank's CSV file or zip of an indicator (SP.POP.TOTL, NY.GDP.MKTP.CD,
    MS.MIL.XPND.CD), or SIPRI's workbook or its sheet in current US dollars as CSV.
    """
    from orgbriefs.data.library import load_library
    from orgbriefs.databases.revision import told
    from orgbriefs.databases.update import update
    from orgbriefs.language.loading import load_language
    from orgbriefs.storage import write_whole

    project = where.project()
    library = load_library(project.data)
    done = update(library, files, source, since)
    language = load_language(project.config.language, project.templates)
    names = {
        code: f"{country.name or language.country(code)} ({code})"
        for code, country in library.countries.written.items()
    }
    for revision in done.revisions:
        click.echo("\n".join(told(revision, names)))
    changes = sum(len(revision.changes) for revision in done.revisions)
    if dry_run:
        click.echo(f"\n{changes} figures would change; nothing was written.")
        return
    if not changes:
        click.echo("\nNothing to change.")
        return
    write_whole(done.path, done.text)
    click.echo(f"\n{changes} figures changed in data/{done.path.name}. Now:")
    for revision in done.revisions:
        series = revision.series
        click.echo(f"  - state release {series.release} of '{revision.source}' in sources.yaml")
    click.echo("  - run 'orgbriefs check'")
