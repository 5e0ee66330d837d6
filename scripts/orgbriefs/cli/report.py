"""Reports on what was made, its lists, the site, and pictures of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgbriefs.cli.place import FILE, Where, takes_settings
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Place, Problem, near

if TYPE_CHECKING:
    from orgbriefs.plan.plan import Plan


@click.command()
@click.argument("edition")
@takes_settings
@reports_problems
def provenance(where: Where, edition: str, settings: Path | None, given: tuple[str, ...]) -> None:
    """Report how well an edition's facts are sourced; fail where too few are verified."""
    from orgbriefs.workflow.steps import make_provenance

    plan = where.plan(settings, given)
    make_provenance(plan, _known(plan, edition))


@click.command()
@click.argument("edition")
@takes_settings
@reports_problems
def copyfitting(where: Where, edition: str, settings: Path | None, given: tuple[str, ...]) -> None:
    """Report how the PDFs of an edition fill their pages."""
    from orgbriefs.workflow.steps import make_copy_fitting

    plan = where.plan(settings, given)
    make_copy_fitting(plan, _known(plan, edition))


@click.command()
@reports_problems
def manifest(where: Where) -> None:
    """Write out/manifest.json, every document on disk, and out/SHA256SUMS, every file."""
    from orgbriefs.catalogue.manifest import Stock, write_manifest
    from orgbriefs.distribution.checksums import write_checksums

    stock = Stock(where.plan().folders)
    documents, files = write_manifest(stock), write_checksums(stock)
    click.echo(f"out/manifest.json lists {documents} documents, out/SHA256SUMS {files} files.")


@click.command()
@reports_problems
def site(where: Where) -> None:
    """Make the site's pages agree with the documents on disk, as each build does at its end."""
    from orgbriefs.catalogue.manifest import Stock
    from orgbriefs.distribution.checksums import write_checksums
    from orgbriefs.site.writing import write_site

    plan = where.plan()
    stock = Stock(plan.folders)
    written = write_site(plan, stock)
    write_checksums(stock)
    click.echo("out/index.html leads to all." if written else "The site is current.")


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="FILE[:PAGE]...")
@click.option("--out", type=FILE, required=True, help="The PNG file to write.")
@reports_problems
def picture(where: Where, pages: tuple[str, ...], out: Path) -> None:
    """Picture pages of finished PDFs side by side: out/2007/students/x.pdf:2."""
    from orgbriefs.catalogue.picture import picture_pages

    picture_pages([_page(page) for page in pages], out)


@click.command()
@click.argument("edition")
@click.argument("audience")
@click.option("--out", type=FILE, required=True, help="The Markdown file to write.")
@reports_problems
def gallery(where: Where, edition: str, audience: str, out: Path) -> None:
    """Show the first pages of a finished document of each kind: docs/gallery.md."""
    from orgbriefs.catalogue.gallery import make_gallery

    plan = where.plan()
    kinds = make_gallery(plan.folders, _known(plan, edition), audience, out)
    click.echo(f"{out} shows: {', '.join(kinds)}.")


def _page(text: str) -> tuple[Path, int]:
    file, sign, number = text.rpartition(":")
    if not sign or not number.isdigit():
        return Path(text), 1
    return Path(file), int(number)


def _known(plan: Plan, edition: str) -> str:
    editions = plan.documents.editions
    if edition not in editions:
        place = Place(Path("the command line"), 0, 0)
        raise InputError([Problem(place, "no such edition", edition, near(edition, editions))])
    return edition
