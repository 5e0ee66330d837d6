"""Lines of text that WeasyPrint has broken once are not broken again.

To balance columns, to size tables and floats and to move blocks between pages, WeasyPrint lays the
same words out again and again in the same width. Shaping them is what takes longest, and gives the
same line each time: so each is kept as long as one layout lasts. The pages are the same with and
without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

_USERS = (inline, preferred)


@contextmanager
def lines_remembered() -> Iterator[None]:
    """While a document is laid out: break no line twice."""
    before = [module.split_first_line for module in _USERS]
    remembering = _remembering(line_break.split_first_line)
    for module in _USERS:
        module.split_first_line = remembering
    try:
        yield
    finally:
        for module, function in zip(_USERS, before, strict=True):
            module.split_first_line = function


def _remembering(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    # Styles are known by identity: the boxes of a layout keep them alive, and so does this.
    known: dict[tuple[object, ...], tuple[Any, tuple[Any, ...]]] = {}

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        key = (text, id(style), max_width, justification_spacing, is_line_start, minimum)
        if key not in known:
            found = split(*key[:1], style, context, *key[2:])
            known[key] = (style, found)
            return found
        layout, *rest = known[key][1]
        return (copy(layout), *rest)

    return split_first_line
