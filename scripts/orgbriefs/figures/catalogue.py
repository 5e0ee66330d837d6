"""Which figures there are. A figure is named ``membership-cis``, ``overlap``, …."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures import balance, membership, numbers, overlap
from orgbriefs.figures.drawing import Caption
from orgbriefs.figures.tokens import Tokens


@dataclass(frozen=True)
class FigureKind:
    """How a comparative figure is told and drawn."""

    describe: Callable[[Sequence[OrganizationAt]], Caption]
    draw: Callable[[Sequence[OrganizationAt], Tokens], str]


COMPARATIVE = {
    "numbers": FigureKind(numbers.describe, numbers.draw),
    "overlap": FigureKind(overlap.describe, overlap.draw),
    "balance": FigureKind(balance.describe, balance.draw),
}


def describe(name: str, editions: Sequence[OrganizationAt]) -> Caption:
    """The caption of the figure called ``name``."""
    if name in COMPARATIVE:
        return COMPARATIVE[name].describe(editions)
    return membership.describe(_one(name, editions))


def draw(name: str, editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The figure called ``name`` as SVG."""
    if name in COMPARATIVE:
        return COMPARATIVE[name].draw(editions, tokens)
    return membership.draw(_one(name, editions), tokens)


def _one(name: str, editions: Sequence[OrganizationAt]) -> OrganizationAt:
    identifier = name.removeprefix("membership-")
    return next(e for e in editions if e.organization.id == identifier)
