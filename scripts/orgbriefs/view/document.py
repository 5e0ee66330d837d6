"""What a document's template is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from orgbriefs.data.model import Framework, Reference, Status
from orgbriefs.edition.participation import present_name
from orgbriefs.edition.record import ComparisonAt, OrganizationAt, Resolved
from orgbriefs.figures import catalogue
from orgbriefs.figures.drawing import Caption
from orgbriefs.house import AudienceAt, Config, Edition, House, Kind
from orgbriefs.view import prose
from orgbriefs.view.balance import BalanceTable, balance_table
from orgbriefs.view.changes import ChangesView, view_changes
from orgbriefs.view.design import Swatch
from orgbriefs.view.organization import OrganizationView, texts_for, view_organization
from orgbriefs.view.rows import cited_by
from orgbriefs.wording import day, in_words, join

KIND_TITLES: dict[Kind, str] = {
    "briefing": "Briefing paper",
    "factsheet": "Fact sheet",
    "handout": "Handout",
    "changes": "Paper on changes",
    "specimen": "Specimen",
}


@dataclass(frozen=True)
class FigureView:
    """A figure: its file's name without ending, and what is said of it."""

    file: str
    caption: Caption


@dataclass(frozen=True)
class TermView:
    """A glossary term."""

    term: str
    text: Markup
    cite: list[str]


@dataclass(frozen=True)
class ComparisonView:
    """The comparative paper's own part."""

    title: str
    subtitle: str
    framework: Framework
    texts: dict[str, Markup]

    def text(self, section: str) -> Markup:
        """The prose of a section, empty when there is none."""
        return self.texts.get(section, Markup())


@dataclass(frozen=True)
class EarlierEdition:
    """An earlier edition, with the organizations that existed by then."""

    edition: Edition
    organizations: dict[str, OrganizationAt]


@dataclass(frozen=True)
class DocumentView:
    """Everything a template may place."""

    kind: Kind
    kind_title: str
    title: str
    description: str
    language: str
    edition: str
    as_of: str
    as_of_iso: str
    year: int
    audience: AudienceAt
    house: House
    organization: OrganizationView | None
    organizations: list[OrganizationView]
    comparison: ComparisonView | None
    statuses: list[Status]
    glossary: list[TermView]
    figures: dict[str, FigureView]
    references: list[Reference]
    #: Organizations of the comparison that did not exist yet.
    absent: list[str]
    #: Who carries how much weight, side by side; without figures in the data, none.
    balance: BalanceTable | None
    #: What changed since an earlier edition, by organization; empty where there is none.
    changes: dict[str, ChangesView]
    #: The day of that edition, and its name.
    since: str
    since_edition: str
    draft: bool
    swatches: list[Swatch]

    @property
    def comparative_figures(self) -> list[str]:
        """The names of all figures that show the organizations side by side."""
        return list(catalogue.COMPARATIVE)

    @property
    def member_counts(self) -> str:
        """``CIS 12, CSTO 7, GUAM 4 and SCO 6``."""
        return join([f"{o.abbreviation} {o.number}" for o in self.organizations])

    @property
    def assessment_cite(self) -> list[str]:
        """The sources of the judgements, once each."""
        return cited_by(r for o in self.organizations for g in o.assessment for r in g.ratings)

    @property
    def number_of_organizations(self) -> str:
        """``four``."""
        return in_words(len(self.organizations))


def view_document(
    kind: Kind,
    config: Config,
    edition: Edition,
    audience: AudienceAt,
    organizations: Sequence[OrganizationAt],
    comparison: ComparisonAt | None = None,
    earlier: EarlierEdition | None = None,
    absent: Sequence[str] = (),
    swatches: Sequence[Swatch] = (),
) -> DocumentView:
    """The view of one document.

    Args:
        kind: what kind of document.
        config: house and language.
        edition: the edition shown.
        audience: its readers.
        organizations: what it is about.
        comparison: the comparative paper's own part; without it, the document is about one
            organization.
        earlier: an earlier edition to tell the changes from.
        absent: names of compared organizations that did not exist yet.
        swatches: the colours of the design.
    """
    names = {o.organization.id: present_name(o).abbreviation for o in organizations}
    views = [view_organization(o, audience.chain, names) for o in organizations]
    one = views[0] if comparison is None else None
    parts: list[Resolved] = [
        *(earlier.organizations.values() if earlier else []),
        *organizations,
        *([comparison] if comparison else []),
    ]
    since = day(earlier.edition.day) if earlier else ""
    references = {reference.id: reference for part in parts for reference in part.references}
    terms = {term.id: term for part in parts for term in part.glossary}
    title = one.name if one else comparison.comparison.title if comparison else ""
    return DocumentView(
        kind=kind,
        kind_title=KIND_TITLES[kind],
        title=title,
        description=(
            f"{KIND_TITLES[kind]} for {audience.settings.title}; facts as of {day(edition.day)}"
        ),
        language=config.language,
        edition=edition.id,
        as_of=day(edition.day),
        as_of_iso=edition.day.isoformat(),
        year=edition.day.year,
        audience=audience,
        house=config.house,
        organization=one,
        organizations=views,
        comparison=_comparison(comparison, audience) if comparison else None,
        statuses=organizations[0].statuses,
        glossary=[
            TermView(t.term, prose.inline(t.text), t.source)
            for t in sorted(terms.values(), key=lambda t: t.term.lower())
        ],
        figures={
            name: FigureView(name, catalogue.describe(name, organizations))
            for name in figure_names(organizations, comparative=comparison is not None)
        },
        references=sorted(references.values(), key=lambda r: r.id),
        changes=_changes(earlier, organizations),
        since=since,
        since_edition=earlier.edition.id if earlier else "",
        draft=config.draft,
        absent=list(absent),
        swatches=list(swatches),
        balance=balance_table([(view.abbreviation, view.balance) for view in views]),
    )


def figure_names(organizations: Sequence[OrganizationAt], *, comparative: bool) -> list[str]:
    """The figures a document of these organizations may show."""
    own = [name for o in organizations for name in catalogue.names_of(o.organization.id)]
    return [*own, *catalogue.COMPARATIVE] if comparative else own


def _changes(
    earlier: EarlierEdition | None, organizations: Sequence[OrganizationAt]
) -> dict[str, ChangesView]:
    if earlier is None:
        return {}
    since = day(earlier.edition.day)
    return {
        o.organization.id: view_changes(earlier.organizations.get(o.organization.id), o, since)
        for o in organizations
    }


def _comparison(comparison: ComparisonAt, audience: AudienceAt) -> ComparisonView:
    written = comparison.comparison
    return ComparisonView(
        title=written.title,
        subtitle=written.subtitle,
        framework=comparison.framework,
        texts=texts_for(written.texts, audience.chain),
    )
