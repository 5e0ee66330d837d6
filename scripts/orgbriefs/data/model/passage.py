"""Prose for some readers and some time."""

from __future__ import annotations

from pydantic import Field, model_validator

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model.fact import Foreseen, check_order
from orgbriefs.data.model.record import Identifier, Paragraphs, Record


class Passage(Record):
    """Prose in Markdown, with citations as ``[@key, locator]``, for a time and for readers.

    A passage is dated by what it speaks of: it is printed in editions from ``from`` to ``to``,
    and names no year after that of its ``from`` but those it ``foresees``. Without ``from`` it
    must hold since the organization was founded.
    """

    text: Paragraphs
    start: PartialDate | None = Field(
        default=None, alias="from", description="the first day on which it may be printed"
    )
    end: PartialDate | None = Field(
        default=None, alias="to", description="the last day on which it may be printed"
    )
    foresees: Foreseen
    readers: list[Identifier] = Field(
        default_factory=list, alias="for", description="audiences; without it, all of them"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Passage:
        check_order(self.start, self.end)
        return self


#: The passages of each section of text.
Texts = dict[Identifier, list[Passage]]
