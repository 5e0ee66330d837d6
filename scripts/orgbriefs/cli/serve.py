"""``orgbriefs serve``: the site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Place, Problem


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True)
@reports_problems
def serve(where: Where, port: int) -> None:
    """Show the site in a browser on this machine, and to nobody else, until Ctrl-C."""
    from orgbriefs.site.serving import LOOPBACK, server

    folders = where.plan().folders
    if not folders.site_list.exists():
        place = Place(folders.project.out / "index.html", 0, 0)
        raise InputError([Problem(place, "there is no site yet", fix="run snakemake")])
    try:
        serving = server(folders, port)
    except OSError as error:
        place = Place(Path("--port"), 0, 0)
        fix = "give another port, or 0 for any that is free"
        raise InputError([Problem(place, str(error.strerror), str(port), fix)]) from None
    with serving:
        click.echo(f"http://{LOOPBACK}:{serving.server_port}/ (Ctrl-C to end)")
        serving.serve_forever()
