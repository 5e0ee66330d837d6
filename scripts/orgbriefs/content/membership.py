"""Who takes part and who did: one line a country, one line a looser tie; and how many, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from orgbriefs.content.lines import by_name, distinct, interval_of, is_unverified
from orgbriefs.content.values import (
    AttendanceGroup,
    Cohort,
    Count,
    Country,
    Membership,
    Participant,
    Status,
    StatusGroup,
    Turn,
)
from orgbriefs.data import model
from orgbriefs.data.dates import ended
from orgbriefs.edition.membership import on_day, participants
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.language.collation import CollationKey, collation_key
from orgbriefs.language.language import Language
from orgbriefs.language.values import Message, message


@dataclass(frozen=True)
class Circle:
    """An edition's countries and statuses, by which its memberships are told."""

    edition: OrganizationAt
    countries: dict[str, Country]
    statuses: dict[str, Status]
    language: Language

    def entries(self) -> list[model.Membership]:
        """All entries, by country and time."""
        return sorted(
            self.edition.organization.membership,
            key=lambda e: (self._key(e.country), e.start.first),
        )

    def histories(self) -> dict[str, list[model.Membership]]:
        """Each country's entries in order, in the order of the countries' names."""
        found: dict[str, list[model.Membership]] = {}
        for entry in self.entries():
            found.setdefault(entry.country, []).append(entry)
        return found

    def counted(self, history: list[model.Membership]) -> bool:
        """Whether the country ever counted among the participants."""
        return any(self.statuses[entry.status].counts for entry in history)

    def _key(self, code: str) -> CollationKey:
        return collation_key(self.countries[code].name.name)


def membership(circle: Circle) -> tuple[Membership, ...]:
    """Every entry."""
    titles = _titles(circle.edition)
    return tuple(
        Membership(
            sources=entry.source,
            unverified=is_unverified(entry),
            country=circle.countries[entry.country],
            status=circle.statuses[entry.status],
            interval=interval_of(entry),
            instrument=titles[entry.instrument] if entry.instrument else None,
            note=entry.note,
        )
        for entry in circle.entries()
    )


def status_groups(circle: Circle) -> tuple[StatusGroup, ...]:
    """Who has which status on the edition's day, from the closest tie to the loosest."""
    present = on_day(circle.edition.organization.membership, circle.edition.as_of)
    groups = []
    for status in circle.statuses.values():
        names = [circle.countries[e.country].name for e in present if e.status == status.id]
        if names:
            groups.append(
                StatusGroup(
                    status=status,
                    label=status.label if len(names) == 1 else status.plural,
                    number=len(names),
                    countries=by_name(names, circle.language),
                )
            )
    return tuple(groups)


def participant_lines(circle: Circle) -> tuple[Participant, ...]:
    """A line for each country that counts among the participants, or once did."""
    titles, shared = _titles(circle.edition), shared_basis(circle.edition)
    lines = []
    for code, history in circle.histories().items():
        if not circle.counted(history):
            continue
        last = history[-1]
        basis = titles[last.instrument] if last.instrument else None
        lines.append(
            Participant(
                sources=distinct(entry.source for entry in history),
                unverified=is_unverified(*history),
                country=circle.countries[code],
                status=circle.statuses[last.status],
                former=ended(last.end, circle.edition.as_of),
                interval=interval_of(last),
                remarks=(
                    *((basis,) if basis and basis != shared else ()),
                    *((last.note,) if last.note else ()),
                    *(
                        _earlier(entry, following, circle.statuses)
                        for entry, following in pairwise(history)
                    ),
                ),
            )
        )
    return tuple(lines)


def shared_basis(edition: OrganizationAt) -> str | None:
    """The instrument on which all present participation rests, if it is one."""
    titles = _titles(edition)
    bases = {titles[e.instrument] for e in participants(edition) if e.instrument}
    return bases.pop() if len(bases) == 1 else None


def participant_groups(circle: Circle) -> tuple[AttendanceGroup, ...]:
    """A line a status for the countries that count, or once did: for circles of many."""
    return _groups(circle, counted=True)


def attendance_groups(circle: Circle) -> tuple[AttendanceGroup, ...]:
    """A line a status for the countries that never counted, such as observers."""
    return _groups(circle, counted=False)


def _groups(circle: Circle, *, counted: bool) -> tuple[AttendanceGroup, ...]:
    groups: dict[tuple[bool, str], dict[str, list[model.Membership]]] = {}
    for code, history in circle.histories().items():
        if circle.counted(history) != counted:
            continue
        former = ended(history[-1].end, circle.edition.as_of)
        groups.setdefault((former, history[-1].status), {})[code] = history
    order = list(circle.statuses)
    lines = []
    for (former, identifier), histories in sorted(
        groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
    ):
        status = circle.statuses[identifier]
        facts = [entry for history in histories.values() for entry in history]
        lines.append(
            AttendanceGroup(
                sources=distinct(entry.source for entry in facts),
                unverified=is_unverified(*facts),
                status=status,
                label=status.label if len(histories) == 1 else status.plural,
                former=former,
                number=len(histories),
                cohorts=_cohorts(circle, histories),
            )
        )
    return tuple(lines)


def _cohorts(circle: Circle, histories: dict[str, list[model.Membership]]) -> tuple[Cohort, ...]:
    """Those that took the same way in the same years together, the earliest first."""
    cohorts: dict[tuple[object, ...], list[str]] = {}
    for code, history in sorted(histories.items(), key=lambda item: item[1][-1].start.first):
        end = history[-1].end
        way = tuple((entry.status, entry.start.first.year) for entry in history)
        key = (way, end.last.year if end else None, is_unverified(*history))
        cohorts.setdefault(key, []).append(code)
    return tuple(
        Cohort(
            countries=by_name((circle.countries[code].name for code in codes), circle.language),
            interval=interval_of(histories[codes[0]][-1]),
            earlier=tuple(
                (circle.statuses[entry.status].label, entry.start)
                for entry in reversed(histories[codes[0]][:-1])
            ),
            unverified=is_unverified(*histories[codes[0]]),
        )
        for codes in cohorts.values()
    )


def counts(edition: OrganizationAt) -> tuple[Count, ...]:
    """The days on which the number of participants changed, with the number from then on."""
    steps: list[Count] = []
    for day in _days_of_change(edition):
        number = len(participants(edition, day))
        if not steps or steps[-1].number != number:
            steps.append(Count(day=day, number=number))
    return tuple(steps)


def turns(circle: Circle) -> tuple[Turn, ...]:
    """The days after the founding on which countries joined or left."""
    found, before = [], frozenset[str]()
    for day in _days_of_change(circle.edition):
        now = frozenset(m.country for m in participants(circle.edition, day))
        if now != before and before:
            joined, left = (
                by_name((circle.countries[code].name for code in codes), circle.language)
                for codes in (now - before, before - now)
            )
            found.append(Turn(day=day, joined=joined, left=left))
        before = now
    return tuple(found)


def _days_of_change(edition: OrganizationAt) -> list[date]:
    days = {entry.start.last for entry in edition.organization.membership}
    days |= {
        entry.end.last + timedelta(1)
        for entry in edition.organization.membership
        if entry.end is not None
    }
    return sorted(day for day in days if day <= edition.as_of)


def _titles(edition: OrganizationAt) -> dict[str, str]:
    return {instrument.id: instrument.title for instrument in edition.organization.instruments}


def _earlier(
    entry: model.Membership, following: model.Membership, statuses: dict[str, Status]
) -> Message:
    """``member from 21 December 1991`` where the next status follows at once, else both dates."""
    label = statuses[entry.status].label
    apart = entry.end is not None and (following.start.first - entry.end.last).days > 1
    told = (
        message("participant.earlier-dates", status=label, interval=interval_of(entry))
        if apart
        else message("participant.earlier-from", status=label, start=entry.start)
    )
    return message("participant.noted", remark=told, note=entry.note) if entry.note else told
