"""A document with as much as goes on its pages: what matters least is left out first.

So it is where something stands on its pages that a designer would mend, if that helps; for a
stretch that is empty, no more than a little is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from weasyprint.formatting_structure import boxes

from orgbriefs.html.composed import Composed
from orgbriefs.render.pdf.fitting import Fitted, characters_at_most
from orgbriefs.render.pdf.layout import fills, pages_of
from orgbriefs.render.protocol import Order

#: What of what yields may be left out, in steps, so that no part of a page is empty.
_LITTLE = 1
#: How much of what is too much is taken for certain to have to go: what a block takes is known by
#: its length alone, and nothing is to be left out that could stay.
_SURE = 0.6


def kept_to_its_pages(
    document: Composed,
    order: Order,
    fit: Callable[[Composed], Fitted],
    characters: Callable[[Composed], int],
) -> tuple[Composed, Fitted]:
    """The document shortened as little as keeps it to its pages, and how it came out.

    Where nothing is left to leave out it may have too many still.

    Args:
        document: the document, whole.
        order: how it is shortened, and the pages that it may have.
        fit: lays a document out in the type that suits it.
        characters: counts what is printed of a document.
    """
    steps, given = 0, 0
    # What is longer than any text that goes on its pages is shortened before it is tried.
    most = characters_at_most(order.extent)
    while document.yielding and order.shortened is not None and characters(document) > most:
        steps += 1
        document = order.shortened(steps)
    best: tuple[Composed, Fitted] | None = None
    while True:
        made = fit(document)
        more = 1
        if len(made.document.pages) > order.extent.pages[1]:
            more = _steps_at_least(document.yielding, _excess(made, order))
        else:
            best = best or (document, made)
            if not made.faults:
                return document, made
            if given >= _LITTLE and all(fault.slight for fault in made.faults):
                return best
            given += 1
        if not document.yielding or order.shortened is None:
            return best or (document, made)
        steps += more
        document = order.shortened(steps)


def _excess(made: Fitted, order: Order) -> float:
    """How many characters are too many, about."""
    filled = [page.filled for page in fills(made.document, order.design.tokens.sizes.leading)]
    share = 1 - order.extent.pages[1] / sum(filled)
    return share * sum(
        len(box.text)
        for page in pages_of(made.document)
        for box in page.children[0].descendants()
        if isinstance(box, boxes.TextBox)
    )


def _steps_at_least(sizes: Sequence[int], excess: float) -> int:
    """How many steps it takes until so many characters are gone."""
    return 1 + sum(gone < excess * _SURE for gone in accumulate(sizes[:-1]))
