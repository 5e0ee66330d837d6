"""Which figures there are. A figure is named ``membership-cis``, ``organs-cis``, ``overlap``, …."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures import (
    assessment,
    balance,
    members_map,
    membership,
    numbers,
    organs,
    overlap,
    timeline,
)
from orgbriefs.figures.drawing import Caption
from orgbriefs.figures.tokens import Tokens


@dataclass(frozen=True)
class OfOne:
    """How a figure of one organization is told and drawn."""

    describe: Callable[[OrganizationAt], Caption]
    draw: Callable[[OrganizationAt, Tokens], str]


@dataclass(frozen=True)
class OfAll:
    """How a figure of all organizations is told and drawn."""

    describe: Callable[[Sequence[OrganizationAt]], Caption]
    draw: Callable[[Sequence[OrganizationAt], Tokens], str]


#: Figures of one organization; its id is joined to the name: ``membership-cis``.
SINGLE = {
    "membership": OfOne(membership.describe, membership.draw),
    "organs": OfOne(organs.describe, organs.draw),
}
COMPARATIVE = {
    "map": OfAll(members_map.describe, members_map.draw),
    "timeline": OfAll(timeline.describe, timeline.draw),
    "numbers": OfAll(numbers.describe, numbers.draw),
    "overlap": OfAll(overlap.describe, overlap.draw),
    "balance": OfAll(balance.describe, balance.draw),
    "assessment": OfAll(assessment.describe, assessment.draw),
}


def names_of(organization: str) -> list[str]:
    """The figures of one organization."""
    return [f"{kind}-{organization}" for kind in SINGLE]


def organization_of(name: str) -> str | None:
    """The organization that the figure called ``name`` shows; ``None`` where it shows all."""
    return None if name in COMPARATIVE else name.partition("-")[2]


def describe(name: str, editions: Sequence[OrganizationAt]) -> Caption:
    """The caption of the figure called ``name``."""
    if name in COMPARATIVE:
        return COMPARATIVE[name].describe(editions)
    return SINGLE[name.partition("-")[0]].describe(_one(name, editions))


def draw(name: str, editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The figure called ``name`` as SVG."""
    if name in COMPARATIVE:
        return COMPARATIVE[name].draw(editions, tokens)
    return SINGLE[name.partition("-")[0]].draw(_one(name, editions), tokens)


def _one(name: str, editions: Sequence[OrganizationAt]) -> OrganizationAt:
    return next(e for e in editions if e.organization.id == organization_of(name))
