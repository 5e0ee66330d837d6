"""Who took part in one organization, and when."""

from __future__ import annotations

from orgbriefs.content.values import Caption, Membership, Organization
from orgbriefs.language.collation import collation_key
from orgbriefs.language.values import CountryName, Message, message


def rows_of(organization: Organization) -> list[tuple[CountryName, tuple[Membership, ...]]]:
    """Countries that ever counted as taking part, each with its entries, first come first."""
    by_country: dict[CountryName, list[Membership]] = {}
    for entry in organization.membership:
        by_country.setdefault(entry.country.name, []).append(entry)
    rows = [
        (country, tuple(entries))
        for country, entries in by_country.items()
        if any(entry.status.counts for entry in entries)
    ]
    return sorted(
        rows,
        key=lambda row: (
            min(e.interval.start.first for e in row[1] if e.status.counts),
            collation_key(row[0].name),
        ),
    )


def taking_part(organization: Organization) -> Message:
    """How many states take part in it."""
    if not organization.number:
        return message("figure.membership.title-empty", name=organization.short)
    return message("figure.membership.title", number=organization.number, name=organization.short)


def caption(organization: Organization) -> Caption:
    """The finding, and each country's statuses over time."""
    rows = rows_of(organization)
    present = set(organization.members)
    title = taking_part(organization)
    if left := tuple(country for country, _ in rows if country not in present):
        title = message(
            "figure.membership.title-and-left",
            title=title,
            left=message("figure.membership.left", countries=left, number=len(left)),
        )
    told = tuple(
        message(
            "figure.membership.country",
            country=country,
            spans=tuple(
                message("figure.membership.span", status=e.status.label, interval=e.interval)
                for e in entries
            ),
        )
        for country, entries in rows
    )
    if not rows:
        return Caption(title=title, alt=message("figure.membership.alt-empty"), note=None)
    others = {entry.country.name for entry in organization.membership} - {c for c, _ in rows}
    return Caption(
        title=title,
        alt=message(
            "figure.membership.alt",
            first=str(organization.founded.first.year),
            last=str(organization.as_of.year),
            countries=told,
        ),
        note=message("figure.membership.note") if others else None,
    )


def caption_with_map(organization: Organization) -> Caption:
    """The same of the bars with a map beside them."""
    bars = caption(organization)
    parts = (*((bars.note,) if bars.note is not None else ()), message("figure.map.note"))
    return Caption(
        title=bars.title,
        alt=message("figure.presence.alt", bars=bars.alt),
        note=message("figure.presence.note", parts=parts),
    )
