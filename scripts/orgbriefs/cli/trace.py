"""``orgbriefs trace``: from what is printed to the line of the data behind it."""

from __future__ import annotations

from pathlib import Path

import click

from orgbriefs.cli.place import Where
from orgbriefs.cli.problems import reports_problems

#: What the names of documents end with.
_DOCUMENTS = (".pdf", ".docx", ".html", ".md")


@click.command()
@click.argument("target")
@click.argument("words", nargs=-1)
@reports_problems
def trace(where: Where, target: str, words: tuple[str, ...]) -> None:
    """Say where printed facts come from.

    TARGET is a document (out/2007/students/….pdf), a fact's address (guam.heads.2) or a word.
    WORDS narrow what is said of a document down to facts that hold them.
    """
    from orgbriefs.language.loading import load_language
    from orgbriefs.provenance.facts import read_facts
    from orgbriefs.provenance.trace import facts_of_document, lines_of, matching

    project = where.project()
    library = project.library()
    facts = read_facts(library, load_language(project.config.language, project.templates))
    if target.endswith(_DOCUMENTS):
        document = Path(target)
        if document.exists():
            document = document.resolve()
        facts = facts_of_document(facts, project.out / "manifest.json", document)
    else:
        words = (target, *words)
    found = matching(facts, words)
    for fact in found:
        for line in lines_of(fact, library.references, project.root):
            click.echo(line)
    click.echo(f"{len(found)} fact{'' if len(found) == 1 else 's'} found.")
