"""Which documents are to be made, what each depends on, and where it lies.

The Snakefile asks this module; nothing here makes a document. It must stay quick, since
it runs before every build, and calm: a broken data file is reported by the rule that
reads it, so that it holds back only what depends on it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.library import load_library, organization_files, shared_files
from orgbriefs.data.source import head_value, read_yaml
from orgbriefs.edition.resolve import exists, resolve_comparison, resolve_organization
from orgbriefs.figures.catalogue import COMPARATIVE, names_of, organization_of
from orgbriefs.house import (
    AudienceAt,
    Config,
    Edition,
    Format,
    Kind,
    Paper,
    read_audience,
    read_config,
)
from orgbriefs.html.template import dependencies
from orgbriefs.problems import InputError

DATA, TEMPLATES, OUT = Path("data"), Path("templates"), Path("out")
#: Everything that is made on the way: editions, figures, faces, documents before release.
WORK = OUT / ".work"
FACES = WORK / "faces"

SLUGS: dict[Kind, str] = {
    "briefing": "briefing-paper",
    "factsheet": "fact-sheet",
    "handout": "handout",
    "changes": "changes",
    "specimen": "specimen",
}
#: What each kind is about: single organizations, the comparison of all, or both.
SCOPES: dict[Kind, tuple[str, ...]] = {
    "briefing": ("comparison",),
    "factsheet": ("organization",),
    "handout": ("organization", "comparison"),
    "changes": ("comparison",),
    "specimen": ("comparison",),
}
#: Kinds that tell what changed since an earlier edition.
TELL_CHANGES: tuple[Kind, ...] = ("briefing", "factsheet", "changes", "specimen")
COMPARISON = "comparison"
#: The sub-packages that print each format; Word takes the pages of its contents from the PDF's.
PRINTERS: dict[Format, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "print.pdf": ("pdf",),
    "docx": ("word", "pdf"),
    "html": ("web",),
    "md": ("markdown",),
}


@dataclass(frozen=True)
class DocumentId:
    """One document. ``subject`` is an organization's id, or ``None`` for the comparison."""

    edition: str
    audience: str
    kind: Kind
    subject: str | None
    format: Format
    stem: str
    #: The earlier edition that it compares with, if any.
    since: str | None = None

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, for the screen or for a printing house."""
        return self.format in ("pdf", "print.pdf")

    @property
    def path(self) -> Path:
        """Where readers find it."""
        return OUT / self.edition / self.audience / f"{self.stem}.{self.format}"

    @property
    def draft(self) -> Path:
        """Where it is made; it is released to :attr:`path` only when it is whole."""
        return WORK / self.edition / self.audience / f"{self.stem}.{self.format}"

    @property
    def record(self) -> Path:
        """What is known of it: title, pages, checksum."""
        return self.draft.with_name(self.draft.name + ".json")


class Plan:
    """The documents that ``config.yaml`` and the data ask for.

    Raises:
        InputError: when the configuration or an audience is faulty.
    """

    def __init__(
        self, config_file: Path = Path("config.yaml"), overrides: Mapping[str, Any] | None = None
    ) -> None:
        settings = {*Config.model_fields, "from", "to"}
        known = {k: v for k, v in (overrides or {}).items() if k in settings}
        self.config: Config = read_config(config_file, {k: str(v) for k, v in known.items()})
        self.editions: dict[str, Edition] = {e.id: e for e in self.config.editions}
        self.audiences: dict[str, AudienceAt] = {
            a: read_audience(TEMPLATES, a) for a in self.config.audiences
        }

    @cached_property
    def founded(self) -> dict[str, PartialDate | None]:
        """Each organization's first date; ``None`` where its file does not tell."""
        return {path.stem: _date(head_value(path, "founded")) for path in organization_files(DATA)}

    @cached_property
    def compared(self) -> list[str]:
        """The organizations of the comparative paper, in its order."""
        try:
            listed = read_yaml(DATA / "comparison.yaml").value["organizations"]
            return [str(name) for name in listed if name in self.founded]
        except (InputError, KeyError, TypeError):
            return list(self.founded)

    @cached_property
    def comparison_stem(self) -> str:
        """What the comparative documents' names begin with."""
        return head_value(DATA / "comparison.yaml", "id") or COMPARISON

    def organizations_at(self, edition: str) -> list[str]:
        """The organizations that existed on the edition's day."""
        day = self.editions[edition].day
        return [name for name, date in self.founded.items() if date is None or exists(date, day)]

    def compared_at(self, edition: str) -> list[str]:
        """The organizations compared in that edition."""
        present = self.organizations_at(edition)
        return [name for name in self.compared if name in present]

    def absent(self, document: DocumentId) -> list[str]:
        """Abbreviations of compared organizations that did not exist on the edition's day."""
        if document.subject is not None:
            return []
        missing = [n for n in self.compared if n not in self.compared_at(document.edition)]
        return [_abbreviation(DATA / "organizations" / f"{name}.yaml") for name in missing]

    def paper(self, document: DocumentId) -> Paper:
        """The paper it is printed on: the one asked for, or that of its audience."""
        return self.config.paper or self.audiences[document.audience].settings.paper

    def documents(self, kind: Kind | None = None) -> list[DocumentId]:
        """All documents, or those of one kind."""
        return sorted(
            (d for d in self._documents() if kind is None or d.kind == kind),
            key=lambda document: document.path,
        )

    def _documents(self) -> Iterator[DocumentId]:
        for edition in self.editions:
            for audience in self.audiences:
                for kind, formats in self.config.documents.items():
                    yield from self._of_kind(kind, formats, edition, audience)

    @property
    def specimens(self) -> list[DocumentId]:
        """The specimen of the design: of the latest edition, for the first readers."""
        latest = max(self.config.editions, key=lambda edition: edition.day).id
        audience = next(iter(self.audiences))
        return list(self._of_kind("specimen", ["pdf", "docx", "html"], latest, audience))

    def _of_kind(
        self, kind: Kind, formats: list[Format], edition: str, audience: str
    ) -> Iterator[DocumentId]:
        since = self._since(kind, edition)
        if kind == "changes" and since is None:
            return
        of = f"{since}-to-{edition}" if kind == "changes" else edition
        for subject in self._subjects(kind, edition):
            name = subject or self.comparison_stem
            stem = f"{name}-{SLUGS[kind]}-{audience}-{of}"
            for form in formats:
                yield DocumentId(edition, audience, kind, subject, form, stem, since)

    def _since(self, kind: Kind, edition: str) -> str | None:
        """The edition that this one is compared with: the one chosen, or the one before it."""
        if kind == "changes":
            pair = self.config.changes
            return pair.earlier if pair is not None and pair.later == edition else None
        if kind not in TELL_CHANGES:
            return None
        day = self.editions[edition].day
        before = [e for e in self.config.editions if e.day < day and e.as_of != self.config.as_of]
        return max(before, key=lambda e: e.day).id if before else None

    def _subjects(self, kind: Kind, edition: str) -> Iterator[str | None]:
        if "organization" in SCOPES[kind]:
            yield from self.organizations_at(edition)
        if "comparison" in SCOPES[kind] and self.compared_at(edition):
            yield None

    def document(self, edition: str, audience: str, stem: str, form: str) -> DocumentId:
        """The document with these names."""
        return next(
            d
            for d in [*self.documents(), *self.specimens]
            if (d.edition, d.audience, d.stem, d.format) == (edition, audience, stem, form)
        )

    def sources_of_edition(self, name: str) -> list[Path]:
        """The data files that an organization's edition, or the comparison's, is made from."""
        own = (
            DATA / "comparison.yaml"
            if name == COMPARISON
            else DATA / "organizations" / f"{name}.yaml"
        )
        return [own, *shared_files(DATA), *modules("data", "edition")]

    def editions_shown(self, document: DocumentId) -> list[Path]:
        """The resolved editions whose facts the document shows."""
        return [
            *(edition_file(document.edition, name) for name in self._names(document)),
            *self.earlier_shown(document).values(),
        ]

    def earlier_shown(self, document: DocumentId) -> dict[str, Path]:
        """The earlier editions that it compares with, by organization."""
        if document.since is None:
            return {}
        existed = self.organizations_at(document.since)
        return {
            name: edition_file(document.since, name)
            for name in self._names(document)
            if name in existed
        }

    def figures_shown(self, document: DocumentId) -> list[Path]:
        """The figures it may embed."""
        if document.kind == "changes" or document.format == "md":
            return []
        ending = "png" if document.format == "docx" else "svg"
        names = [f for n in self._names(document) if n != COMPARISON for f in names_of(n)]
        if document.subject is None:
            names += COMPARATIVE
        return [figure_file(document.edition, name, ending) for name in names]

    def figure_sources(self, edition: str, figure: str) -> list[Path]:
        """The resolved editions a figure is drawn from."""
        only = organization_of(figure)
        names = self.compared_at(edition) if only is None else [only]
        return [edition_file(edition, name) for name in names]

    def templates_of(self, document: DocumentId) -> list[Path]:
        """Every template and setting that shapes the document's content and look."""
        chain = self.audiences[document.audience].chain
        return [
            *dependencies(TEMPLATES, chain, document.kind),
            *(TEMPLATES / "audiences" / step / "audience.yaml" for step in chain),
            *_design(document, chain),
            TEMPLATES / "styles" / "tokens.yaml",
        ]

    def modules_of(self, document: DocumentId) -> list[Path]:
        """The package's modules that a document of its format passes through."""
        return modules("data", "edition", "figures", "view", "html", *PRINTERS[document.format])

    def _names(self, document: DocumentId) -> list[str]:
        if document.subject is not None:
            return [document.subject]
        return [*self.compared_at(document.edition), COMPARISON]


def modules(*packages: str) -> list[Path]:
    """The Python files of these sub-packages and of the package itself, but the workflow's."""
    package = Path(__file__).parent
    apart = {"cli.py", "plan.py", "schemas.py"}
    with contextlib.suppress(ValueError):
        package = package.relative_to(Path.cwd())
    own = [path for path in package.glob("*.py") if path.name not in apart]
    return sorted([*own, *(p for name in packages for p in (package / name).glob("*.py"))])


def _design(document: DocumentId, chain: list[str]) -> list[Path]:
    if document.format == "docx":
        return [*letterhead(), *stylesheets("handout", [])]
    return [] if document.format == "md" else stylesheets_of(document, chain)


def stylesheets_of(document: DocumentId, chain: list[str]) -> list[Path]:
    """The style sheets of a PDF or a web page, in order."""
    if document.format == "html":
        return _audiences_last(TEMPLATES / "styles" / "web.css", chain, "web.css")
    press = [TEMPLATES / "styles" / "press.css"] if document.format == "print.pdf" else []
    return [*stylesheets(document.kind, chain), *press]


def stylesheets(kind: str, chain: list[str]) -> list[Path]:
    """Style sheets for paper: shared, the kind's, then the audiences' from the farthest."""
    own = _audiences_last(TEMPLATES / "styles" / f"{kind}.css", chain, "style.css")
    return [TEMPLATES / "styles" / "base.css", *own]


def _audiences_last(shared: Path, chain: list[str], name: str) -> list[Path]:
    own = [TEMPLATES / "audiences" / step / name for step in reversed(chain)]
    return [path for path in (shared, *own) if path.exists()]


def letterhead() -> list[Path]:
    """The user's letterhead, where there is one."""
    path = TEMPLATES / "word" / "letterhead.docx"
    return [path] if path.exists() else []


def edition_file(edition: str, name: str) -> Path:
    """Where a resolved edition is kept."""
    return WORK / edition / f"{name}.json"


def figure_file(edition: str, name: str, ending: str) -> Path:
    """Where a figure is kept."""
    return WORK / edition / "figures" / f"{name}.{ending}"


def touch_unchanged_editions(plan: Plan) -> None:
    """Mark resolved editions as fresh where a change in their inputs alters no fact.

    Snakemake runs a job again when a job before it ran, whatever came of it. Resolving
    here first, where something changed, and touching the files that would come out the
    same, keeps a comment in the YAML from rebuilding any document, and lets a dry run
    tell the truth. What differs or fails is left to the rule.
    """
    stale = [
        (edition, name)
        for edition in plan.editions
        for name in (*plan.organizations_at(edition), COMPARISON)
        if _is_stale(edition_file(edition, name), plan.sources_of_edition(name))
    ]
    for name in sorted({name for _, name in stale}):
        try:
            library = load_library(
                DATA, [] if name == COMPARISON else [name], list(plan.config.audiences)
            )
        except InputError:
            continue
        for edition in (e for e, n in stale if n == name):
            day, path = plan.editions[edition].day, edition_file(edition, name)
            resolved = (
                resolve_comparison(library, day)
                if name == COMPARISON
                else resolve_organization(library, name, day)
            )
            if path.read_text(encoding="utf-8") == resolved.to_json():
                path.touch()


def _is_stale(path: Path, sources: list[Path]) -> bool:
    if not path.exists():
        return False
    made = path.stat().st_mtime
    return any(source.exists() and source.stat().st_mtime > made for source in sources)


def _abbreviation(path: Path) -> str:
    """What an organization is called in short today."""
    try:
        return str(read_yaml(path).value["names"][-1]["abbreviation"])
    except (InputError, KeyError, TypeError, IndexError):
        return path.stem


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError:
        return None
