"""What lies ahead."""

from __future__ import annotations

from pydantic import Field, model_validator

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyFieldError
from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import Identifier, Paragraph


class WatchItem(Period, Fact):
    """Something to look out for: what, when, by which sign, and why it matters.

    It is printed in editions from ``from`` to ``to``, and to ``date`` at the latest.
    """

    matter: Paragraph = Field(description="what lies ahead, as a few words")
    date: PartialDate = Field(description="when it is due, or will be known at the latest")
    sign: Paragraph = Field(description="what to look for, as a sentence")
    why: Paragraph = Field(description="why it matters, as a sentence")
    readers: list[Identifier] = Field(
        default_factory=list, alias="for", description="audiences; without it, all of them"
    )

    @model_validator(mode="after")
    def _lies_ahead(self) -> WatchItem:
        if self.date.last < self.start.first:
            raise FaultyFieldError(
                f"it was due before it was to be watched ({self.start})",
                "date",
                self.date,
                "correct 'from:' or 'date:'",
            )
        return self
