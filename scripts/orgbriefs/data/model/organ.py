"""The bodies of an organization."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import LanguageTag, Paragraph, Text

Level = Literal["summit", "ministerial", "permanent", "parliamentary", "specialized"]
#: The levels of organs, from the highest.
LEVELS: tuple[Level, ...] = get_args(Level)


class Organ(Period, Fact):
    """A body of the organization."""

    name: Text
    native: dict[LanguageTag, Text] = Field(default_factory=dict)
    level: Level
    seat: Text | None = None
    text: Paragraph = Field(description="what it does, in one sentence")
