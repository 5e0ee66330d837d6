"""How many states took part in each organization, over time."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.captions.wording import of_all
from orgbriefs.content.values import Caption, Organization
from orgbriefs.language.values import Message, message


def caption(organizations: Sequence[Organization]) -> Caption:
    """Which is the largest and which the smallest."""
    told = tuple(_steps(o) for o in organizations)
    return Caption(
        title=_finding(organizations),
        alt=message("figure.numbers.alt", organizations=told),
        note=None,
    )


def _steps(organization: Organization) -> Message:
    name = organization.short
    if not organization.counts:
        return message("figure.numbers.organization-empty", name=name)
    return message(
        "figure.numbers.organization",
        name=name,
        steps=tuple(
            message("figure.numbers.step", number=count.number, day=count.day)
            for count in organization.counts
        ),
    )


def _finding(organizations: Sequence[Organization]) -> Message:
    numbers = [o.number for o in organizations]
    total, most, least = len(numbers), max(numbers), min(numbers)
    if total == 1:
        name = organizations[0].short
        if not most:
            return message("figure.numbers.title-of-one-empty", name=name)
        return message("figure.numbers.title-of-one", name=name, number=most)
    if not most:
        return of_all("figure.numbers.title-empty", total)
    if most == least:
        return message("figure.numbers.title-equal", total=total, number=most)
    largest, smallest = (
        tuple(o.short for o in organizations if o.number == number) for number in (most, least)
    )
    return of_all(
        "figure.numbers.title",
        total,
        largest=largest,
        number=len(largest),
        most=message("figure.numbers.states", number=most),
        smallest=smallest,
        least=least,
    )
