"""Who takes part and who did: one line a country, one line a looser tie."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from orgbriefs.data.dates import ended
from orgbriefs.data.model import Fact, Membership, Status
from orgbriefs.edition.participation import on_day, participants
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.view.rows import AttendantRow, ParticipantRow, StatusGroup, cites_of, flagged
from orgbriefs.wording import day, period


def status_groups(edition: OrganizationAt) -> list[StatusGroup]:
    """Who has which status on the edition's day, from the closest tie to the loosest."""
    names = {country.code: country.name for country in edition.countries}
    present = on_day(edition, edition.as_of)
    groups = []
    for status in edition.statuses:
        of_status = sorted(names[e.country] for e in present if e.status == status.id)
        if of_status:
            label = status.label if len(of_status) == 1 else status.plural
            groups.append(StatusGroup(label.capitalize(), of_status, status.counts))
    return groups


def _histories(edition: OrganizationAt) -> dict[str, list[Membership]]:
    """Each country's statuses in order, by its name, in the order of the names."""
    names = {country.code: country.name for country in edition.countries}
    histories: dict[str, list[Membership]] = {}
    for entry in sorted(
        edition.organization.membership, key=lambda e: (names[e.country], e.start.first)
    ):
        histories.setdefault(names[entry.country], []).append(entry)
    return histories


def participant_rows(edition: OrganizationAt) -> list[ParticipantRow]:
    """A line for each country that counts among the participants, or once did."""
    statuses = {status.id: status for status in edition.statuses}
    titles = {i.id: i.title for i in edition.organization.instruments}
    shared = shared_basis(edition)
    rows = []
    for country, history in _histories(edition).items():
        if not any(statuses[entry.status].counts for entry in history):
            continue
        *before, last = history
        label = statuses[last.status].label
        gone = ended(last.end, edition.as_of)
        earlier = [
            f"{statuses[e.status].label} {_until_next(e, following)}{_bracketed(e.note)}"
            for e, following in zip(before, history[1:], strict=True)
        ]
        basis = titles[last.instrument] if last.instrument else ""
        of_last = [part for part in (basis if basis != shared else "", last.note or "") if part]
        remark = "; ".join(of_last + earlier)
        rows.append(
            ParticipantRow(
                cite=cites_of(history),
                country=country,
                status=f"Former {label}" if gone else label.capitalize(),
                since=flagged(
                    f"{day(last.start)} – {day(last.end)}" if last.end else day(last.start),
                    _weakest(history),
                ),
                remark=remark[:1].upper() + remark[1:],
            )
        )
    return rows


def shared_basis(edition: OrganizationAt) -> str:
    """The instrument on which all present participation rests, if it is one."""
    titles = {i.id: i.title for i in edition.organization.instruments}
    bases = {titles[e.instrument] for e in participants(edition) if e.instrument}
    return bases.pop() if len(bases) == 1 else ""


def _bracketed(note: str | None) -> str:
    return f" ({note})" if note else ""


def _until_next(entry: Membership, following: Membership) -> str:
    """``from 21 December 1991`` where the next status follows at once, else both dates."""
    gap = (following.start.first - entry.end.last).days if entry.end else 0
    start = day(entry.start)
    return f"{start} – {day(entry.end)}" if entry.end and gap > 1 else f"from {start}"


def attendant_rows(edition: OrganizationAt) -> list[AttendantRow]:
    """A line a status for the countries that never counted, such as observers."""
    statuses = {status.id: status for status in edition.statuses}
    groups: dict[tuple[bool, str], dict[str, list[Membership]]] = {}
    for country, history in _histories(edition).items():
        if any(statuses[entry.status].counts for entry in history):
            continue
        gone = ended(history[-1].end, edition.as_of)
        groups.setdefault((gone, history[-1].status), {})[country] = history
    order = list(statuses)
    return [
        AttendantRow(
            cite=cites_of(entry for history in of_status.values() for entry in history),
            status=_attendant_label(statuses[status], gone, len(of_status)),
            text=Markup(", ").join(
                flagged(f"{country} ({_years(history, statuses, gone)})", _weakest(history))
                for country, history in of_status.items()
            ),
        )
        for (gone, status), of_status in sorted(
            groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


def _attendant_label(status: Status, gone: bool, number: int) -> str:
    label = status.label if number == 1 else status.plural
    return f"{f'former {label}' if gone else label} ({number})".capitalize()


def _years(history: list[Membership], statuses: dict[str, Status], gone: bool) -> str:
    """``2025; observer 2012``."""
    *before, last = history
    first = period(last.start, last.end) if gone else str(last.start.parts[0])
    return "; ".join(
        [first, *(f"{statuses[e.status].label} {e.start.parts[0]}" for e in reversed(before))]
    )


def _weakest(facts: Iterable[Fact]) -> str:
    return "unverified" if any(f.confidence == "unverified" for f in facts) else "verified"
