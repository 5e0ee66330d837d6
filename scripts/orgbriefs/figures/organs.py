"""How an organization is built: its organs by level, from the highest down.

No lines are drawn between them, since the data do not say which organ answers to which.
"""

from __future__ import annotations

from orgbriefs.data.model import Organ
from orgbriefs.edition.participation import present_name, with_article
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import current
from orgbriefs.figures.drawing import Caption, Drawing, mixed, wrapped
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join

#: From the top; what stands side by side shares a line.
LEVELS: tuple[tuple[str, str], ...] = (
    ("summit", "Heads"),
    ("ministerial", "Ministers"),
    ("permanent", "Permanent"),
    ("parliamentary", "Parliaments"),
    ("specialized", "Specialized"),
)
_LEFT, _GAP, _PAD = 26.0, 3.0, 1.1
_LINE, _ROW_GAP, _SIZE = 3.2, 2.4, 8.0
#: Boxes on one line, and their width.
_ABREAST = 3
_WIDTH = (Drawing.width - _LEFT - 0.3 - (_ABREAST - 1) * _GAP) / _ABREAST


def rows_of(edition: OrganizationAt) -> list[tuple[str, list[Organ]]]:
    """The levels that have organs on the edition's day, each with its organs."""
    present = current(edition.organization.organs, edition.as_of)
    rows = [(label, [o for o in present if o.level == level]) for level, label in LEVELS]
    return [(label, organs) for label, organs in rows if organs]


def describe(edition: OrganizationAt) -> Caption:
    """The finding and the alternative text."""
    rows = rows_of(edition)
    number = sum(len(organs) for _, organs in rows)
    name = with_article(present_name(edition))
    permanent = [
        o.name + (f" in {o.seat}" if o.seat else "")
        for label, organs in rows
        if label == "Permanent"
        for o in organs
    ]
    works = f"; its permanent work is done by the {join(permanent)}" if permanent else ""
    organs = "organ serves" if number == 1 else "organs serve"
    told = "; ".join(f"{label}: {join([o.name for o in organs])}" for label, organs in rows)
    return Caption(
        f"{in_words(number).capitalize()} {organs} {name}{works}",
        f"Organs by level, from the highest down. {told}.",
    )


def draw(edition: OrganizationAt, tokens: Tokens) -> str:
    """The picture as SVG."""
    rows, colours, colour = rows_of(edition), tokens.colours, edition.organization.colour
    lines = [
        (label if start == 0 else "", organs[start : start + _ABREAST])
        for label, organs in rows
        for start in range(0, len(organs), _ABREAST)
    ]
    laid = [(label, [_words(organ) for organ in organs]) for label, organs in lines]
    heights = [max(len(words) for words in boxes) * _LINE + 2 * _PAD for _, boxes in laid]
    drawing = Drawing(sum(heights) + _ROW_GAP * max(len(laid) - 1, 0) + 1, tokens)
    top = 0.5
    for index, ((label, boxes), height) in enumerate(zip(laid, heights, strict=True)):
        if index and label:
            between = top - _ROW_GAP / 2
            drawing.line([(0, between), (drawing.width, between)], colours.rule, 0.15)
        drawing.text(0.5, top + height / 2 + 1.1, label, size=_SIZE, fill=colours.muted)
        for place, words in enumerate(boxes):
            x = _LEFT + place * (_WIDTH + _GAP)
            first = index == 0
            fill = colour if first else mixed(colour, colours.paper, 0.12)
            drawing.box(x, top, _WIDTH, height, fill, colour, 0.25)
            start = top + height / 2 - (len(words) - 1) * _LINE / 2 + 1
            for row, text in enumerate(words):
                drawing.text(
                    x + _WIDTH / 2,
                    start + row * _LINE,
                    text,
                    size=_SIZE,
                    anchor="middle",
                    weight=600 if first else 400,
                    fill=colours.paper if first else colours.ink,
                )
        top += height + _ROW_GAP
    return drawing.svg(describe(edition))


def _words(organ: Organ) -> list[str]:
    """The name and the seat, in lines that fit a box."""
    shows_seat = organ.seat is not None and organ.seat not in organ.name
    words = f"{organ.name} ({organ.seat})" if shows_seat else organ.name
    return wrapped(words, _WIDTH - 2 * _PAD, _SIZE)
