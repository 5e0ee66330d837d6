"""What the documents of a project are about: each combination that is built, or may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from orgbriefs.config import AudienceAt, Config, Edition, Kind, Registered
from orgbriefs.content.document import Subject
from orgbriefs.content.values import Sibling
from orgbriefs.data.library import Library
from orgbriefs.edition.existence import exists
from orgbriefs.edition.record import ComparisonAt, OrganizationAt
from orgbriefs.edition.resolve import resolve_comparison, resolve_organization

#: What each kind is about: one organization, all of them, or either.
ABOUT_ONE: tuple[Kind, ...] = ("factsheet", "handout")
ABOUT_ALL: tuple[Kind, ...] = ("briefing", "handout", "changes", "specimen")
#: Kinds that tell what changed since an earlier edition.
_TELL_CHANGES: tuple[Kind, ...] = ("briefing", "factsheet", "changes", "specimen")


@dataclass
class Subjects:
    """Makes the subjects of documents out of one library; resolves each edition once."""

    library: Library
    config: Config
    sections: Sequence[str]
    _resolved: dict[tuple[str, str], OrganizationAt] = field(default_factory=dict)
    _compared: dict[str, ComparisonAt] = field(default_factory=dict)

    def all(
        self,
        audiences: Mapping[str, AudienceAt],
        kinds: Sequence[Kind],
        editions: Sequence[Edition],
    ) -> Iterator[Subject]:
        """Every document of these audiences, kinds and editions."""
        for edition in editions:
            for kind in kinds:
                since = self._since(kind, edition)
                if kind == "changes" and since is None:
                    continue
                for audience in audiences.values():
                    yield from self._of(kind, edition, since, audience)

    def _of(
        self, kind: Kind, edition: Edition, since: Edition | None, audience: AudienceAt
    ) -> Iterator[Subject]:
        if kind in ABOUT_ONE:
            for name in self._existing(self.library.organizations, edition):
                yield self._subject(kind, edition, since, audience, [name], compared=False)
        comparison = self.library.comparison
        if kind in ABOUT_ALL and comparison is not None:
            names = self._existing(comparison.organizations, edition)
            if names:
                yield self._subject(kind, edition, since, audience, names, compared=True)

    def _subject(
        self,
        kind: Kind,
        edition: Edition,
        since: Edition | None,
        audience: AudienceAt,
        names: Sequence[str],
        *,
        compared: bool,
    ) -> Subject:
        earlier = self._existing(names, since) if since is not None else []
        return Subject(
            kind=kind,
            house=self.config.house,
            registered=Registered(),
            siblings=[Sibling(kind=kind, format="pdf", name="sibling.pdf")],
            address=self.config.house.base_url,
            edition=edition,
            audience=audience.settings,
            readers=audience.chain,
            organizations=[self._at(name, edition) for name in names],
            comparison=self._comparison_at(edition) if compared else None,
            since=since,
            earlier={name: self._at(name, since) for name in earlier} if since else {},
            absent=self._absent(names) if compared else (),
            sections=self.sections,
            draft=False,
        )

    def _existing(self, names: Iterable[str], edition: Edition) -> list[str]:
        founded = {name: self.library.organizations[name].founded for name in names}
        return [name for name, day in founded.items() if exists(day, edition.day)]

    def _absent(self, present: Sequence[str]) -> list[str]:
        comparison = self.library.comparison
        names = comparison.organizations if comparison is not None else []
        return [
            self.library.organizations[name].names[-1].abbreviation
            for name in names
            if name not in present
        ]

    def _since(self, kind: Kind, edition: Edition) -> Edition | None:
        """The edition that this one is compared with: the one chosen, or the one before it."""
        editions = {e.id: e for e in self.config.editions}
        if kind == "changes":
            pair = self.config.changes
            return editions[pair.earlier] if pair and pair.later == edition.id else None
        before = [e for e in editions.values() if e.day < edition.day]
        if kind not in _TELL_CHANGES or not before:
            return None
        return max(before, key=lambda e: e.day)

    def _at(self, name: str, edition: Edition) -> OrganizationAt:
        if (edition.id, name) not in self._resolved:
            self._resolved[edition.id, name] = resolve_organization(self.library, name, edition.day)
        return self._resolved[edition.id, name]

    def _comparison_at(self, edition: Edition) -> ComparisonAt:
        if edition.id not in self._compared:
            self._compared[edition.id] = resolve_comparison(self.library, edition.day)
        return self._compared[edition.id]
