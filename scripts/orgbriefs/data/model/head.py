"""Who leads an organization."""

from __future__ import annotations

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import CountryCode, Text


class Head(Period, Fact):
    """The chief executive for a time."""

    name: Text
    office: Text
    country: CountryCode
    acting: bool = False
