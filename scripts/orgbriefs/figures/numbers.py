"""How many states took part in each organization, over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orgbriefs.edition.participation import participants, present_name
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing, year_ticks
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join

_TOP, _HEIGHT, _LEFT, _RIGHT = 4.0, 62.0, 8.0, 24.0


def series(edition: OrganizationAt) -> list[tuple[date, int]]:
    """The days on which the number changed, with the number from then on."""
    days = {entry.start.last for entry in edition.organization.membership}
    days |= {
        date.fromordinal(entry.end.last.toordinal() + 1)
        for entry in edition.organization.membership
        if entry.end is not None
    }
    steps: list[tuple[date, int]] = []
    for day in sorted(d for d in days if d <= edition.as_of):
        number = len(participants(edition, day))
        if not steps or steps[-1][1] != number:
            steps.append((day, number))
    return steps


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    now = [(present_name(e).abbreviation, len(participants(e))) for e in editions]
    told = [
        f"{present_name(e).abbreviation} had "
        + join([f"{in_words(number)} from {day.year}" for day, number in series(e)])
        for e in editions
    ]
    return Caption(
        _finding(now),
        f"The number of participating states over time, as step lines. {'. '.join(told)}.",
    )


def _finding(now: list[tuple[str, int]]) -> str:
    most, fewest = max(now, key=lambda n: n[1]), min(now, key=lambda n: n[1])
    if len(now) == 1:
        return f"{most[0]} has {in_words(most[1])} participating states"
    if most[1] == fewest[1]:
        return f"Each of the {in_words(len(now))} has {in_words(most[1])} participating states"
    return (
        f"{most[0]} is the largest of the {in_words(len(now))} with {in_words(most[1])} states, "
        f"{fewest[0]} the smallest with {in_words(fewest[1])}"
    )


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    colours = tokens.colours
    drawing = Drawing(_TOP + _HEIGHT + 7, tokens)
    as_of = editions[0].as_of
    begin = date(min(e.organization.founded.first.year for e in editions), 1, 1)
    scale_x = (drawing.width - _LEFT - _RIGHT) / max((as_of - begin).days, 1)
    highest = max(n for e in editions for _, n in series(e)) + 1
    scale_y = _HEIGHT / highest

    def x(day: date) -> float:
        return _LEFT + max((day - begin).days, 0) * scale_x

    def y(number: float) -> float:
        return _TOP + _HEIGHT - number * scale_y

    for number in range(0, highest + 1, 2):
        drawing.line([(_LEFT, y(number)), (x(as_of), y(number))], colours.rule, 0.15)
        drawing.text(
            _LEFT - 2, y(number) + 1, str(number), size=7, anchor="end", fill=colours.muted
        )
    for year in year_ticks(begin.year, as_of.year):
        at = x(date(year, 1, 1))
        if at >= _LEFT:
            drawing.text(
                at, _TOP + _HEIGHT + 4, str(year), size=7, anchor="middle", fill=colours.muted
            )
    ends: list[tuple[float, str, str]] = []
    for index, edition in enumerate(editions):
        shift = (index - (len(editions) - 1) / 2) * 0.45  # equal numbers stay apart
        points: list[tuple[float, float]] = []
        for day, number in series(edition):
            if points:
                points.append((x(day), points[-1][1]))
            points.append((x(day), y(number) + shift))
        points.append((x(as_of), points[-1][1]))
        dash = ("", "2.4 0.9", "0.9 0.7", "3.5 0.8 0.8 0.8")[index % 4]
        drawing.line(points, edition.organization.colour, 0.75, dash)
        label = f"{present_name(edition).abbreviation} {len(participants(edition))}"
        ends.append((points[-1][1], label, edition.organization.colour))
    lowest = -99.0
    for at, label, colour in sorted(ends):
        lowest = max(at, lowest + 3.6)
        drawing.text(x(as_of) + 1.5, lowest + 1.1, label, size=8.5, weight=600, fill=colour)
    return drawing.svg(describe(editions))
