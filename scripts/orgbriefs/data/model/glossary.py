"""Terms explained."""

from __future__ import annotations

from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.record import Identifier, Paragraph, Record, Text


class GlossaryTerm(Fact):
    """A term explained."""

    id: Identifier
    term: Text
    text: Paragraph


class Glossary(Record):
    """``data/glossary.yaml``."""

    terms: list[GlossaryTerm]
