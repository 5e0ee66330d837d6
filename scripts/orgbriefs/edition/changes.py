"""What is different between two editions of an organization."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from orgbriefs.data.dates import PartialDate, begun, ended
from orgbriefs.data.model import (
    Activity,
    Assessment,
    Event,
    Head,
    Instrument,
    Membership,
    Name,
    Organ,
    Period,
)
from orgbriefs.edition.membership import on_day, present_name
from orgbriefs.edition.record import OrganizationAt

P = TypeVar("P", bound=Period)


@dataclass(frozen=True)
class Move:
    """A country's status in the earlier and in the later edition; ``None`` where it had none."""

    country: str
    before: Membership | None
    after: Membership | None
    #: The entry that ended, where the country takes no part any more.
    ended: Membership | None = None


@dataclass(frozen=True)
class Judgement:
    """A criterion judged anew: another rating, holder, date or reason."""

    before: Assessment | None
    after: Assessment


@dataclass(frozen=True)
class Changes:
    """Everything that differs, in the order in which it is told."""

    earlier: OrganizationAt
    later: OrganizationAt
    renamed: tuple[Name, Name] | None
    moves: list[Move]
    heads: list[Head]
    #: Who stayed in office under another title: the entry before, and the new one.
    retitled: list[tuple[Head, Head]]
    signed: list[Instrument]
    entered_into_force: list[Instrument]
    instruments_ended: list[Instrument]
    organs_formed: list[Organ]
    organs_ended: list[Organ]
    activities_begun: list[Activity]
    activities_ended: list[Activity]
    events: list[Event]
    judgements: list[Judgement]


def compare(earlier: OrganizationAt, later: OrganizationAt) -> Changes:
    """The changes from ``earlier`` to ``later``.

    Raises:
        ValueError: when they are of different organizations, or in the wrong order.
    """
    before, after = earlier.organization, later.organization
    if before.id != after.id or earlier.as_of >= later.as_of:
        raise ValueError(f"{before.id} of {earlier.as_of} is not before {after.id}")
    since = earlier.as_of
    old, new = present_name(earlier), present_name(later)

    in_office = [h for h in after.heads if not begun(h.start, since)]
    retitled = [(entry, head) for head in in_office if (entry := _before_title(head, after.heads))]
    return Changes(
        earlier=earlier,
        later=later,
        renamed=None if old.text == new.text else (old, new),
        moves=_moves(earlier, later),
        heads=[h for h in in_office if not any(h in pair for pair in retitled)],
        retitled=retitled,
        signed=[i for i in after.instruments if i.signed.last > since],
        entered_into_force=[
            i
            for i in after.instruments
            if i.signed.last <= since and i.in_force and i.in_force.last > since
        ],
        instruments_ended=[i for i in after.instruments if _since(i.ended, since, later.as_of)],
        organs_formed=_begun(after.organs, since),
        organs_ended=_ended(after.organs, since, later.as_of),
        activities_begun=_begun(after.activities, since),
        activities_ended=[
            a for a in _ended(after.activities, since, later.as_of) if begun(a.start, since)
        ],
        events=[e for e in after.events if e.date.last > since],
        judgements=_judgements(before.assessments, after.assessments),
    )


def _before_title(head: Head, heads: Sequence[Head]) -> Head | None:
    """The entry of the same person that ended when ``head`` began; acting is no title."""
    for other in heads:
        if (
            other.name == head.name
            and other.acting == head.acting
            and other.end is not None
            and other.start.first < head.start.first
            and abs((head.start.first - other.end.last).days) <= 1
        ):
            return other
    return None


def _since(when: PartialDate | None, since: date, until: date) -> bool:
    return when is not None and since < when.last <= until


def _begun(periods: Iterable[P], since: date) -> list[P]:
    return [p for p in periods if not begun(p.start, since)]


def _ended(periods: Iterable[P], since: date, until: date) -> list[P]:
    return [p for p in periods if not ended(p.end, since) and ended(p.end, until)]


def _moves(earlier: OrganizationAt, later: OrganizationAt) -> list[Move]:
    before = {
        entry.country: entry for entry in on_day(earlier.organization.membership, earlier.as_of)
    }
    after = {entry.country: entry for entry in on_day(later.organization.membership, later.as_of)}
    over: dict[str, Membership] = {}
    for entry in later.organization.membership:
        if entry.country not in after and not ended(entry.end, earlier.as_of):
            over[entry.country] = entry
    moved = [
        country
        for country in {**before, **after, **over}
        if _status(before.get(country)) != _status(after.get(country)) or country in over
    ]
    return [
        Move(country, before.get(country), after.get(country), over.get(country))
        for country in sorted(moved)
    ]


def _status(entry: Membership | None) -> str | None:
    return entry.status if entry else None


def _judgements(before: Sequence[Assessment], after: Sequence[Assessment]) -> list[Judgement]:
    old = {(a.framework, a.criterion): a for a in before}
    return [
        Judgement(old.get((a.framework, a.criterion)), a)
        for a in after
        if old.get((a.framework, a.criterion)) != a
    ]
