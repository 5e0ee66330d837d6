"""Which organizations an edition speaks of."""

from __future__ import annotations

from datetime import date

from orgbriefs.data.dates import PartialDate, begun


def exists(founded: PartialDate, day: date) -> bool:
    """Whether documents of that day speak of an organization founded then."""
    return begun(founded, day)
