"""Treaties and other texts that organizations rest on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyFieldError
from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.party import Party
from orgbriefs.data.model.record import Identifier, LanguageTag, Text


class Instrument(Fact):
    """A treaty, charter, protocol or other founding or later text."""

    id: Identifier
    title: Text
    native: dict[LanguageTag, Text] = Field(default_factory=dict)
    kind: Literal[
        "treaty", "charter", "agreement", "protocol", "convention", "declaration", "decision"
    ]
    signed: PartialDate
    place: Text | None = None
    in_force: PartialDate | None = Field(default=None, description="the day it entered into force")
    ended: PartialDate | None = None
    registration: Text | None = Field(default=None, description="depositary or UN registration")
    founding: bool = Field(default=False, description="whether the organization rests on it")
    note: Text | None = None
    parties: list[Party] = Field(
        default_factory=list, description="who signed, ratified or denounced it, and when"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Instrument:
        if self.in_force is not None and self.in_force.last < self.signed.first:
            raise FaultyFieldError(
                f"in force before it was signed ({self.signed})",
                "in_force",
                self.in_force,
                "correct 'signed:' or 'in_force:'",
            )
        return self
