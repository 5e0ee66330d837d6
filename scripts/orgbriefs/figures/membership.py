"""Who took part, and when: one bar a country, gaps visible."""

from __future__ import annotations

from datetime import date

from orgbriefs.data.model import Membership, Status
from orgbriefs.edition.participation import participants, present_name, with_article
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing, year_ticks
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join, period

ROW = 3.8
_LEFT = 32.0
_RIGHT = 8.0


def rows_of(edition: OrganizationAt) -> list[tuple[str, list[Membership]]]:
    """Countries that ever counted as taking part, each with its entries, first come first."""
    counting = {status.id for status in edition.statuses if status.counts}
    names = {country.code: country.name for country in edition.countries}
    by_country: dict[str, list[Membership]] = {}
    for entry in edition.organization.membership:
        by_country.setdefault(entry.country, []).append(entry)
    rows = [
        (names[code], entries)
        for code, entries in by_country.items()
        if any(entry.status in counting for entry in entries)
    ]

    def first_counting(row: tuple[str, list[Membership]]) -> tuple[date, str]:
        return min(e.start.first for e in row[1] if e.status in counting), row[0]

    return sorted(rows, key=first_counting)


def describe(edition: OrganizationAt) -> Caption:
    """The finding and the alternative text."""
    rows, day = rows_of(edition), edition.as_of
    name = with_article(present_name(edition))
    now = {entry.country for entry in participants(edition)}
    names = {country.code: country.name for country in edition.countries}
    left = [country for country, _ in rows if country not in {names[code] for code in now}]
    states = "state takes" if len(now) == 1 else "states take"
    title = f"{in_words(len(now)).capitalize()} {states} part in {name}"
    if left:
        title += f"; {join(left)} no longer {'does' if len(left) == 1 else 'do'}"
    labels = {status.id: status.label for status in edition.statuses}
    spans = "; ".join(
        f"{country}: " + ", ".join(f"{labels[e.status]} {period(e.start, e.end)}" for e in entries)
        for country, entries in rows
    )
    others = {e.country for e in edition.organization.membership} - {
        e.country for _, entries in rows for e in entries
    }
    note = (
        "Observers, partners and guests that never took part as members are not shown."
        if others
        else ""
    )
    return Caption(
        title,
        f"Bars from {edition.organization.founded.first.year} to {day.year}, one for each "
        f"country. {spans}.",
        note,
    )


def draw(edition: OrganizationAt, tokens: Tokens) -> str:
    """The picture as SVG."""
    rows, colours = rows_of(edition), tokens.colours
    statuses = {status.id: status for status in edition.statuses}
    used = [
        s for s in edition.statuses if any(e.status == s.id for _, entries in rows for e in entries)
    ]
    top = 8.0
    drawing = Drawing(top + len(rows) * ROW + 5, tokens)
    first, last = edition.organization.founded.first, edition.as_of
    begin, end = date(first.year, 1, 1), date(last.year, 12, 31)
    scale = (drawing.width - _LEFT - _RIGHT) / max((end - begin).days, 1)

    def x(day: date) -> float:
        return _LEFT + (min(max(day, begin), end) - begin).days * scale

    x_label = _LEFT
    for status in used:
        _bar(drawing, x_label, 1.0, 6, edition.organization.colour, status.counts, status.id, used)
        drawing.text(x_label + 7, 3.6, status.label, size=7, fill=colours.muted)
        x_label += 10 + len(status.label) * 1.32
    bottom = top + len(rows) * ROW
    for year in year_ticks(begin.year, end.year):
        at = x(date(year, 1, 1))
        drawing.line([(at, top - 1), (at, bottom)], colours.rule, 0.15)
        drawing.text(at, bottom + 3.6, str(year), size=7, anchor="middle", fill=colours.muted)
    for index, (country, entries) in enumerate(rows):
        y = top + index * ROW
        drawing.text(_LEFT - 2, y + 2.9, country, size=8, anchor="end")
        for entry in entries:
            x0 = x(entry.start.first)
            x1 = x(entry.end.last if entry.end else last)
            _bar(
                drawing,
                x0,
                y + 0.7,
                max(x1 - x0, 0.6),
                edition.organization.colour,
                statuses[entry.status].counts,
                entry.status,
                used,
            )
    return drawing.svg(describe(edition))


def _bar(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    colour: str,
    counts: bool,
    status: str,
    used: list[Status],
) -> None:
    """A status is told by fill and height, never by colour alone."""
    height = ROW - 1.6
    counting = [s.id for s in used if s.counts]
    if not counts:
        drawing.box(x, y + height / 2 - 0.45, width, 0.9, drawing.tokens.colours.muted)
    elif counting.index(status) == 0:
        drawing.box(x, y, width, height, colour)
    elif counting.index(status) == 1:
        drawing.box(x, y, width, height, drawing.tokens.colours.paper, colour, 0.5)
    else:
        drawing.box(x, y, width, height, drawing.tokens.colours.paper, colour, 0.5, "1 0.7")
