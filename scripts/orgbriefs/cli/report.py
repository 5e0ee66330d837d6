"""``orgbriefs provenance``, ``copyfitting``, ``manifest``, ``picture``: what has been made."""

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
    """Write out/manifest.json: every document on disk."""
    from orgbriefs.catalogue.manifest import write_manifest

    number = write_manifest(where.plan().folders)
    click.echo(f"out/manifest.json lists {number} documents.")


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="FILE[:PAGE]...")
@click.option("--out", type=FILE, required=True, help="The PNG file to write.")
@reports_problems
def picture(where: Where, pages: tuple[str, ...], out: Path) -> None:
    """Picture pages of finished PDFs side by side: out/2007/students/x.pdf:2."""
    from orgbriefs.catalogue.picture import picture_pages

    picture_pages([_page(page) for page in pages], out)


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
