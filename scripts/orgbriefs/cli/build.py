"""``orgbriefs document``, ``resolve``, ``fonts``, ``outlines``: one step of a build."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import Where, takes_settings
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Place, Problem, near


@click.command()
@click.argument("edition")
@click.argument("audience")
@click.argument("name")
@takes_settings
@reports_problems
def document(
    where: Where,
    edition: str,
    audience: str,
    name: str,
    settings: Path | None,
    given: tuple[str, ...],
) -> None:
    """Make one document from fonts, outlines and resolved editions that are in place.

    NAME is that of its file: out/EDITION/AUDIENCE/NAME.
    """
    from orgbriefs.workflow.steps import make_document

    plan = where.plan(settings, given)
    make_document(plan, plan.document(edition, audience, name))


@click.command()
@click.argument("edition")
@click.argument("name")
@takes_settings
@reports_problems
def resolve(
    where: Where, edition: str, name: str, settings: Path | None, given: tuple[str, ...]
) -> None:
    """Resolve an organization, or the word 'comparison', as of an edition's day."""
    from orgbriefs.plan.documents import COMPARISON

    plan = where.plan(settings, given)
    known = plan.documents.editions
    if edition not in known:
        raise _unknown("edition", edition, near(edition, known))
    names = [*plan.documents.organizations_at(edition), COMPARISON]
    if name not in names:
        raise _unknown(f"organization in edition {edition}", name, near(name, names))
    plan.editions.resolve(edition, name)


@click.command()
@takes_settings
@reports_problems
def fonts(where: Where, settings: Path | None, given: tuple[str, ...]) -> None:
    """Make the font files from the pinned families."""
    where.plan(settings, given).make_fonts()


@click.command()
@takes_settings
@reports_problems
def outlines(where: Where, settings: Path | None, given: tuple[str, ...]) -> None:
    """Make the outlines of countries for maps."""
    where.plan(settings, given).make_outlines()


def _unknown(what: str, value: str, fix: str) -> InputError:
    return InputError(
        [Problem(Place(Path("the command line"), 0, 0), f"no such {what}", value, fix)]
    )
