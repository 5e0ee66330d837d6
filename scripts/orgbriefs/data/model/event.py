"""What happened."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.record import Paragraph, Text


class Event(Fact):
    """Something that happened on a date."""

    date: PartialDate
    text: Paragraph
    place: Text | None = None
    matters: Paragraph | None = Field(
        default=None,
        description="why it is among the few changes that matter most: papers on changes open "
        "with it",
    )
    major: bool = Field(default=False, description="whether it belongs in a short list")
