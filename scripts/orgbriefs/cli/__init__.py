"""The ``orgbriefs`` command: what the workflow's steps call, and a person may call by hand."""

from __future__ import annotations

import click

from orgbriefs.cli.build import document, fonts, outlines, resolve
from orgbriefs.cli.bundle import bundle, verify
from orgbriefs.cli.check import check, conformance
from orgbriefs.cli.distribute import distribute
from orgbriefs.cli.figures import figures
from orgbriefs.cli.parcel import pack, unpack
from orgbriefs.cli.publish import date_, publish
from orgbriefs.cli.report import copyfitting, gallery, manifest, picture, provenance, site
from orgbriefs.cli.schemas import schemas
from orgbriefs.cli.serve import serve
from orgbriefs.cli.sign import key, sign
from orgbriefs.cli.trace import trace


@click.group()
@click.version_option(package_name="orgbriefs")
def main() -> None:
    """Briefing papers, fact sheets and Word handouts from structured facts."""


for command in (
    bundle,
    check,
    conformance,
    copyfitting,
    date_,
    distribute,
    document,
    figures,
    fonts,
    gallery,
    key,
    manifest,
    outlines,
    pack,
    picture,
    provenance,
    publish,
    resolve,
    schemas,
    serve,
    site,
    sign,
    trace,
    unpack,
    verify,
):
    main.add_command(command)
