"""All that the site is made from, found once: papers, what was read in them, the house's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.config import AudienceAt, Config, Edition
from orgbriefs.html.citations import CitationMarks
from orgbriefs.html.placing import Placing
from orgbriefs.language.language import Language
from orgbriefs.language.values import Prose
from orgbriefs.site.citing import Citation, key_of
from orgbriefs.site.papers import READ_FIRST, Paper, Shelf, papers_of
from orgbriefs.site.reading import Readings, Section
from orgbriefs.site.revisions import Revision


@dataclass(frozen=True, kw_only=True)
class Library:
    """The published papers, with the settings under which they were published."""

    out: Path
    config: Config
    audiences: Mapping[str, AudienceAt]
    language: Language
    placing: Placing
    shelf: Shelf
    readings: Readings
    revisions: Mapping[str, Revision]

    @classmethod
    def of(
        cls,
        records: Sequence[DocumentRecord],
        *,
        out: Path,
        config: Config,
        audiences: Mapping[str, AudienceAt],
        language: Language,
        kept: Path,
        revisions: Mapping[str, Revision],
    ) -> Library:
        """The library of the manifest's records.

        Args:
            records: what is published.
            out: the folder in which it lies.
            config: the configuration.
            audiences: the audiences by id.
            language: of the site's words.
            kept: a folder in which what was read is kept.
            revisions: what was noted when papers were published.
        """
        papers = papers_of(records)
        days = {paper.key.edition: paper.as_of for paper in papers}
        latest_first = sorted(days, key=lambda edition: (days[edition], edition), reverse=True)
        return cls(
            out=out,
            config=config,
            audiences=audiences,
            language=language,
            placing=Placing.of(language, CitationMarks()),
            shelf=Shelf(papers, latest_first),
            readings=Readings(kept),
            revisions=revisions,
        )

    # Of a paper -------------------------------------------------------------------------------

    def sections(self, paper: Paper, *formats: str) -> tuple[Section, ...]:
        """The sections of a paper in the first of these formats that it has."""
        file = paper.file(*formats)
        if file is None:
            return ()
        return self.readings.sections(self.out / file.path, file.format, file.sha256)

    def words(self, paper: Paper) -> Mapping[str, int]:
        """The words of a paper, with how often each occurs."""
        file = paper.file(*READ_FIRST)
        assert file is not None
        return self.readings.words(self.out / file.path, file.format, file.sha256)

    # In words ---------------------------------------------------------------------------------

    def edition(self, paper: Paper) -> Edition | None:
        """The edition as it is configured; ``None`` where it no longer is."""
        return next((e for e in self.config.editions if e.id == paper.key.edition), None)

    def day_of(self, edition: str) -> date | None:
        """The day of an edition; ``None`` where it is neither configured nor published."""
        configured = (e.day for e in self.config.editions if e.id == edition)
        published = (p.as_of for p in self.shelf.papers if p.key.edition == edition)
        return next(chain(configured, published), None)

    def order_of_audience(self, identifier: str) -> int:
        """Its place in the configuration; one that is no longer there comes last."""
        names = list(self.config.audiences)
        return names.index(identifier) if identifier in names else len(names)

    def in_order_of_audiences(self, identifiers: Iterable[str]) -> list[str]:
        """The audiences, each once, in the order of the configuration."""
        return sorted(sorted(set(identifiers)), key=self.order_of_audience)

    def audience_title(self, identifier: str) -> str:
        """What an audience is called, in the plural."""
        audience = self.audiences.get(identifier)
        return audience.settings.title if audience is not None else identifier

    def genre(self, paper: Paper) -> str:
        """``Fact sheet for students``."""
        return self.language.message(
            "site.kind-for",
            kind=self.language.message(f"kind.{paper.key.kind}"),
            audience=self.audience_title(paper.key.audience),
        )

    def plain(self, prose: Prose) -> str:
        """Prose without its marks, on one line."""
        return " ".join(Markup(self.placing.prose(prose)).striptags().split())

    def location(self, address: str) -> str | None:
        """The absolute address of what lies in ``out/``, where the house has one."""
        base = self.config.house.base_url
        return f"{base.rstrip('/')}/{address}" if base is not None else None

    def citation(self, paper: Paper) -> Citation:
        """What a reference to a paper says."""
        house, edition = self.config.house, self.edition(paper)
        return Citation(
            id=key_of((house.publisher, paper.basename)),
            author=house.author,
            title=paper.card.title,
            genre=self.genre(paper),
            series=house.series,
            number=paper.card.number,
            publisher=house.publisher,
            issn=house.issn,
            published=edition.published if edition is not None else None,
            note=self.language.message("site.note", day=paper.as_of),
            as_of=paper.as_of,
            language=paper.language,
            doi=paper.card.doi,
            address=self.location(f"{paper.address}/index.html"),
        )
