"""The ``orgbriefs`` command: what the workflow's steps call, and a person may call by hand."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.build import document, fonts, resolve
from orgbriefs.cli.check import check, conformance
from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.report import copyfitting, manifest, picture, provenance
from orgbriefs.cli.schemas import schemas
from orgbriefs.cli.trace import trace


@click.group()
@click.version_option(package_name="orgbriefs")
@click.option("--project", "folder", type=FILE, help="The project's folder; by default, this one.")
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Briefing papers, fact sheets and Word handouts from structured facts."""
    context.obj = Where(folder)


for command in (
    check,
    conformance,
    copyfitting,
    document,
    fonts,
    manifest,
    picture,
    provenance,
    resolve,
    schemas,
    trace,
):
    main.add_command(command)
