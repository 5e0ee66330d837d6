"""``orgbriefs schemas``: what editors' programs complete from."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems


@click.command()
@click.option("--to", "target", type=FILE, help="By default, the project's data/schemas.")
@reports_problems
def schemas(where: Where, target: Path | None) -> None:
    """Write the JSON Schemas that editors use for autocompletion."""
    from orgbriefs.schemas import write_schemas

    for path in write_schemas(target or where.root / "data" / "schemas"):
        click.echo(f"wrote {path}")
