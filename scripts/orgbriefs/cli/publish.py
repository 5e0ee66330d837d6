"""``orgbriefs publish``: put what is published where readers find it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from orgbriefs.cli.place import Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Place, Problem


@click.command()
@click.argument("to", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@reports_problems
def publish(where: Where, to: str | None, dry_run: bool) -> None:
    """Put what changed where readers find it, and remove what is gone.

    TO is a folder, sftp://user@host/path or s3://bucket/path; by default, as in config.yaml.
    Nothing is touched there that this command did not put there.
    """
    from orgbriefs.distribution.destinations import destination
    from orgbriefs.distribution.publication import compare, read_ledger
    from orgbriefs.distribution.publication import publish as put
    from orgbriefs.distribution.readiness import ready as found_ready

    plan = where.plan()
    settings = plan.project.config.publishing
    address = to or (settings.to if settings is not None else None)
    if address is None:
        fix = "name it, or write 'publishing: {to: …}'"
        place_of_fault = Place(plan.project.config_file)
        raise InputError([Problem(place_of_fault, "nothing tells where to publish", fix=fix)])
    # What cannot be reached is told before anything is noted.
    place = destination(address, Path.cwd() if to else plan.project.root)
    ledger = read_ledger(place)
    ready = found_ready(plan, today=None if dry_run else today())
    for remark in ready.remarks:
        click.echo(remark)
    found = compare(ready.files, ready.pages, ledger, place)
    done = f"{found.number} put, {len(found.removals)} removed, {found.unchanged} unchanged"
    if dry_run:
        for group in found.puts:
            for name in group:
                click.echo(f"  put      {name}")
        for name in found.removals:
            click.echo(f"  remove   {name}")
        click.echo(
            f"{done.replace(' put', ' to put').replace(' removed', ' to remove')}; "
            "nothing was done."
        )
        return
    put(found, plan.folders.readers, ready.files, ledger, place, click.echo)
    click.echo(f"{done}: {place.address}")


@click.command("date")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today (UTC).")
@reports_problems
def date_(where: Where, day: datetime | None) -> None:
    """Note in revisions.csv from which day what is new or changed says what it says.

    Publishing does it by itself; this is for those who publish by other means.
    """
    from orgbriefs.catalogue.manifest import Stock
    from orgbriefs.distribution.checksums import write_checksums
    from orgbriefs.site.writing import note_what_changed, write_site

    plan = where.plan()
    stock = Stock(plan.folders)
    noted = note_what_changed(plan, stock, day.date() if day is not None else today())
    write_site(plan, stock)
    write_checksums(stock)
    click.echo(f"{noted.new} documents are new, {noted.changed} say something else than before.")


def today() -> date:
    """The day on which something is handed out (UTC)."""
    return datetime.now(UTC).date()
