"""The pages of the site, filled in: by their paths below ``out/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from orgbriefs.content.card import CardOrganization
from orgbriefs.content.document import house_of
from orgbriefs.content.values import House
from orgbriefs.data.dates import PartialDate
from orgbriefs.design import Design
from orgbriefs.design.fonts import are_made, font_files
from orgbriefs.design.webfonts import embedded
from orgbriefs.html.templates import Templates
from orgbriefs.language.values import Prose
from orgbriefs.plan.receipts import digest_of
from orgbriefs.site import citing, dublin_core, schema_org
from orgbriefs.site.derived import Content, Derived
from orgbriefs.site.describing import Description, describe, name_of
from orgbriefs.site.dublin_core import elements
from orgbriefs.site.feed import feed
from orgbriefs.site.library import Library
from orgbriefs.site.listing import DOCUMENT_FIELDS, FILE_FIELDS, listing
from orgbriefs.site.papers import FORMATS, READ_FIRST, File, Key, Paper, contents_of
from orgbriefs.site.reading import cover_of, facts_of, passages_of
from orgbriefs.site.search import index_files, text_file
from orgbriefs.site.sitemap import sitemap
from orgbriefs.site.tables import FACTS, SOURCES, facts_table, sources_table
from orgbriefs.site.values import (
    ChangeLine,
    Choice,
    EditionPage,
    FileLink,
    Group,
    Landing,
    OrganizationPage,
    Page,
    PaperLink,
    PaperSet,
    Site,
    Told,
)

#: In the order in which they are shown.
KINDS = ("briefing", "factsheet", "handout", "changes")


class Pages:
    """Fills in the templates of the site."""

    def __init__(
        self,
        library: Library,
        templates: Path,
        fonts: Path,
        compiled: Path | None = None,
        *,
        shaped_by: str = "",
        there: Callable[[str, str], str | None] = lambda path, source: None,
    ) -> None:
        """Prepare.

        Args:
            library: what is published.
            templates: the project's folder of templates.
            fonts: the folder of its font files.
            compiled: a folder in which templates are kept as they run.
            shaped_by: the digest of all that shapes a page, but for what it says.
            there: the text of a page as it lies there, by its path, if it was made from what
                has this digest.
        """
        self._library, self._folder, self._compiled = library, templates, compiled
        self._design = Design.read(templates, fonts)
        self._described = [describe(paper, library) for paper in library.shelf.papers]
        self._fonts, self._shaped_by, self._there = fonts, shaped_by, there
        self._sets: dict[tuple[str, ...], Templates] = {}
        #: All characters on the pages that were filled in so far.
        self._shown: set[str] = set()
        papers = library.shelf.papers
        self._links = {paper.folder: self._link(n, paper) for n, paper in enumerate(papers)}

    def all(self) -> Iterator[tuple[str, Content]]:
        """Every page, and what lies beside it."""
        yield "site/site.js", (self._folder / "site" / "site.js").read_bytes()
        words = (self._library.words(paper) for paper in self._library.shelf.papers)
        index = dict(index_files(words))
        yield from ((f"site/index/{name}.js", content) for name, content in index.items())
        house = self._library.config.house
        structured = schema_org.site(house, self._library.location("index.html"))
        yield self._page("index.html", "home", structured=structured)
        yield self._page("data.html", "data", fields=self._fields())
        yield self._page("archive.html", "archive")
        yield self._page("organizations/index.html", "organizations")
        editions = self._library.shelf.editions
        links = tuple(link for name in editions for link in self._of(self._in_order(name)))
        yield self._page("documents.html", "documents", papers=links, shelves=" ".join(index))
        for edition in self._site.editions:
            yield self._page(f"{edition.id}/index.html", "edition", edition=edition)
        for organization in self._site.organizations:
            structured = schema_org.organization(organization)
            yield self._page_of_one(
                organization.address,
                "organization",
                structured=structured,
                organization=organization,
            )
        for described in self._described:
            yield from self._of_paper(described)
        yield from self._for_machines()
        yield from self._design_files()

    def _for_machines(self) -> Iterator[tuple[str, bytes]]:
        house, location = self._library.config.house, self._library.location
        yield "catalogue.json", listing(self._described, house)
        yield "oai/records.xml", dublin_core.records(self._described, house.base_url)
        identifier = name_of("feed.xml", self._library)
        yield "feed.xml", feed(self._described, house, identifier, location("feed.xml"))
        if house.base_url is not None:
            others = ["index.html", "documents.html", "archive.html", "data.html"]
            others += [edition.address for edition in self._site.editions]
            others += ["organizations/index.html"]
            others += [organization.address for organization in self._site.organizations]
            addresses = [address for page in others if (address := location(page))]
            yield "sitemap.xml", sitemap(addresses, self._described)

    def _fields(self) -> Mapping[str, object]:
        """What the data dictionary explains."""
        return {
            "document_fields": DOCUMENT_FIELDS,
            "file_fields": FILE_FIELDS,
            "facts_columns": FACTS,
            "sources_columns": SOURCES,
            "has_sitemap": self._library.config.house.base_url is not None,
        }

    def _of_paper(self, described: Description) -> Iterator[tuple[str, Content]]:
        paper = described.paper
        folder = paper.folder
        audience = self._library.audiences.get(paper.key.audience)
        chain = audience.chain if audience is not None else ()
        told = [Told(name=f"DC.{name}", content=said) for name, said in elements(described)]
        yield self._page_of_one(
            f"{folder}/index.html",
            "landing",
            chain,
            structured=schema_org.report(described, self._library.config.house),
            described=told,
            landing=self._landing(described),
        )
        citation = self._library.citation(paper)
        yield f"{folder}/citation.bib", citing.bibtex(citation).encode()
        yield f"{folder}/citation.ris", citing.ris(citation).encode()
        yield f"{folder}/citation.json", citing.csl_json(citation).encode()
        if (file := paper.file(*READ_FIRST)) is not None:
            yield f"{folder}/text.js", Derived(file.sha256, partial(self._text, paper, file))
        if (file := paper.cover) is not None:
            make = partial(cover_of, self._library.out / file.path)
            yield f"{folder}/cover.png", Derived(file.sha256, make)
        if (file := paper.carrier) is not None:
            facts = cache(partial(facts_of, self._library.out / file.path, file.format))
            yield f"{folder}/facts.json", Derived(file.sha256, facts)
            yield f"{folder}/facts.csv", Derived(file.sha256, lambda: facts_table(facts()))
            yield f"{folder}/sources.csv", Derived(file.sha256, lambda: sources_table(facts()))

    def _text(self, paper: Paper, file: File) -> bytes:
        passages = passages_of(self._library.out / file.path, file.format)
        return text_file(paper.address, passages)

    def _page(
        self,
        path: str,
        template: str,
        /,
        *,
        structured: Markup | None = None,
        **values: object,
    ) -> tuple[str, bytes]:
        """A page about all papers, or those of an edition."""
        site = replace(self._site, **vars(self._page_at(path, structured)))
        text = self._filled(template, (), site=site, **values)
        self._shown.update(text)
        return path, text.encode()

    def _page_of_one(
        self,
        path: str,
        template: str,
        chain: Sequence[str] = (),
        /,
        *,
        structured: Markup | None,
        described: Sequence[Told] = (),
        **values: object,
    ) -> tuple[str, Derived]:
        """A page about one paper or organization, filled in where what it says has changed."""
        page = self._page_at(path, structured, described)
        # Values are plain and frozen: what they are is what Python says of them.
        source = digest_of(repr((self._shaped_by, template, tuple(chain), page, values)))
        text = self._there(path, source)
        if text is None:
            text = self._filled(template, chain, site=page, **values)
        self._shown.update(text)
        return path, Derived(source, text.encode)

    def _page_at(
        self, path: str, structured: Markup | None, described: Sequence[Told] = ()
    ) -> Page:
        return Page(
            house=self._house,
            language=self._library.language.tag,
            path=path,
            root="../" * path.count("/"),
            location=self._library.location(quote(path)),
            structured=structured,
            described=tuple(described),
        )

    def _filled(self, template: str, chain: Sequence[str], **values: object) -> str:
        key = tuple(chain)
        if key not in self._sets:
            self._sets[key] = Templates(self._folder, key, compiled=self._compiled)
        return self._sets[key].render(f"site/{template}", self._library.placing, **values)

    def _design_files(self) -> Iterator[tuple[str, Content]]:
        """The icon, and the style sheet with what its fonts need to set the pages so far."""
        templates, design = Templates(self._folder, ()), self._design
        tokens = templates.stylesheet(
            "styles/tokens.css",
            design=design,
            sizes=design.tokens.sizes,
            organizations={},
            screen=True,
        )
        organizations = {
            o.id: design.in_colour(o.colour).tokens for o, _ in self._organizations.values()
        }
        own = templates.stylesheet("styles/site.css", organizations=organizations)
        sheet = f"{tokens}\n{own}\n"
        fonts, shown = font_files(self._fonts, ""), "".join(sorted(self._shown))
        told = "\n".join((sheet, shown, *(font.url for font in fonts)))

        def with_fonts() -> bytes:
            return f"{embedded(fonts, shown)}\n{sheet}".encode()

        there = are_made(self._fonts)
        made = Derived(digest_of(told), with_fonts) if there else sheet.encode()
        yield "site/site.css", made
        yield "site/icon.svg", templates.stylesheet("site/icon.svg", design=design).encode()

    # Values -----------------------------------------------------------------------------------

    @cached_property
    def _house(self) -> House:
        return house_of(self._library.config.house)

    @cached_property
    def _site(self) -> Site:
        papers = self._library.shelf.papers
        audiences = self._library.in_order_of_audiences(paper.key.audience for paper in papers)
        found = {file.format for paper in papers for file in paper.files}
        return Site(
            **vars(self._page_at("", None)),
            editions=tuple(self._edition(edition) for edition in self._library.shelf.editions),
            organizations=tuple(self._organization(*o) for o in self._organizations.values()),
            audiences=tuple(self._audience(name) for name in audiences),
            kinds=tuple(k for k in KINDS if any(p.key.kind == k for p in papers)),
            formats=tuple(f for f in FORMATS if f in found),
            languages=tuple(_distinct(paper.language for paper in papers)),
        )

    @cached_property
    def _organizations(self) -> Mapping[str, tuple[CardOrganization, date]]:
        """Each organization as the latest papers have it, and as of which day."""
        found: dict[str, tuple[CardOrganization, date]] = {}
        for paper in self._library.shelf.papers:
            for organization in paper.card.organizations:
                if organization.id not in found or found[organization.id][1] < paper.as_of:
                    found[organization.id] = organization, paper.as_of
        return dict(sorted(found.items()))

    def _organization(self, organization: CardOrganization, as_of: date) -> OrganizationPage:
        message = self._library.language.message
        return OrganizationPage(
            id=organization.id,
            address=f"organizations/{organization.id}/index.html",
            name=organization.name,
            abbreviation=organization.abbreviation,
            founded=PartialDate(organization.founded),
            number=organization.number,
            as_of=as_of,
            editions=tuple(
                Group(
                    id=edition,
                    label=message("site.edition", day=papers[0].as_of),
                    number=len(papers),
                    sets=tuple(self._sets_of(papers)),
                )
                for edition in self._library.shelf.editions
                if (papers := self._in_order(edition, organization.id))
            ),
        )

    def _edition(self, identifier: str) -> EditionPage:
        papers = self._in_order(identifier)
        edition = self._library.edition(papers[0])
        return EditionPage(
            id=identifier,
            address=f"{quote(identifier)}/index.html",
            as_of=papers[0].as_of,
            published=edition.published if edition is not None else None,
            groups=tuple(
                Group(
                    id=kind,
                    label=self._library.language.message(f"kinds.{kind}"),
                    number=len(of_kind),
                    sets=tuple(self._sets_of(of_kind)),
                )
                for kind in KINDS
                if (of_kind := [paper for paper in papers if paper.key.kind == kind])
            ),
            number=len(papers),
        )

    def _in_order(self, edition: str, organization: str | None = None) -> list[Paper]:
        """The papers of an edition: what is about the organization alone first, then by kind, and
        for audiences in the order of the configuration."""

        def order(paper: Paper) -> tuple[bool, int, int]:
            key = paper.key
            return (
                key.subject != organization,
                KINDS.index(key.kind),
                self._library.order_of_audience(key.audience),
            )

        return sorted(self._library.shelf.of(edition=edition, organization=organization), key=order)

    def _audience(self, identifier: str) -> Choice:
        return Choice(id=identifier, label=self._library.audience_title(identifier))

    def _sets_of(self, papers: Iterable[Paper]) -> Iterator[PaperSet]:
        """Papers of an edition, with those side by side that differ in their readers alone."""
        together: dict[Key, list[Paper]] = {}
        for paper in papers:
            together.setdefault(replace(paper.key, audience=""), []).append(paper)
        for same in together.values():
            links = self._of(same)
            yield PaperSet(
                title=links[0].title,
                subtitle=links[0].subtitle,
                kind=links[0].kind,
                cover=next((link.cover for link in links if link.cover), None),
                papers=links,
            )

    def _of(self, papers: Iterable[Paper]) -> tuple[PaperLink, ...]:
        return tuple(self._links[paper.folder] for paper in papers)

    def _link(self, index: int, paper: Paper) -> PaperLink:
        edition, card = self._library.edition(paper), paper.card
        return PaperLink(
            index=index,
            address=f"{paper.address}/index.html",
            title=card.title,
            subtitle=card.subtitle,
            kind=paper.key.kind,
            audience=self._audience(paper.key.audience),
            edition=Choice(id=paper.key.edition, label=paper.key.edition),
            as_of=paper.as_of,
            published=edition.published if edition is not None else None,
            language=paper.language,
            about=" ".join(paper.organizations),
            formats=" ".join(file.format for file in paper.files),
            files=tuple(
                FileLink(
                    format=file.format,
                    address=file.address,
                    pages=file.pages,
                    kilobytes=max(1, round(file.bytes / 1000)),
                    sha256=file.sha256,
                )
                for file in paper.files
            ),
            cover=f"{paper.address}/cover.png" if paper.cover is not None else None,
            abstract=Prose(markdown=card.abstract) if card.abstract is not None else None,
        )

    def _landing(self, described: Description) -> Landing:
        library, paper = self._library, described.paper
        card = paper.card
        web, pdf = library.sections(paper, "html"), library.sections(paper, "pdf", "print.pdf")
        return Landing(
            paper=self._links[paper.folder],
            number=card.number,
            doi=card.doi,
            location=library.location(f"{paper.address}/index.html"),
            contents=contents_of(paper, web, pdf),
            since=library.day_of(card.since) if card.since is not None else None,
            changes=tuple(
                ChangeLine(organization=name, text=Prose(markdown=words))
                for name, words in card.changes
            ),
            other_editions=self._of(library.shelf.same_in_other_editions(paper)),
            other_audiences=self._of(library.shelf.same_for_others(paper)),
            related=self._of(library.shelf.related(paper)),
            changed=described.changed,
            has_facts=paper.carrier is not None,
        )


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
