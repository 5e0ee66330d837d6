"""``orgbriefs distribute``: drafts of mails to recipients."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import FILE, Where
from orgbriefs.cli.problems import reports_problems
from orgbriefs.problems import InputError, Place, Problem, near

_COMMAND_LINE = Place(Path("the command line"), 0, 0)


@click.command()
@click.argument("recipients", type=FILE)
@click.option(
    "--to",
    "letters",
    type=FILE,
    default=Path("letters"),
    show_default=True,
    help="A new folder for the drafts.",
)
@click.option("--edition", metavar="ID", help="By default, the latest.")
@click.option("--link", is_flag=True, help="Link to the documents in place of attaching them.")
@reports_problems
def distribute(
    where: Where, recipients: Path, letters: Path, edition: str | None, link: bool
) -> None:
    """Write a draft of a mail (.eml) to each recipient, with their documents. Nothing is sent.

    RECIPIENTS is a table (CSV) with the columns name, address, audience, organizations and
    language. The last two may be empty: all organizations, and the language of the documents.
    """
    from orgbriefs.catalogue.manifest import Stock
    from orgbriefs.distribution.drafts import Enclosure, Sender
    from orgbriefs.distribution.drafts import drafts as composed
    from orgbriefs.distribution.readiness import ready
    from orgbriefs.distribution.recipients import Known, read_recipients
    from orgbriefs.storage import write_whole

    plan = where.plan()
    project, editions = plan.project, plan.documents.editions
    house = project.config.house
    if edition is None:
        edition = max(editions.values(), key=lambda each: each.day).id
    if edition not in editions:
        fix = near(edition, editions)
        raise InputError([Problem(_COMMAND_LINE, "no such edition", edition, fix)])
    if link and house.base_url is None:
        fix = "write 'base_url:' under 'house:', or attach the documents"
        place = Place(project.config_file)
        raise InputError([Problem(place, "nothing tells where documents are published", fix=fix)])
    letters = letters.resolve()
    if letters.is_relative_to(project.out):
        message, fix = "addresses in out/ would be published", "name a folder elsewhere"
        raise InputError([Problem(_COMMAND_LINE, message, str(letters), fix)])
    if letters.exists() and (not letters.is_dir() or any(letters.iterdir())):
        message, fix = "there is something here already", "name a new folder: --to"
        raise InputError([Problem(_COMMAND_LINE, message, str(letters), fix)])
    known = Known(project.config.audiences, plan.documents.founded, project.config.language)
    people = read_recipients(recipients, known)
    ready(plan)
    enclosures = [
        Enclosure(record, path, path.relative_to(plan.folders.readers).as_posix())
        for record in Stock(plan.folders).records
        if (path := project.root / record.path)
    ]
    titles = {name: audience.settings.title for name, audience in plan.audiences.items()}
    sender = Sender(house, plan.language, titles)
    found = composed(sender, people, enclosures, edition, house.base_url if link else None)
    for name, mail in found.items():
        write_whole(letters / name, mail.as_bytes())
    click.echo(f"{len(found)} drafts in {letters}; nothing was sent.")
