"""One country's part in a treaty or other text."""

from __future__ import annotations

import itertools

from pydantic import Field, model_validator

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.faults import FaultyFieldError, FaultyValueError
from orgbriefs.data.model.fact import Fact
from orgbriefs.data.model.record import CountryCode, Text

#: What a country can do, in the order in which it does it; and when it is bound, which may be
#: before it ratifies, where a text is applied provisionally.
_ACTS = ("signed", "ratified", "denounced", "ended")
#: All dates that an entry may give.
PARTY_DATES = (*_ACTS, "in_force")


class Party(Fact):
    """What one country did: signed, ratified, denounced. Every day is its own."""

    country: CountryCode
    signed: PartialDate | None = None
    ratified: PartialDate | None = Field(
        default=None, description="the day it ratified, accepted or acceded"
    )
    in_force: PartialDate | None = Field(default=None, description="since when it is bound")
    denounced: PartialDate | None = Field(default=None, description="the day it gave notice")
    ended: PartialDate | None = Field(default=None, description="the last day it was bound")
    note: Text | None = Field(default=None, description="a reservation, or what else is particular")

    @model_validator(mode="after")
    def _in_order(self) -> Party:
        if all(getattr(self, name) is None for name in PARTY_DATES):
            raise FaultyValueError(
                f"nothing is said of what {self.country} did",
                f"add one of {', '.join(PARTY_DATES)}",
            )
        done = [(act, day) for act in _ACTS if (day := getattr(self, act)) is not None]
        for (before, earlier), (act, day) in itertools.pairwise(done):
            if day.last < earlier.first:
                raise FaultyFieldError(
                    f"this is before {before!r} ({earlier})", act, day, "correct one of them"
                )
        return self
