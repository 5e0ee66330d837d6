"""Which countries take part, and how."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import CountryCode, Identifier, Text


class Membership(Period, Fact):
    """One country's status in the organization for a time."""

    country: CountryCode
    status: Identifier = Field(description="an id of statuses.yaml")
    instrument: Identifier | None = Field(
        default=None, description="the id of the instrument of this organization it rests on"
    )
    note: Text | None = Field(default=None, description="a short remark, true from the beginning")
