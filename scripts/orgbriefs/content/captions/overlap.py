"""Which country takes part in which organizations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.content.captions.membership import taking_part
from orgbriefs.content.captions.wording import of_all
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


@dataclass(frozen=True)
class Group:
    """The countries that take part in the same organizations, with what they are in each."""

    countries: tuple[CountryName, ...]
    marks: tuple[str, ...]


def groups_of(rows: Sequence[Row]) -> list[Group]:
    """Those in most organizations first, then the largest."""
    found: dict[tuple[str, ...], list[CountryName]] = {}
    for row in rows:
        found.setdefault(row.marks, []).append(row.country)
    groups = [Group(tuple(countries), marks) for marks, countries in found.items()]
    return sorted(groups, key=lambda g: (-g.marks.count("member"), -len(g.countries)))


def caption(organizations: Sequence[Organization]) -> Caption:
    """Who takes part in most of them."""
    rows = rows_of(organizations)
    title = _finding(organizations, rows)
    if not rows:
        return Caption(title=title, alt=message("figure.overlap.alt-empty"), note=None)
    names = [o.name.abbreviation for o in organizations]
    told = tuple(
        message(
            "figure.overlap.countries",
            countries=group.countries,
            organizations=tuple(
                n for n, mark in zip(names, group.marks, strict=True) if mark == "member"
            ),
        )
        for group in groups_of(rows)
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
        return of_all("figure.map.title-empty", total)
    most = max(row.number for row in rows)
    if most == 1:
        return message("figure.overlap.title-none")
    leading = tuple(row.country for row in rows if row.number == most)
    return of_all("figure.overlap.title", total, countries=leading, number=len(leading), most=most)
