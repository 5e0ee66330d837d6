"""How one organization is built: its organs by level."""

from __future__ import annotations

from orgbriefs.content.values import Caption, Organ, Organization
from orgbriefs.data.model import LEVELS
from orgbriefs.language.values import Value, message

#: The level whose organs do the work between meetings.
_PERMANENT = "permanent"


def rows_of(organization: Organization) -> list[tuple[str, list[Organ]]]:
    """The levels that have organs, from the highest down, each with its organs."""
    rows = [(level, [o for o in organization.organs if o.level == level]) for level in LEVELS]
    return [(level, organs) for level, organs in rows if organs]


def caption(organization: Organization) -> Caption:
    """How many organs there are, and which do the permanent work."""
    rows = rows_of(organization)
    if not rows:
        return Caption(
            title=message("figure.organs.title-empty", name=organization.short),
            alt=message("figure.organs.alt-empty"),
            note=None,
        )
    title = message("figure.organs.title", number=len(organization.organs), name=organization.short)
    if permanent := tuple(_with_seat(o) for o in organization.organs if o.level == _PERMANENT):
        title = message("figure.organs.title-and-permanent", title=title, organs=permanent)
    levels = tuple(
        message(
            "figure.organs.level",
            level=message(f"level.{level}"),
            organs=tuple(organ.name for organ in organs),
        )
        for level, organs in rows
    )
    return Caption(title=title, alt=message("figure.organs.alt", levels=levels), note=None)


def _with_seat(organ: Organ) -> Value:
    if organ.seat is None:
        return organ.name
    return message("figure.organs.seat", organ=organ.name, seat=organ.seat)
