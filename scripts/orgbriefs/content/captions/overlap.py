"""Which country takes part in which organizations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.content.captions.membership import taking_part
from orgbriefs.content.values import Caption, Organization
from orgbriefs.language.collation import collation_key
from orgbriefs.language.values import CountryName, Message, message


@dataclass(frozen=True)
class Row:
    """A country, with ``member``, ``other`` or nothing for each organization."""

    country: CountryName
    marks: tuple[str, ...]

    @property
    def number(self) -> int:
        """In how many organizations the country takes part."""
        return self.marks.count("member")


def rows_of(organizations: Sequence[Organization]) -> list[Row]:
    """The countries that take part in any, those in most organizations first."""
    inside = [set(o.members) for o in organizations]
    present = [{c for group in o.groups for c in group.countries} for o in organizations]
    rows = [
        Row(
            country,
            tuple(
                "member" if country in members else "other" if country in all_present else ""
                for members, all_present in zip(inside, present, strict=True)
            ),
        )
        for country in set[CountryName]().union(*inside)
    ]
    return sorted(rows, key=lambda row: (-row.number, collation_key(row.country.name)))


def caption(organizations: Sequence[Organization]) -> Caption:
    """Who takes part in most of them."""
    rows = rows_of(organizations)
    title = _finding(organizations, rows)
    if not rows:
        return Caption(title=title, alt=message("figure.overlap.alt-empty"), note=None)
    names = [o.name.abbreviation for o in organizations]
    told = tuple(
        message(
            "figure.overlap.country",
            country=row.country,
            organizations=tuple(n for n, m in zip(names, row.marks, strict=True) if m == "member"),
        )
        for row in rows
    )
    hollow = any("other" in row.marks for row in rows)
    return Caption(
        title=title,
        alt=message("figure.overlap.alt", countries=told),
        note=message("figure.overlap.note") if hollow else None,
    )


def _finding(organizations: Sequence[Organization], rows: Sequence[Row]) -> Message:
    total = len(organizations)
    if total == 1:
        return taking_part(organizations[0])
    if not rows:
        return message("figure.map.title-empty", total=total)
    most = max(row.number for row in rows)
    if most == 1:
        return message("figure.overlap.title-none")
    leading = tuple(row.country for row in rows if row.number == most)
    return message(
        "figure.overlap.title", countries=leading, number=len(leading), most=most, total=total
    )
