"""Which country takes part in which organizations: a matrix of dots."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.edition.participation import on_day, participants, present_name
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join

ROW = 4.3
_LEFT, _TOP = 36.0, 13.0


def rows_of(editions: Sequence[OrganizationAt]) -> list[tuple[str, list[str]]]:
    """Countries and, for each organization, ``member``, ``other`` or nothing."""
    names = {c.code: c.name for e in editions for c in e.countries}
    taking_part = [{m.country for m in participants(e)} for e in editions]
    otherwise = [{m.country for m in on_day(e, e.as_of)} for e in editions]
    codes = sorted(set().union(*taking_part), key=lambda code: names[code])
    rows = [
        (
            names[code],
            [
                "member" if code in inside else "other" if code in outside else ""
                for inside, outside in zip(taking_part, otherwise, strict=True)
            ],
        )
        for code in codes
    ]
    return sorted(rows, key=lambda row: (-row[1].count("member"), row[0]))


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    rows = rows_of(editions)
    labels = [present_name(e).abbreviation for e in editions]
    most = max((row[1].count("member") for row in rows), default=0)
    leading = [country for country, marks in rows if marks.count("member") == most]
    verb = "takes" if len(leading) == 1 else "take"
    title = (
        f"{join(leading)} {verb} part in {in_words(most)} of the {in_words(len(editions))}"
        if most > 1
        else "No state takes part in more than one of them"
    )
    told = "; ".join(
        f"{country}: "
        + (join([n for n, m in zip(labels, marks, strict=True) if m == "member"]) or "none")
        for country, marks in rows
    )
    hollow = any("other" in marks for _, marks in rows)
    note = "Hollow circle: another status, such as observer or partner." if hollow else ""
    return Caption(title, f"Matrix of countries and organizations. {told}.", note)


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    rows, colours = rows_of(editions), tokens.colours
    drawing = Drawing(_TOP + len(rows) * ROW + 1, tokens)
    step = min((drawing.width - _LEFT - 14) / len(editions), 30.0)
    centres = [_LEFT + step * (i + 0.5) for i in range(len(editions))]
    for edition, at in zip(editions, centres, strict=True):
        number = len(participants(edition))
        drawing.text(
            at,
            5,
            present_name(edition).abbreviation,
            size=9,
            weight=600,
            anchor="middle",
            fill=edition.organization.colour,
        )
        drawing.text(at, 9.4, str(number), size=7.5, anchor="middle", fill=colours.muted)
    total_at = centres[-1] + step / 2 + 6
    drawing.text(total_at, 5, "Sum", size=8, anchor="middle", fill=colours.muted)
    right = total_at + 6
    for index, (country, marks) in enumerate(rows):
        top = _TOP + index * ROW
        middle = top + ROW / 2
        drawing.line([(0, top), (right, top)], colours.rule, 0.15)
        drawing.text(0.5, middle + 1.1, country, size=8.5)
        inside = [at for at, mark in zip(centres, marks, strict=True) if mark == "member"]
        if len(inside) > 1:
            drawing.line([(inside[0], middle), (inside[-1], middle)], colours.muted, 0.4)
        for edition, at, mark in zip(editions, centres, marks, strict=True):
            colour = edition.organization.colour
            if mark == "member":
                drawing.disc(at, middle, 1.6, colour)
            elif mark == "other":
                drawing.disc(at, middle, 1.4, colours.paper, colour)
        drawing.text(total_at, middle + 1.1, str(marks.count("member")), size=8.5, anchor="middle")
    bottom = _TOP + len(rows) * ROW
    drawing.line([(0, bottom), (right, bottom)], colours.rule, 0.15)
    return drawing.svg(describe(editions))
