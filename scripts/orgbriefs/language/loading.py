"""The language of a project: the shipped catalogue, with what the project says otherwise."""

from __future__ import annotations

from pathlib import Path

from orgbriefs.language.catalogue import FaultyCatalogueError, UnknownLanguageError
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.reads import Reads


def own_languages(templates: Path) -> Path | None:
    """The project's folder of languages, where it has one."""
    folder = templates / "locale"
    return folder if folder.is_dir() else None


def load_language(tag: str, templates: Path, reads: Reads | None = None) -> Language:
    """The language called ``tag``.

    Args:
        tag: a BCP 47 tag.
        templates: the project's templates.
        reads: takes the names of the files of the catalogue.

    Raises:
        InputError: when it has no catalogue, or the catalogue is faulty.
    """
    try:
        language = Language.load(tag, own_languages(templates))
    except UnknownLanguageError as error:
        raise InputError(
            [
                Problem(
                    Place(templates.parent / "config.yaml"),
                    "there is no catalogue of messages for this language",
                    tag,
                    f"there are: {', '.join(error.available)}; or add templates/locale/"
                    f"{tag.replace('-', '_')}.po",
                )
            ]
        ) from None
    except FaultyCatalogueError as error:
        raise InputError(
            [Problem(Place(error.file, error.line), error.message, error.value, error.fix)]
        ) from None
    if reads is not None:
        for path in language.catalogue.files:
            reads.add(path)
    return language
