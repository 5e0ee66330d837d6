"""When organizations were founded, renamed, joined and left."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.content.values import Caption, Instrument, Organization, Turn
from orgbriefs.language.values import CountryName, Message, Value, message

#: So many countries are named in the picture.
_NAMED = 3


def foundations(organization: Organization) -> list[Instrument]:
    """The instruments that the organization rests or rested on, by day of signature."""
    return [i for i in organization.instruments if i.founding]


def caption(organizations: Sequence[Organization]) -> Caption:
    """When they were founded, and whose circle changed last."""
    return Caption(
        title=_finding(organizations),
        alt=message("figure.timeline.alt", lanes=tuple(_lane(o) for o in organizations)),
        note=message("figure.timeline.note"),
    )


def _lane(organization: Organization) -> Message:
    events: list[Value] = [message("figure.timeline.founded", day=organization.founded)]
    events += [
        message("figure.timeline.signed", title=i.title, day=i.signed)
        for i in foundations(organization)
    ]
    events += [_turn(turn) for turn in organization.turns]
    return message(
        "figure.timeline.lane", name=organization.name.abbreviation, events=tuple(events)
    )


def _turn(turn: Turn) -> Message:
    year = str(turn.day.year)
    if not turn.left:
        return message("figure.timeline.joined", year=year, joined=turn.joined)
    if not turn.joined:
        return message("figure.timeline.left", year=year, left=turn.left)
    return message("figure.timeline.joined-and-left", year=year, joined=turn.joined, left=turn.left)


def turn_in_short(turn: Turn) -> Message:
    """The year, and who came or went: all of three, two of more and how many others."""
    year = str(turn.day.year)
    if not turn.left:
        return message("figure.timeline.short-joined", year=year, joined=_in_short(turn.joined))
    if not turn.joined:
        return message("figure.timeline.short-left", year=year, left=_in_short(turn.left))
    return message(
        "figure.timeline.short-both",
        year=year,
        joined=_in_short(turn.joined),
        left=_in_short(turn.left),
    )


def _in_short(countries: tuple[CountryName, ...]) -> Value:
    if len(countries) <= _NAMED:
        return countries
    kept = countries[: _NAMED - 1]
    return message("figure.timeline.more", countries=kept, number=len(countries) - len(kept))


def _finding(organizations: Sequence[Organization]) -> Message:
    years = [o.founded.first.year for o in organizations]
    if len(organizations) == 1:
        name = organizations[0].short
        return message("figure.timeline.title-of-one", name=name, year=str(years[0]))
    total, first, last = len(years), str(min(years)), str(max(years))
    title = (
        message("figure.timeline.title-in", total=total, year=first)
        if first == last
        else message("figure.timeline.title-between", total=total, first=first, last=last)
    )
    moved = [(o.short, o.turns[-1].day) for o in organizations if o.turns]
    if not moved:
        return title
    latest = max(day for _, day in moved)
    names = tuple(name for name, day in moved if day == latest)
    return message(
        "figure.timeline.title-and-latest",
        title=title,
        latest=message(
            "figure.timeline.latest", names=names, number=len(names), year=str(latest.year)
        ),
    )
