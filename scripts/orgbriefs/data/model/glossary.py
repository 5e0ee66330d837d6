"""Terms explained."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.record import Identifier, Paragraph, Record, Text


class GlossaryTerm(Fact):
    """A term explained."""

    id: Identifier
    term: Text
    text: Paragraph


class Abbreviation(Record):
    """What an abbreviation stands for; those of the project's organizations are in their names."""

    short: Text
    long: Text


class Glossary(Record):
    """``data/glossary.yaml``."""

    terms: list[GlossaryTerm]
    abbreviations: list[Abbreviation] = Field(default_factory=list)
