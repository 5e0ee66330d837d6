"""The ``orgbriefs`` command: what the workflow's steps call, and a person may call by hand."""

from __future__ import annotations

import click

from orgbriefs.cli.build import document, fonts, resolve
from orgbriefs.cli.check import check, conformance
from orgbriefs.cli.figures import figures
from orgbriefs.cli.parcel import pack, unpack
from orgbriefs.cli.report import copyfitting, manifest, picture, provenance
from orgbriefs.cli.schemas import schemas
from orgbriefs.cli.trace import trace


@click.group()
@click.version_option(package_name="orgbriefs")
def main() -> None:
    """Briefing papers, fact sheets and Word handouts from structured facts."""


for command in (
    check,
    conformance,
    copyfitting,
    document,
    figures,
    fonts,
    manifest,
    pack,
    picture,
    provenance,
    resolve,
    schemas,
    trace,
    unpack,
):
    main.add_command(command)
