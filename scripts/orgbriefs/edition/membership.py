"""Who counts as taking part on the edition's day, and how many over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orgbriefs.data.dates import begun, ended
from orgbriefs.data.model import Membership, Name
from orgbriefs.edition.record import OrganizationAt


def on_day(membership: Sequence[Membership], day: date) -> list[Membership]:
    """Each country's status on ``day``; where two meet on one day, the later one."""
    latest: dict[str, Membership] = {}
    for entry in sorted(membership, key=lambda e: e.start.first):
        if begun(entry.start, day) and not ended(entry.end, day):
            latest[entry.country] = entry
    return list(latest.values())


def participants(edition: OrganizationAt, day: date | None = None) -> list[Membership]:
    """Those whose status counts, on the edition's day or an earlier one."""
    counting = {status.id for status in edition.statuses if status.counts}
    return [
        e
        for e in on_day(edition.organization.membership, day or edition.as_of)
        if e.status in counting
    ]


def present_name(edition: OrganizationAt) -> Name:
    """The name of the day; before a first name is on record, the earliest known."""
    held = [n for n in edition.organization.names if not ended(n.end, edition.as_of)]
    return (held or edition.organization.names)[-1]
