"""Documents without their design: every template is filled in, and what it makes is looked at.

Once with the least that a document can be about, so that no template counts on more; once with
the project's own data.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from markupsafe import Markup

from orgbriefs.check.soundness import Soundness
from orgbriefs.check.sources import BareSources
from orgbriefs.check.subjects import Subjects
from orgbriefs.check.templates import TemplateSets
from orgbriefs.config import Edition, EditionPair, Kind
from orgbriefs.content.document import Subject, document_content, parts_of
from orgbriefs.content.swatches import swatches_of
from orgbriefs.content.values import Document
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.library import Library, load_library
from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.search import find_text
from orgbriefs.design import Design
from orgbriefs.design.fonts import printable
from orgbriefs.edition.record import Resolved
from orgbriefs.figures import draw_in, names_in
from orgbriefs.html.compose import Places, compose_with
from orgbriefs.language.language import Language
from orgbriefs.plan.receipts import digest_of
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.project import Project

_MINIMAL = Path(__file__).parent / "minimal"
#: Before the only organization there was founded, and after.
_YEARS = (1999, 2001, 2002)
_KINDS: tuple[Kind, ...] = ("briefing", "factsheet", "handout", "changes", "specimen")
_EVERY_CHARACTER = range(sys.maxunicode + 1)


def minimal_problems(
    project: Project,
    language: Language,
    design: Design,
    templates: TemplateSets,
    sound: Soundness,
) -> list[Problem]:
    """What fails when templates are filled in with the least that there can be."""
    editions = [Edition(id=f"of-{year}", as_of=PartialDate(f"{year}-12-31")) for year in _YEARS]
    pair = EditionPair.model_validate({"from": editions[0].id, "to": editions[-1].id})
    config = project.config.model_copy(update={"editions": editions, "changes": pair})
    subjects = Subjects(load_library(_MINIMAL), config, list(project.sections))
    checking = _Checking(
        templates,
        language,
        design,
        lambda text: None,
        lambda: _EVERY_CHARACTER,
        project=project,
        sound=sound,
    )
    found = []
    for subject in subjects.all(project.audiences, _KINDS, editions):
        for problem in checking.problems(subject):
            message = f"{problem.message} (with one organization of one member, and no more)"
            found.append(replace(problem, message=message))
    return found


def own_problems(
    project: Project,
    library: Library,
    language: Language,
    design: Design,
    templates: TemplateSets,
    sound: Soundness,
) -> list[Problem]:
    """What fails when templates are filled in with the project's own data."""
    config = project.config
    kinds = [kind for kind in _KINDS if kind in config.documents]
    subjects = Subjects(library, config, list(project.sections))
    checking = _Checking(
        templates,
        language,
        design,
        lambda text: find_text(project.data, text),
        printable,
        project=project,
        sound=sound,
    )
    latest = max(config.editions, key=lambda edition: edition.day)
    found: dict[tuple[Place, str, str], Problem] = {}
    for subject in (
        *subjects.all(project.audiences, kinds, config.editions),
        *subjects.all(project.audiences, ["specimen"], [latest]),
    ):
        for problem in checking.problems(subject):
            # How to mend it may differ from document to document; once is enough.
            found.setdefault((problem.place, problem.message, problem.value), problem)
    return list(found.values())


class _Checking:
    """Fills in documents of one project, each figure drawn once for all their readers."""

    def __init__(
        self,
        templates: TemplateSets,
        language: Language,
        design: Design,
        places: Places,
        characters: Callable[[], Collection[int]],
        *,
        project: Project,
        sound: Soundness,
    ) -> None:
        self._templates, self._language, self._design = templates, language, design
        self._places, self._characters = places, characters
        self._pictures = Pictures(project.data / FOLDER)
        self._works: dict[str, Markup] = {}
        self._drawn: dict[tuple[str, str], str] = {}
        pictures = sorted((project.data / FOLDER).glob("*"))
        self._sound, self._known = sound, sound.key(sound.templates, language.tag, *pictures)
        self._parts: dict[int, str] = {}

    def problems(self, subject: Subject) -> list[Problem]:
        """What fails when one document is filled in."""
        return self._sound.unless_known(self._key(subject), partial(self._problems, subject))

    def _key(self, subject: Subject) -> str:
        """The checksum of what a document is filled in with."""
        apart = replace(subject, organizations=(), comparison=None, earlier={})
        parts = [*subject.organizations, subject.comparison, *subject.earlier.values()]
        return self._sound.key(self._known, repr(apart), *map(self._part, filter(None, parts)))

    def _part(self, part: Resolved) -> str:
        if id(part) not in self._parts:  # parts are shared, and live as long as the subjects
            self._parts[id(part)] = digest_of(part.to_json())
        return self._parts[id(part)]

    def _problems(self, subject: Subject) -> list[Problem]:
        swatches = swatches_of(self._design.tokens) if subject.kind == "specimen" else ()
        document = document_content(subject, self._language, swatches)
        references = {r.id: r for part in parts_of(subject) for r in part.references}
        try:
            compose_with(
                BareSources(list(references.values()), self._works),
                document,
                templates=self._templates.of(subject.readers),
                language=self._language,
                coverage=self._characters(),
                places=self._places,
                figures=_Figures(document, self),
                pictures=self._pictures,
                identifier=subject.kind,
            )
        except InputError as error:
            return error.problems
        return []

    def draw(self, name: str, document: Document) -> str:
        """A figure, as SVG."""
        key = (document.edition.id, name)
        if key not in self._drawn:
            self._drawn[key] = draw_in(document, name, self._design, self._language)
        return self._drawn[key]


class _Figures(Mapping[str, str]):
    """The figures of a document, drawn when they are asked for."""

    def __init__(self, document: Document, checking: _Checking) -> None:
        self._document, self._checking = document, checking

    def __getitem__(self, name: str) -> str:
        return self._checking.draw(name, self._document)

    def __iter__(self) -> Iterator[str]:
        return iter(names_in(self._document))

    def __len__(self) -> int:
        return len(names_in(self._document))
