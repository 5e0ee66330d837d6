"""Whether the site's templates can be filled in, before there is anything to show.

They are given papers of every kind for every audience: some of which all is known that may be
known, and some of which nothing is that need not be.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.content.card import Card, CardOrganization
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project
from orgbriefs.site.library import Library
from orgbriefs.site.pages import KINDS, Pages

_PAGE = '<html><body><main><h2 id="part">Part</h2><p>A word.</p></main></body></html>'
_ORGANIZATION = CardOrganization(
    id="one", name="One", abbreviation="O", colour="#1d4e79", founded="2000", number=1
)
_BARE = Card(title="A title")


def site_problems(
    project: Project, language: Language, compiled: Path | None = None
) -> list[Problem]:
    """What fails when the pages are filled in; nothing where a project has no site.

    Args:
        project: whose configuration and templates are sound in themselves.
        language: of the site's words.
        compiled: a folder in which builds keep templates as they run, where there is one.
    """
    if not (project.templates / "site").is_dir():
        return []
    with tempfile.TemporaryDirectory(prefix="orgbriefs-") as folder:
        out = Path(folder)
        library = Library.of(
            list(_records(project, language, out)),
            out=out,
            config=project.config,
            audiences=project.audiences,
            language=language,
            kept=out / ".kept" / "read",
            revisions={},
        )
        try:
            for _ in Pages(library, project.templates, out, compiled).all():
                pass
        except InputError as error:
            return error.problems
    return []


def _records(project: Project, language: Language, out: Path) -> Iterator[DocumentRecord]:
    """Papers in two editions, the latter told in full, with their files."""
    editions = sorted(project.config.editions, key=lambda edition: edition.day)[-2:]
    for edition in editions:
        card = _BARE if edition is not editions[-1] else _full(editions[0].id)
        for audience in project.config.audiences:
            for kind in KINDS:
                for format_ in ("html", "pdf") if card is not _BARE else ("html",):
                    path = out / edition.id / audience / f"{kind}.{format_}"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(_PAGE, encoding="utf-8")
                    yield DocumentRecord(
                        path=f"out/{path.relative_to(out).as_posix()}",
                        kind=kind,
                        organization=None if kind == "briefing" else _ORGANIZATION.id,
                        audience=audience,
                        edition=edition.id,
                        as_of=edition.day.isoformat(),
                        format=format_,
                        language=language.tag,
                        title=card.title,
                        pages=2 if format_ == "pdf" else None,
                        bytes=len(_PAGE),
                        sha256=hashlib.sha256(_PAGE.encode()).hexdigest(),
                        facts="facts.json" if format_ == "pdf" else None,
                        card=asdict(card),
                    )


def _full(since: str) -> Card:
    return Card(
        title="A title",
        subtitle="A subtitle",
        abstract="An *abstract*.",
        organizations=(_ORGANIZATION,),
        number="1",
        doi="10.1000/1",
        since=since,
        changes=(("O", "It changed."),),
    )
