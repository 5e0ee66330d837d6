"""What an organization aims at, and what it may do."""

from __future__ import annotations

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import Paragraph


class Statement(Period, Fact):
    """An aim or a competence."""

    text: Paragraph
