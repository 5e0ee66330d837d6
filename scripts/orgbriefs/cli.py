"""The ``orgbriefs`` command: what the workflow's rules call, and a person may call by hand."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from orgbriefs.house import Format
from orgbriefs.problems import InputError

FILE = click.Path(path_type=Path)


@click.group()
@click.version_option(package_name="orgbriefs")
def main() -> None:
    """Briefing papers, fact sheets and Word handouts from structured facts."""


def _reports_problems(command: Callable[..., None]) -> Callable[..., None]:
    """Show faults of the inputs as messages, and keep tracebacks for the log."""

    @wraps(command)
    def run(*args: Any, log: Path | None = None, **options: Any) -> None:
        try:
            with _logged(log):
                command(*args, **options)
        except InputError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except Exception as error:
            if log is None:
                raise
            click.echo(f"internal error: {error!r}\n    details: {log}", err=True)
            sys.exit(2)

    return run


@contextmanager
def _logged(log: Path | None) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    except BaseException:
        if log is not None:
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
        raise
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(f"done in {time.perf_counter() - started:.2f} s\n", encoding="utf-8")


def _log_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--log", type=FILE, help="Where to keep details.")(command)


@main.command()
@_log_option
@_reports_problems
def check() -> None:
    """Validate all data, configuration and templates, without building."""
    from orgbriefs.data.library import load_library
    from orgbriefs.figures.tokens import Tokens
    from orgbriefs.html.template import syntax_problems
    from orgbriefs.plan import DATA, TEMPLATES, Plan

    problems = []
    audiences = None
    documents = 0
    try:
        plan = Plan()
        audiences = list(plan.config.audiences)
        documents = len(plan.documents())
    except InputError as error:
        problems += error.problems
    try:
        load_library(DATA, audiences=audiences)
    except InputError as error:
        problems += error.problems
    try:
        Tokens.read(TEMPLATES / "styles" / "tokens.yaml")
    except InputError as error:
        problems += error.problems
    problems += syntax_problems(TEMPLATES)
    if problems:
        failure = InputError(problems)
        click.echo(str(failure), err=True)
        number = len(failure.problems)
        click.echo(f"\n{number} problem{'s' if number != 1 else ''} found.", err=True)
        sys.exit(1)
    click.echo(f"All data, configuration and templates are sound: {documents} documents to build.")


@main.command()
@click.argument("papers", nargs=-1, type=FILE)
@_log_option
@_reports_problems
def conformance(papers: tuple[Path, ...]) -> None:
    """Check finished PDFs, by default all that are built, against PDF/UA-1 and PDF/A-3."""
    from orgbriefs.catalogue.manifest import listed
    from orgbriefs.pdf.conformance import EXPLAINED, findings
    from orgbriefs.plan import OUT

    paths = papers or tuple(p for p in listed(OUT / "manifest.json") if p.suffix == ".pdf")
    if not paths:
        click.echo("No PDF is built yet.")
        return
    found = list(findings(paths))
    for finding in found:
        click.echo(str(finding), err=True)
    if found:
        click.echo(f"\n{len(found)} findings in {len(paths)} PDFs.", err=True)
        sys.exit(1)
    click.echo(
        f"{len(paths)} PDFs conform to PDF/UA-1, as outloud and pdfua see it, and to PDF/A-3, "
        "as pikepdf sees it."
    )
    for rule, (_, reason) in EXPLAINED.items():
        click.echo(f"  passed over: {rule}, where {reason}")


@main.command()
@click.argument("name")
@click.option("--as-of", required=True, help="The day, as 2006-12-31.")
@click.option("--audience", "audiences", multiple=True, help="Known audiences.")
@click.option("--out", type=FILE, required=True)
@_log_option
@_reports_problems
def resolve(name: str, as_of: str, audiences: tuple[str, ...], out: Path) -> None:
    """Resolve an organization, or the word 'comparison', as of a day."""
    from orgbriefs.data.library import load_library
    from orgbriefs.edition.resolve import resolve_comparison, resolve_organization
    from orgbriefs.files import write_whole
    from orgbriefs.plan import COMPARISON, DATA

    day = date.fromisoformat(as_of)
    only: list[str] = [] if name == COMPARISON else [name]
    library = load_library(DATA, only, list(audiences) or None)
    if name == COMPARISON:
        write_whole(out, resolve_comparison(library, day).to_json())
    else:
        write_whole(out, resolve_organization(library, name, day).to_json())


@main.command()
@click.argument("name")
@click.option("--out", type=FILE, required=True)
@_log_option
@_reports_problems
def face(name: str, out: Path) -> None:
    """Make a static font file from the pinned families."""
    from orgbriefs.pdf.faces import make_face

    make_face(name, out)


@main.command()
@click.argument("name")
@click.argument("editions", nargs=-1, type=FILE, required=True)
@click.option("--svg", type=FILE, required=True)
@click.option("--png", type=FILE, required=True)
@_log_option
@_reports_problems
def figure(name: str, editions: tuple[Path, ...], svg: Path, png: Path) -> None:
    """Draw a figure from resolved editions, as SVG and PNG."""
    from orgbriefs.edition.record import OrganizationAt
    from orgbriefs.figures.catalogue import draw
    from orgbriefs.figures.tokens import Tokens
    from orgbriefs.files import write_whole
    from orgbriefs.pdf.faces import font_face_css
    from orgbriefs.pdf.raster import pdf_of_svg, png_of_pdf
    from orgbriefs.plan import FACES, TEMPLATES

    tokens = Tokens.read(TEMPLATES / "styles" / "tokens.yaml")
    picture = draw(name, [OrganizationAt.read(path) for path in editions], tokens)
    write_whole(png, png_of_pdf(pdf_of_svg(picture, font_face_css(FACES))))
    write_whole(svg, picture)


@main.command()
@click.argument("edition")
@click.argument("audience")
@click.argument("stem")
@click.argument("form", type=click.Choice(get_args(Format)))
@click.option("--as-of", help="The day of an edition that is not in config.yaml.")
@click.option("--from", "earlier", help="The earlier edition of a paper on changes.")
@click.option("--to", "later", help="The later edition of a paper on changes.")
@click.option("--paper", help="The paper of all documents: A4 or Letter.")
@click.option("--draft", is_flag=True, help="Mark what is not verified, for editors.")
@_log_option
@_reports_problems
def document(
    edition: str,
    audience: str,
    stem: str,
    form: str,
    as_of: str | None,
    earlier: str | None,
    later: str | None,
    paper: str | None,
    draft: bool,
) -> None:
    """Make one document from resolved editions and figures that are in place."""
    from orgbriefs.make import make_document
    from orgbriefs.plan import Plan

    said = {
        "as_of": as_of,
        "from": earlier,
        "to": later,
        "paper": paper,
        "draft": "true" if draft else None,
    }
    plan = Plan(overrides={key: value for key, value in said.items() if value})
    make_document(plan, plan.document(edition, audience, stem, form))


@main.command()
@_log_option
@_reports_problems
def manifest() -> None:
    """Write out/manifest.json: every document on disk."""
    from orgbriefs.catalogue.manifest import write_manifest
    from orgbriefs.plan import OUT, WORK

    number = write_manifest(WORK, OUT / "manifest.json")
    click.echo(f"out/manifest.json lists {number} documents.")


@main.command()
@click.argument("edition")
@click.argument("records", nargs=-1, type=FILE)
@click.option("--out", type=FILE, required=True)
@_log_option
@_reports_problems
def copyfitting(edition: str, records: tuple[Path, ...], out: Path) -> None:
    """Report how the PDFs of an edition fill their pages, from their records."""
    from orgbriefs.catalogue.copyfitting import report
    from orgbriefs.catalogue.manifest import DocumentRecord
    from orgbriefs.files import write_whole

    write_whole(out, report(edition, [DocumentRecord.read(path) for path in records]))


@main.command()
@click.argument("pages", nargs=-1, required=True, metavar="FILE[:PAGE]...")
@click.option("--out", type=FILE, required=True, help="The PNG file to write.")
def picture(pages: tuple[str, ...], out: Path) -> None:
    """Picture pages of finished PDFs side by side: out/2007/students/x.pdf:2."""
    from orgbriefs.catalogue.picture import picture_pages

    wanted = [page.partition(":") for page in pages]
    picture_pages([(Path(file), int(number or 1)) for file, _, number in wanted], out)


@main.command()
@click.argument("edition")
@click.option("--as-of", help="The day of an edition that is not in config.yaml.")
@click.option("--out", type=FILE, required=True)
@_log_option
@_reports_problems
def provenance(edition: str, as_of: str | None, out: Path) -> None:
    """Report how well an edition's facts are sourced; fail where too few are verified."""
    from orgbriefs.data.library import load_library
    from orgbriefs.files import write_whole
    from orgbriefs.plan import DATA, Plan
    from orgbriefs.provenance.facts import read_facts
    from orgbriefs.provenance.report import coverage, report, shortfall

    plan = Plan(overrides={"as_of": as_of} if as_of else None)
    shown, settings = plan.editions[edition], plan.config.provenance
    found = coverage(read_facts(DATA), load_library(DATA).references, shown, settings)
    write_whole(out, report(found, shown, settings))
    if problem := shortfall(found, shown, settings):
        raise InputError([problem])


@main.command()
@click.argument("target")
@click.argument("words", nargs=-1)
@_reports_problems
def trace(target: str, words: tuple[str, ...]) -> None:
    """Say where printed facts come from.

    TARGET is a document (out/2007/students/….pdf), a fact's address (guam.heads.2) or a word.
    WORDS narrow what is said of a document down to facts that hold them.
    """
    from orgbriefs.data.library import load_library
    from orgbriefs.plan import DATA, OUT
    from orgbriefs.provenance.facts import read_facts
    from orgbriefs.provenance.trace import facts_of_document, matching, told

    facts, references = read_facts(DATA), load_library(DATA).references
    if Path(target).suffix in (".pdf", ".docx", ".md"):
        facts = facts_of_document(facts, OUT / "manifest.json", Path(target))
    else:
        words = (target, *words)
    found = matching(facts, words)
    for fact in found:
        for line in told(fact, references):
            click.echo(line)
    click.echo(f"{len(found)} fact{'' if len(found) == 1 else 's'} found.")


@main.command()
@click.option("--to", "folder", type=FILE, default=Path("data/schemas"), show_default=True)
@_reports_problems
def schemas(folder: Path) -> None:
    """Write the JSON Schemas that editors use for autocompletion."""
    from orgbriefs.schemas import write_schemas

    for path in write_schemas(folder):
        click.echo(f"wrote {path}")


if __name__ == "__main__":
    main()
