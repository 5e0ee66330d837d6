"""What is said of each figure: the finding as its title, what it shows, and a remark.

A figure is named ``membership-cis``, ``organs-cis``, ``overlap`` …: one of a single organization
by its kind and the organization's id, one that shows all of them by its kind alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from orgbriefs.content.captions import (
    assessment,
    balance,
    members_map,
    membership,
    numbers,
    overlap,
    timeline,
)
from orgbriefs.content.values import Caption, Organization

_SINGLE: Mapping[str, Callable[[Organization], Caption]] = MappingProxyType(
    {
        "membership": membership.caption,
        "presence": membership.caption_with_map,
    }
)
_COMPARATIVE: Mapping[str, Callable[[Sequence[Organization]], Caption]] = MappingProxyType(
    {
        "map": members_map.caption,
        "timeline": timeline.caption,
        "numbers": numbers.caption,
        "overlap": overlap.caption,
        "balance": balance.caption,
        "assessment": assessment.caption,
    }
)
#: The figures that show the organizations side by side.
COMPARATIVE: tuple[str, ...] = tuple(_COMPARATIVE)


def names_of(organization: str) -> list[str]:
    """The figures of one organization, by its id."""
    return [f"{kind}-{organization}" for kind in _SINGLE]


def shown(name: str, organizations: Sequence[Organization]) -> Sequence[Organization]:
    """The organizations that the figure called ``name`` shows."""
    if name in _COMPARATIVE:
        return organizations
    return [o for o in organizations if o.id == name.partition("-")[2]]


def kind_of(name: str) -> str:
    """The kind of the figure called ``name``."""
    return name if name in _COMPARATIVE else name.partition("-")[0]


def caption_of(name: str, organizations: Sequence[Organization]) -> Caption:
    """The caption of the figure called ``name``."""
    if name in _COMPARATIVE:
        return _COMPARATIVE[name](organizations)
    (organization,) = shown(name, organizations)
    return _SINGLE[kind_of(name)](organization)
