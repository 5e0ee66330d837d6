"""Where organizations sit."""

from __future__ import annotations

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import CountryCode, Text


class Seat(Period, Fact):
    """Where the organization's permanent body sits."""

    city: Text
    country: CountryCode
