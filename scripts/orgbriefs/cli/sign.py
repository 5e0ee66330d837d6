"""``orgbriefs sign``, ``key``: the publisher's signatures."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.cli.publish import today
from orgbriefs.problems import InputError, Place, Problem


@click.command()
@click.option("--documents", is_flag=True, help="Sign PDFs, and leave the checksums.")
@reports_problems
def sign(where: Where, documents: bool) -> None:
    """Sign the PDFs that are not signed, and SHA256SUMS.

    What is new or changed is noted, as when it is published.

    config.yaml names certificate and key. Their passphrases come from the environment:
    ORGBRIEFS_CERTIFICATE_PASSPHRASE and ORGBRIEFS_KEY_PASSPHRASE.
    """
    from orgbriefs.catalogue.manifest import Stock, write_manifest
    from orgbriefs.design import Design
    from orgbriefs.distribution.checksums import write_checksums
    from orgbriefs.distribution.keys import secret_key, signer_of_pdfs
    from orgbriefs.distribution.pdf_signatures import Stamp
    from orgbriefs.distribution.sums_signature import sign_sums
    from orgbriefs.site.writing import note_what_changed, write_site
    from orgbriefs.workflow.steps import sign_pdfs

    plan = where.plan()
    signer = signer_of_pdfs(plan.project)
    key = None if documents else secret_key(plan.project)
    if signer is None and key is None:
        fix = "write 'signing:' with a 'certificate:' for PDFs or a 'key:' for SHA256SUMS"
        place = Place(plan.project.config_file)
        raise InputError([Problem(place, "nothing tells what to sign with", fix=fix)])
    if signer is not None:
        grid = Design.read(plan.project.templates, plan.folders.fonts).tokens.grid
        stamp = Stamp(plan.language, plan.folders.fonts / "sans-400.ttf", grid)
        done = sign_pdfs(plan, signer, stamp)
        click.echo(f"{len(done)} PDFs signed.")
    if documents:
        return
    stock = Stock(plan.folders)
    write_manifest(stock)
    note_what_changed(plan, stock, today())
    write_site(plan, stock)
    write_checksums(stock)
    if key is not None:
        new = sign_sums(plan.folders.readers, key)
        click.echo("out/SHA256SUMS signed." if new else "out/SHA256SUMS was signed already.")


@click.command()
@click.argument("path", type=FILE)
@reports_problems
def key(where: Where, path: Path) -> None:
    """Make a pair of keys for SHA256SUMS, as minisign does.

    PATH is the file of the secret one, such as ~/keys/editors.key; the public one, which readers
    check with, lies beside it as .pub. The passphrase comes from ORGBRIEFS_KEY_PASSPHRASE.
    """
    from orgbriefs.distribution.keys import make_key

    public = make_key(path.expanduser())
    click.echo(f"Made {path}; keep it to yourself. Hand out {public}.")
