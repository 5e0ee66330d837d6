"""Which documents the configuration and the data ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import get_args

from orgbriefs.config import Edition, Format, Kind
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.files import organization_files
from orgbriefs.data.source import head_value, read_yaml
from orgbriefs.edition.existence import exists
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.request import DocumentId

#: What each kind is about: single organizations, the comparison of all, or both.
SCOPES: Mapping[Kind, tuple[str, ...]] = {
    "briefing": ("comparison",),
    "factsheet": ("organization",),
    "handout": ("organization", "comparison"),
    "changes": ("comparison",),
    "specimen": ("comparison",),
}
#: Kinds that tell what changed since an earlier edition.
TELL_CHANGES: tuple[Kind, ...] = ("briefing", "factsheet", "changes", "specimen")
#: The specimen of the design is made in these.
SPECIMENS: tuple[Format, ...] = ("pdf", "docx", "html")
COMPARISON = "comparison"


class Documents:
    """The documents of a project.

    A broken data file is told by the step that reads it, so that it holds back only what depends
    on it: here it counts as if it said nothing.
    """

    def __init__(self, project: Project, language: Language) -> None:
        """Look at a project.

        Args:
            project: the project.
            language: names the files.
        """
        self._project, self._language = project, language
        self._config = project.config
        self._found: dict[tuple[str, str], Mapping[str, DocumentId]] = {}
        self.editions: Mapping[str, Edition] = {e.id: e for e in self._config.editions}

    # Organizations ----------------------------------------------------------------------------

    @cached_property
    def founded(self) -> Mapping[str, PartialDate | None]:
        """Each organization's first date; ``None`` where its file does not tell."""
        return {
            path.stem: _date(head_value(path, "founded"))
            for path in organization_files(self._project.data)
        }

    @property
    def comparison_file(self) -> Path:
        """The comparative paper's file."""
        return self._project.data / "comparison.yaml"

    @cached_property
    def comparison_id(self) -> str | None:
        """What the names of the comparative documents begin with; ``None`` if nobody can tell."""
        return head_value(self.comparison_file, "id")

    @cached_property
    def compared(self) -> Sequence[str]:
        """The organizations of the comparative paper, in its order."""
        try:
            listed = read_yaml(self.comparison_file).value["organizations"]
            return [str(name) for name in listed if name in self.founded]
        except (InputError, KeyError, TypeError):
            return list(self.founded)

    def organizations_at(self, edition: str) -> Sequence[str]:
        """The organizations that existed on the edition's day."""
        return self._existing[edition]

    def compared_at(self, edition: str) -> Sequence[str]:
        """The organizations compared in that edition."""
        present = set(self.organizations_at(edition))
        return [name for name in self.compared if name in present]

    def absent_from(self, edition: str) -> Mapping[str, str]:
        """The compared organizations that did not exist on the edition's day, by abbreviation."""
        present = set(self.organizations_at(edition))
        return {name: self._abbreviations(name) for name in self.compared if name not in present}

    @cached_property
    def _existing(self) -> Mapping[str, Sequence[str]]:
        return {
            edition.id: [
                name
                for name, date in self.founded.items()
                if date is None or exists(date, edition.day)
            ]
            for edition in self._config.editions
        }

    def _abbreviations(self, name: str) -> str:
        """What an organization is called in short today."""
        path = self._project.data / "organizations" / f"{name}.yaml"
        try:
            return str(read_yaml(path).value["names"][-1]["abbreviation"])
        except (InputError, KeyError, TypeError, IndexError):
            return name

    # Documents --------------------------------------------------------------------------------

    @cached_property
    def all(self) -> Sequence[DocumentId]:
        """All documents that are published, in order of their paths."""
        return sorted(
            (
                document
                for edition in self.editions
                for audience in self._config.audiences
                for kind, formats in self._config.documents.items()
                for document in self._of_kind(kind, formats, edition, audience)
            ),
            key=_path,
        )

    @cached_property
    def specimens(self) -> Sequence[DocumentId]:
        """The specimen of the design: of the latest edition, for the first readers."""
        latest = max(self._config.editions, key=lambda edition: edition.day).id
        return list(self._of_kind("specimen", SPECIMENS, latest, self._config.audiences[0]))

    def of_kind(self, kind: Kind) -> Sequence[DocumentId]:
        """The documents of one kind."""
        if kind == "specimen":
            return self.specimens
        return [document for document in self.all if document.kind == kind]

    def find(self, edition: str, audience: str, name: str) -> DocumentId | None:
        """The document whose file has this name, if there is one."""
        if edition not in self.editions or audience not in self._config.audiences:
            return None
        if (edition, audience) not in self._found:
            found = [
                document
                for kind, formats in self._config.documents.items()
                for document in self._of_kind(kind, formats, edition, audience)
            ]
            found += [d for d in self.specimens if (d.edition, d.audience) == (edition, audience)]
            self._found[edition, audience] = {document.name: document for document in found}
        return self._found[edition, audience].get(name)

    def siblings(self, document: DocumentId) -> Sequence[DocumentId]:
        """What lies beside a document: its other formats, in the order of ``Format``, and another
        kind on the same subject.

        Of another kind, its web page stands for all formats, or else the first of them.
        """
        about = self._about.get((document.edition, document.audience, document.subject), ())
        same = [d for d in about if d.basename == document.basename and d != document]
        formats = sorted(same, key=lambda d: get_args(Format).index(d.format))
        kinds: dict[str, DocumentId] = {}
        for other in about:
            if other.basename != document.basename and (
                other.kind not in kinds or other.format == "html"
            ):
                kinds[other.kind] = other
        return [*formats, *kinds.values()]

    @cached_property
    def _about(self) -> Mapping[tuple[str, str, str | None], Sequence[DocumentId]]:
        found: dict[tuple[str, str, str | None], list[DocumentId]] = {}
        for document in self.all:
            key = (document.edition, document.audience, document.subject)
            found.setdefault(key, []).append(document)
        return found

    def is_on_request(self, document: DocumentId) -> bool:
        """Whether only the command line asks for it, with ``as_of=``, ``from=`` or ``to=``."""
        if document.kind == "changes" and {"from", "to"} & set(self._config.overridden):
            return True
        since = document.since is not None and self.is_edition_on_request(document.since)
        return since or self.is_edition_on_request(document.edition)

    def is_withheld(self, document: DocumentId) -> bool:
        """Whether it is made, but not published."""
        withheld = self._config.withheld
        return document.edition in withheld.editions or document.audience in withheld.audiences

    def is_edition_on_request(self, edition: str) -> bool:
        """Whether only the command line asks for this edition."""
        return "as_of" in self._config.overridden and edition == str(self._config.as_of)

    def _of_kind(
        self, kind: Kind, formats: Sequence[Format], edition: str, audience: str
    ) -> Iterator[DocumentId]:
        since = self._since(kind, edition)
        if kind == "changes" and since is None:
            return
        for subject in self._subjects(kind, edition):
            name = self._language.message(
                f"file-name.{kind}",
                subject=subject or self.comparison_id or COMPARISON,
                audience=audience,
                edition=edition,
                since=since or "",
            )
            for format_ in formats:
                yield DocumentId(
                    edition=edition,
                    audience=audience,
                    kind=kind,
                    subject=subject,
                    format=format_,
                    basename=file_name(name),
                    since=since,
                )

    def _since(self, kind: Kind, edition: str) -> str | None:
        """The edition that this one is compared with: the one chosen, or the one before it."""
        if kind == "changes":
            pair = self._config.changes
            return pair.earlier if pair is not None and pair.later == edition else None
        return self._before.get(edition) if kind in TELL_CHANGES else None

    @cached_property
    def _before(self) -> Mapping[str, str]:
        """The edition before each; one that the command line adds comes before no other."""
        editions = self._config.editions
        written = [e for e in editions if e.as_of != self._config.as_of]
        found = {}
        for edition in editions:
            earlier = [e for e in written if e.day < edition.day]
            if earlier:
                found[edition.id] = max(earlier, key=lambda e: e.day).id
        return found

    def _subjects(self, kind: Kind, edition: str) -> Iterator[str | None]:
        if "organization" in SCOPES[kind]:
            yield from self.organizations_at(edition)
        if COMPARISON in SCOPES[kind] and self.compared_at(edition):
            yield None


def _path(document: DocumentId) -> tuple[str, str, str]:
    return document.edition, document.audience, document.name


def file_name(text: str) -> str:
    """``text`` with hyphens for what is neither letter nor digit."""
    return re.sub(r"[\W_]+", "-", text).strip("-")


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError:
        return None
