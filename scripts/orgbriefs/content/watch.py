"""What some readers should look out for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orgbriefs.content.lines import is_unverified
from orgbriefs.content.values import WatchItem
from orgbriefs.data import model
from orgbriefs.data.passages import is_for
from orgbriefs.language.values import Prose


def watch_for(items: Iterable[model.WatchItem], readers: Sequence[str]) -> tuple[WatchItem, ...]:
    """What lies ahead for these readers, in the order of ``items``.

    Args:
        items: what is to be watched on the edition's day.
        readers: the audience and those it inherits from.
    """
    return tuple(
        WatchItem(
            sources=item.source,
            unverified=is_unverified(item),
            matter=Prose(markdown=item.matter),
            date=item.date,
            sign=Prose(markdown=item.sign),
            why=Prose(markdown=item.why),
        )
        for item in items
        if is_for(item, readers)
    )
