"""What each product is made from: requests for those who make them, inputs for receipts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel

from orgbriefs.atlas.making import LEVELS
from orgbriefs.config import Registered
from orgbriefs.data.citation_styles import own_file
from orgbriefs.data.files import organization_files, shared_files
from orgbriefs.data.sections import sections_file
from orgbriefs.design.faces import FACES
from orgbriefs.html.templates import Templates
from orgbriefs.language.catalogue import SHIPPED
from orgbriefs.language.language import Language
from orgbriefs.plan.bundles import Bundle
from orgbriefs.plan.documents import COMPARISON, SCOPES, Documents
from orgbriefs.plan.folders import Folders
from orgbriefs.plan.receipts import FACTS, MISSING, Digests, FileSet, Inputs, digest_of
from orgbriefs.plan.software import OWN, code_of, software
from orgbriefs.project import Project
from orgbriefs.request import DocumentId, Request

#: What the index page of a bundle is made with, below the folder of templates.
BUNDLE_INDEX, BUNDLE_STYLES = "bundles/index", "bundles/style.css"
#: An organization, or the comparison, as of an edition's day: the edition, and what of it.
EditionKey = tuple[str, str]


class Dependencies:
    """What the products of a project are made from.

    Inputs are told by content: files by their paths relative to the project, settings by the place
    where they are written.
    """

    def __init__(
        self, project: Project, documents: Documents, folders: Folders, language: Language
    ) -> None:
        self._project, self._documents = project, documents
        self._folders, self._language = folders, language
        self._templates: dict[tuple[str, ...], Templates] = {}
        #: Whether what templates draw on may be kept for the next time.
        self.keeps = False
        self._relative: dict[Path, str] = {}
        self._drawn_on: dict[tuple[tuple[str, ...], str], tuple[Path, ...]] = {}
        self._settings_of: dict[str, Mapping[str, str]] = {}
        self._code_of: dict[str, str] = {}
        self._shared_by: dict[tuple[str, str, str], FileSet] = {}

    # Requests ---------------------------------------------------------------------------------

    def request(self, document: DocumentId) -> Request:
        """All that is needed to make a document."""
        project, documents, config = self._project, self._documents, self._project.config
        audience = project.audiences[document.audience]
        names = self._organizations(document)
        return Request(
            document=document,
            house=config.house,
            registered=self._registered(document),
            address=self._address(document),
            siblings=tuple(self._documents.siblings(document)),
            language=config.language,
            edition=documents.editions[document.edition],
            since=documents.editions[document.since] if document.since is not None else None,
            audience=audience.settings,
            readers=tuple(audience.chain),
            paper=config.paper or audience.settings.paper,
            draft=config.draft,
            absent=tuple(self._absent(document).values()),
            organizations=tuple(self._folders.edition(document.edition, name) for name in names),
            comparison=self._folders.edition(document.edition, COMPARISON)
            if document.subject is None
            else None,
            earlier={
                name: self._folders.edition(document.since, name)
                for name in names
                if document.since is not None and name in documents.organizations_at(document.since)
            },
            data=project.data,
            templates=project.templates,
            styles=tuple(
                p for p in self._styles(document) if p.exists() or p in self._shared_styles
            ),
            fonts=self._folders.fonts,
            outlines=self._folders.outlines,
            letterhead=self._letterhead if self._letterhead.exists() else None,
            compiled=self.compiled,
            citations=self.citations,
        )

    def editions(self, document: DocumentId) -> Iterator[EditionKey]:
        """The resolved editions that a document shows: an edition, and what of it."""
        names = self._organizations(document)
        if document.subject is None:
            names.append(COMPARISON)
        yield from ((document.edition, name) for name in names)
        if document.since is not None:
            existed = set(self._documents.organizations_at(document.since))
            yield from ((document.since, name) for name in names if name in existed)

    # Inputs -----------------------------------------------------------------------------------

    def of_document(
        self,
        document: DocumentId,
        digests: Digests,
        resolved: Mapping[EditionKey, str],
    ) -> Inputs:
        """Everything that shapes a document.

        Args:
            document: the document.
            digests: reads files.
            resolved: the digests of what it shows, resolved.
        """
        shown = list(self.editions(document))
        given = {
            **dict(self._settings(document)),
            **{f"{FACTS}{n} as of edition {e}": resolved.get((e, n), MISSING) for e, n in shown},
            **digests.of_set(self._shaping(document)),
        }
        own = {self._own(name) for _, name in shown}
        return Inputs(
            given=given,
            sources={
                **{self.relative(path): digests.of(path) for path in sorted(own)},
                **digests.of_set(self._shared),
            },
            software=self.software,
        )

    def of_edition(self, edition: str, name: str, digests: Digests) -> Inputs:
        """Everything that shapes an organization, or the comparison, as of an edition's day."""
        known = {
            f"config.yaml: day of edition {edition}": self._day(edition),
            "templates/audiences: their names": ", ".join(self._project.readers),
            "data/organizations: their names": self._known_organizations,
        }
        files = (self._own(name), sections_file(self._project.templates))
        return Inputs(
            given={
                **known,
                **{self.relative(path): digests.of(path) for path in files},
                **digests.of_set(self._shared),
            },
            software=self.software,
        )

    def of_provenance(self, edition: str, digests: Digests) -> Inputs:
        """Everything that shapes the report on an edition's sources: all data."""
        data = self._project.data
        files = (*organization_files(data), data / "comparison.yaml")
        return Inputs(
            given={
                f"config.yaml: day of edition {edition}": self._day(edition),
                "config.yaml: provenance": _digest(self._project.config.provenance),
                "config.yaml: language": self._project.config.language,
                **{self.relative(path): digests.of(path) for path in files},
                **digests.of_set(self._shared),
            },
            software=self.software,
        )

    def of_copy_fitting(self, layouts: Mapping[str, object]) -> Inputs:
        """Everything that shapes the report on how an edition's pages are filled.

        Args:
            layouts: how each PDF of the edition is laid out, by its path.
        """
        return Inputs(
            given={path: _digest(layout) for path, layout in layouts.items()},
            software=self._software_with("catalogue"),
        )

    def of_bundle(
        self, bundle: Bundle, digests: Digests, resolved: Mapping[EditionKey, str]
    ) -> Inputs:
        """Everything that shapes a bundle: its documents, their sources, and its index page.

        Args:
            bundle: the bundle.
            digests: reads files.
            resolved: the digests of what its documents show, resolved.
        """
        config = self._project.config
        audiences = sorted({document.audience for document in bundle.documents})
        editions = sorted({document.edition for document in bundle.documents})
        shown = {key for document in bundle.documents for key in self.editions(document)}
        files = [self._folders.document(document) for document in bundle.documents]
        return Inputs(
            given={
                "config.yaml: house": _digest(config.house),
                "config.yaml: language": config.language,
                **{f"config.yaml: day of edition {e}": self._day(e) for e in editions},
                **{
                    f"templates/audiences/{name}/audience.yaml": _digest(
                        [self._project.audiences[name].settings.title, list(self._chain(name))]
                    )
                    for name in audiences
                },
                **{
                    f"{FACTS}{n} as of edition {e}": resolved.get((e, n), MISSING) for e, n in shown
                },
                **{self.relative(path): digests.of(path) for path in files},
                **digests.of_set(self._shaping_bundles),
            },
            software=self._software_with("distribution"),
        )

    # ------------------------------------------------------------------------------------------

    def _chain(self, audience: str) -> tuple[str, ...]:
        return self._project.audiences[audience].chain

    def _organizations(self, document: DocumentId) -> list[str]:
        if document.subject is not None:
            return [document.subject]
        return list(self._documents.compared_at(document.edition))

    def _absent(self, document: DocumentId) -> Mapping[str, str]:
        if document.subject is not None:
            return {}
        return self._documents.absent_from(document.edition)

    def _registered(self, document: DocumentId) -> Registered:
        return self._project.config.registered.get(document.basename, Registered())

    def _address(self, document: DocumentId) -> str | None:
        """Where a document can be read; drafts and trials nowhere."""
        config = self._project.config
        if config.house.base_url is None or config.variant != "published":
            return None
        path = self._folders.document(document).relative_to(self._folders.readers)
        return f"{config.house.base_url.rstrip('/')}/{quote(path.as_posix())}"

    def _settings(self, document: DocumentId) -> Iterator[tuple[str, str]]:
        """The settings that shape a document, and no others."""
        yield from self._settings_of_all(document.audience).items()
        if document.format == "html":
            names = [sibling.name for sibling in self._documents.siblings(document)]
            yield "config.yaml: documents beside it", ", ".join(names)
        yield "config.yaml: registered", _digest(self._registered(document))
        yield f"config.yaml: day of edition {document.edition}", self._day(document.edition)
        yield "config.yaml: publication", str(self._documents.editions[document.edition].published)
        if document.since is not None:
            yield f"config.yaml: day of edition {document.since}", self._day(document.since)
        for name, abbreviation in self._absent(document).items():
            yield f"data/organizations/{name}.yaml", abbreviation

    def _settings_of_all(self, audience: str) -> Mapping[str, str]:
        """The settings that shape all documents for the same readers."""
        if audience not in self._settings_of:
            config, readers = self._project.config, self._project.audiences[audience]
            self._settings_of[audience] = {
                "config.yaml: house": _digest(config.house),
                "config.yaml: language": config.language,
                f"templates/audiences/{audience}/audience.yaml": _digest(
                    [readers.settings.model_dump(mode="json"), list(readers.chain)]
                ),
                "paper": config.paper or readers.settings.paper,
                "draft": str(config.draft),
            }
        return self._settings_of[audience]

    def _shaping(self, document: DocumentId) -> FileSet:
        """The files that shape a document.

        They are the same for all documents of a kind and format for the same readers.
        """
        sort = document.audience, document.kind, document.format
        if sort not in self._shared_by:
            self._shared_by[sort] = self._set(self._files(document))
        return self._shared_by[sort]

    def _files(self, document: DocumentId) -> Iterator[Path]:
        """The files that shape a document, with those that would if they were there."""
        templates = self._project.templates
        chain = self._project.audiences[document.audience].chain
        yield from self._templates_of(tuple(chain), document.kind)
        settings = self._project.audiences[document.audience].settings
        for style in settings.citation_styles:
            if (own := own_file(templates, style)) is not None:
                yield own
        yield templates / "styles" / "tokens.yaml"
        yield from self._language.catalogue.files
        yield sections_file(templates)
        yield from (self._folders.fonts / name for name in FACES)
        yield from (self._folders.outlines / name for name in LEVELS)
        if document.format == "md":
            return
        yield from (templates / "styles" / name for name in ("tokens.css", "fonts.css"))
        if document.format != "html":
            yield templates / "styles" / "page.css"
        yield from self._styles(document)
        if document.format == "docx":
            yield self._letterhead

    def _styles(self, document: DocumentId) -> Iterator[Path]:
        """A document's own style sheets in order, there or not: shared ones, then the readers'."""
        styles = self._project.templates / "styles"
        chain = self._project.audiences[document.audience].chain
        if document.format == "md":
            return
        if document.format == "html":
            yield styles / "web.css"
            yield from self._of_readers(chain, "web.css")
            return
        yield styles / "base.css"
        if document.format == "docx":
            # Pages of its contents are counted on a plain page.
            yield styles / "handout.css"
            return
        yield styles / f"{document.kind}.css"
        yield from self._of_readers(chain, "style.css")
        if document.format == "print.pdf":
            yield styles / "press.css"

    @cached_property
    def _shared_styles(self) -> frozenset[Path]:
        """The style sheets that a document lacks where they are missing: readers' own may be."""
        folder = self._project.templates / "styles"
        names = ("base", "web", "press", *SCOPES)
        return frozenset(folder / f"{name}.css" for name in names)

    def _of_readers(self, chain: Iterable[str], name: str) -> Iterator[Path]:
        """A file of each audience, from the farthest: the nearest has the last word."""
        folder = self._project.templates / "audiences"
        return (folder / step / name for step in reversed(list(chain)))

    def _templates_of(self, chain: tuple[str, ...], kind: str) -> tuple[Path, ...]:
        if (chain, kind) not in self._drawn_on:
            if chain not in self._templates:
                self._templates[chain] = Templates(
                    self._project.templates, chain, compiled=self.compiled, keeps=self.keeps
                )
            found = self._templates[chain].dependencies(kind)
            self._drawn_on[chain, kind] = found
        return self._drawn_on[chain, kind]

    @property
    def _letterhead(self) -> Path:
        return self._project.letterhead

    @cached_property
    def compiled(self) -> Path:
        """Where templates are kept as they run; other code of ours keeps them elsewhere."""
        return self._folders.compiled / self.software[OWN]

    @property
    def citations(self) -> Path:
        """Where the words of citations are kept."""
        return self._folders.citations / self.software[OWN]

    @cached_property
    def software(self) -> Mapping[str, str]:
        """The software that shapes products, each piece with its version."""
        return software()

    def _software_with(self, room: str) -> Mapping[str, str]:
        """The software, with our code in a room that shapes no document."""
        if room not in self._code_of:
            self._code_of[room] = digest_of(self.software[OWN] + code_of(room))
        return {**self.software, OWN: self._code_of[room]}

    @cached_property
    def _shared(self) -> FileSet:
        """The editors' files that every organization's facts refer to."""
        return self._set(shared_files(self._project.data))

    @cached_property
    def _shaping_bundles(self) -> FileSet:
        """The files that shape the index pages of bundles."""
        templates = self._project.templates
        return self._set(
            (
                *self._templates_of((), BUNDLE_INDEX),
                *self._language.catalogue.files,
                templates / BUNDLE_STYLES,
                templates / "styles" / "tokens.css",
                templates / "styles" / "tokens.yaml",
            )
        )

    def _set(self, files: Iterable[Path]) -> FileSet:
        return FileSet({self.relative(path): path for path in files})

    @cached_property
    def _known_organizations(self) -> str:
        return digest_of("\n".join(self._documents.founded))

    def _day(self, edition: str) -> str:
        return self._documents.editions[edition].day.isoformat()

    def _own(self, name: str) -> Path:
        """The editors' file on an organization, or on the comparison."""
        if name == COMPARISON:
            return self._documents.comparison_file
        return self._project.data / "organizations" / f"{name}.yaml"

    def relative(self, path: Path) -> str:
        """A path as a receipt tells it: relative to the project, or to what we ship."""
        if path not in self._relative:
            self._relative[path] = path.as_posix()
            for folder in (SHIPPED, self._project.root):
                if path.is_relative_to(folder):
                    self._relative[path] = path.relative_to(folder).as_posix()
                    break
        return self._relative[path]


def _digest(value: object) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return digest_of(json.dumps(value, ensure_ascii=False, sort_keys=True))
