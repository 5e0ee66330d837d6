"""``orgbriefs pack``, ``unpack``: products on their way between machines that share no folder."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where, takes_settings
from orgbriefs.cli.problems import reports_problems


@click.command()
@click.argument("product", type=FILE)
@click.argument("parcel", type=FILE)
@takes_settings
@reports_problems
def pack(
    where: Where, product: Path, parcel: Path, settings: Path | None, given: tuple[str, ...]
) -> None:
    """Put a document, a resolved edition or the fonts into a parcel, with their receipt."""
    from orgbriefs.workflow import parcels

    parcels.pack(where.plan(settings, given), where.root / product, parcel)


@click.command()
@click.argument("parcel", type=FILE, nargs=-1)
@takes_settings
@reports_problems
def unpack(
    where: Where, parcel: tuple[Path, ...], settings: Path | None, given: tuple[str, ...]
) -> None:
    """Put what is in parcels where it belongs."""
    from orgbriefs.workflow import parcels

    plan = where.plan(settings, given)
    for path in parcel:
        parcels.unpack(plan, path)
