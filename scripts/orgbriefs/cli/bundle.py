"""``orgbriefs bundle``, ``verify``: documents in one file; whether all is as it was made."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where, takes_settings
from orgbriefs.cli.problems import reports_problems


@click.command()
@click.argument("name")
@takes_settings
@reports_problems
def bundle(where: Where, name: str, settings: Path | None, given: tuple[str, ...]) -> None:
    """Put documents that are made into one archive.

    NAME is that of its file: out/bundles/NAME.
    """
    from orgbriefs.workflow.steps import make_bundle

    plan = where.plan(settings, given)
    make_bundle(plan, plan.bundle(name))


@click.command()
@click.argument("place", type=FILE)
@click.option("--key", type=FILE, help="The publisher's public key (.pub): SHA256SUMS is signed.")
@click.option(
    "--certificate",
    "files",
    type=FILE,
    multiple=True,
    help="The publisher's, or its issuer's: all PDFs are signed with it.",
)
@reports_problems
def verify(where: Where, place: Path, key: Path | None, files: tuple[Path, ...]) -> None:
    """Compare what was handed out with its checksums, its manifest and its signatures.

    PLACE is a folder, such as out/ or any copy of it, or a zip file.
    """
    from orgbriefs.distribution.keys import certificates, public_key
    from orgbriefs.distribution.verification import Trusted
    from orgbriefs.distribution.verification import verify as compared

    trusted = Trusted(
        tuple(certificate for path in files for certificate in certificates(path)),
        public_key(key) if key is not None else None,
    )
    found = compared(place, trusted)
    for difference in found.differences:
        click.echo(str(difference), err=True)
    if number := len(found.differences):
        click.echo(f"\n{number} difference{'s' if number != 1 else ''} found.", err=True)
        sys.exit(1)
    click.echo(
        f"{found.files} files are as SHA256SUMS says, {found.documents} documents as "
        "manifest.json says."
    )
