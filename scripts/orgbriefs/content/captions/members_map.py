"""Where the participants lie."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.membership import taking_part
from orgbriefs.content.captions.wording import of_all
from orgbriefs.content.values import Caption, Organization
from orgbriefs.language.collation import collation_key
from orgbriefs.language.values import CountryName, Message, message

#: Of two that share nobody, neither stands apart more than the other.
_PAIR = 2


def others_of(organization: Organization) -> set[CountryName]:
    """Countries whose status on the day does not count as taking part."""
    return {
        country
        for group in organization.groups
        if not group.status.counts
        for country in group.countries
    }


def caption(organizations: Sequence[Organization]) -> Caption:
    """Which participants all have in common, or that none are."""
    told = tuple(_members_of(o) for o in organizations)
    return Caption(
        title=_finding(organizations),
        alt=message("figure.map.alt", organizations=told),
        note=message("figure.map.note"),
    )


def _members_of(organization: Organization) -> Message:
    name = organization.name.abbreviation
    if not organization.members:
        return message("figure.map.organization-empty", name=name)
    return message("figure.map.organization", name=name, countries=organization.members)


def _finding(organizations: Sequence[Organization]) -> Message:
    inside = [set(o.members) for o in organizations]
    total = len(organizations)
    if total == 1:
        return taking_part(organizations[0])
    if not any(inside):
        return of_all("figure.map.title-empty", total)
    everywhere = sorted(set.intersection(*inside), key=lambda country: collation_key(country.name))
    if everywhere:
        countries = tuple(everywhere)
        return of_all("figure.map.title-all", total, countries=countries, number=len(everywhere))
    apart = tuple(
        o.short
        for o, members in zip(organizations, inside, strict=True)
        if members and not any(members & other for other in inside if other is not members)
    )
    states = len(set[CountryName]().union(*inside))
    if len(apart) == 1 and total > _PAIR:
        return message("figure.map.title-apart", total=total, states=states, name=apart[0])
    return of_all("figure.map.title-none", total, states=states)
