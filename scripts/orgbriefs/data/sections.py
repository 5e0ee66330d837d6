"""The sections of text that editors may write: ``templates/sections.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from orgbriefs.data.errors import validated
from orgbriefs.data.model import Identifier, Record, Text
from orgbriefs.data.source import read_yaml
from orgbriefs.problems import InputError, Problem
from orgbriefs.reads import Reads


class Section(Record):
    """A section of text that some template places."""

    id: Identifier
    use: Text = Field(description="what it is for, in a sentence to editors")


class Sections(Record):
    """``templates/sections.yaml``."""

    sections: list[Section] = Field(min_length=1)


def sections_file(templates: Path) -> Path:
    """Where the sections are listed."""
    return templates / "sections.yaml"


def read_sections(templates: Path, reads: Reads | None = None) -> Mapping[str, Section]:
    """The known sections by id, in the order of the file.

    Args:
        templates: the project's templates.
        reads: takes the name of the file.

    Raises:
        InputError: when the file is missing or faulty.
    """
    path = sections_file(templates)
    if reads is not None:
        reads.add(path)
    source = read_yaml(path)
    found: dict[str, Section] = {}
    problems = []
    for index, section in enumerate(validated(Sections, source).sections):
        if section.id in found:
            place = source.place(("sections", index, "id"))
            problems.append(
                Problem(place, "this id is given twice", section.id, "remove one of the two")
            )
        found[section.id] = section
    if problems:
        raise InputError(problems)
    return found
