"""Share out among some pages what one of them would leave empty.

Pages are filled one after the other, each as far as it goes. Where that leaves too little for the
last of several, before something that goes on no page but the next, their breaks are chosen
together (as Knuth and Plass choose those of lines): each gives something to the one behind it, and
none is emptier than spreading mends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.flow import Flow, all_of, is_float, is_heading, margin_above, placed
from orgbriefs.render.pdf.layout import (
    EMPTY,
    MILLIMETRE,
    first_element,
    free_at_end,
    text_ends,
)
from orgbriefs.render.pdf.loosening import Loosening
from orgbriefs.render.pdf.spacing import WIDE, can_be_spread

#: On how many pages at most breaks are chosen together.
_PAGES = 6
#: How much of what may be set apart is counted on; what is to be left, in millimetres.
_CERTAIN, _SPARE = 0.8, 2


@dataclass(frozen=True)
class _Unit:
    """Blocks that stay together: their height, the margins around them, and how these may grow."""

    first: boxes.Box
    height: float
    above: float
    below: float
    apart: float
    grows: float


def shared_out(
    pages: Sequence[boxes.PageBox], root: boxes.Box, done: set[Element], loosening: Loosening
) -> Iterator[int]:
    """Choose anew where pages begin before one that is too empty; the pages that change.

    Args:
        pages: the pages, as they were made.
        root: the box of the document, from which pages are made anew.
        done: what has been set apart already.
        loosening: gives figures more between their rows.
    """
    flow: Flow | None = None
    for number, (page, following) in enumerate(pairwise(pages)):
        if free_at_end(page) <= EMPTY * MILLIMETRE or can_be_spread(page, done):
            continue
        flow = flow or Flow(root)
        for begin in range(number - 1, max(number - _PAGES, 0), -1):
            units = _units(flow, pages[begin : number + 1], following, done, loosening)
            if units is None:
                break
            room = min(text_ends(each) - each.content_box_y() for each in pages[begin : number + 1])
            starts = _starts(units, number - begin + 1, room)
            if starts is None:
                continue
            for unit in starts:
                unit.first.style = unit.first.style.copy()
                unit.first.style["break_before"] = "page"
            yield from range(begin, number + 2)
            return


def _units(
    flow: Flow,
    pages: Sequence[boxes.PageBox],
    following: boxes.PageBox,
    done: set[Element],
    loosening: Loosening,
) -> list[_Unit] | None:
    """What stands on some pages; ``None`` where something goes on from one to another."""
    at, end = flow.of(first_element(pages[0])), flow.of(first_element(following))
    if at is None or end is None:
        return None
    found = []
    gains = {each: gain for page in pages for each, gain in loosening.gains(page, done).items()}
    while at < end:
        group = flow.together(at)
        on = [(page, shown) for page in pages if (shown := placed(page, group))]
        if len(on) != 1 or len(on[0][1]) < len(group):
            return None
        found.append(_unit(group, on[0][1], done, gains))
        at += len(group)
    return found


def _unit(
    group: Sequence[boxes.Box],
    shown: Sequence[boxes.Box],
    done: set[Element],
    gains: Mapping[Element, float],
) -> _Unit:
    top = min(box.border_box_y() for box in shown)
    bottom = max(box.border_box_y() + box.border_height() for box in shown)
    first = group[0]
    apart = (is_heading(first) or is_float(first)) and first.element not in done
    inner = {each.element for block in group for each in all_of(block)}
    return _Unit(
        first,
        bottom - top,
        margin_above(first),
        shown[-1].margin_bottom,
        WIDE * MILLIMETRE if apart else 0,
        sum(gain for each, gain in gains.items() if each in inner),
    )


def _starts(units: Sequence[_Unit], pages: int, room: float) -> list[_Unit] | None:
    """With what pages begin, but for the first, so that all are full enough."""

    @cache
    def best(at: int, left: int) -> tuple[float, tuple[int, ...]]:
        """How empty the pages left are from a unit on, and where they end."""
        if at == len(units):
            return (0, ()) if left == 0 else (inf, ())
        if left == 0:
            return inf, ()
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in range(at + 1, len(units) + 1):
            empty = _empty(units[at:end], room)
            if empty is None:
                continue
            rest, ends = best(end, left - 1)
            found = min(found, (empty**2 + rest, (end, *ends)))
        return found

    cost, ends = best(0, pages)
    return [units[end] for end in ends[:-1]] if cost < inf else None


def _empty(units: Sequence[_Unit], room: float) -> float | None:
    """What a page with some units leaves empty; ``None`` if they do not go on it or fill it."""
    gaps = sum(max(one.below, other.above) for one, other in pairwise(units))
    empty = room - sum(unit.height for unit in units) - gaps
    spread = sum(unit.apart for unit in units[1:]) + sum(unit.grows for unit in units)
    if empty < _SPARE * MILLIMETRE or empty > EMPTY * MILLIMETRE + _CERTAIN * spread:
        return None
    return empty
