"""What of an edition some readers may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from orgbriefs.data.cited import cited
from orgbriefs.data.model import Texts, WatchItem
from orgbriefs.data.passages import is_for
from orgbriefs.edition.record import ComparisonAt, OrganizationAt

Part = TypeVar("Part", OrganizationAt, ComparisonAt)


def shown_to(part: Part, readers: Sequence[str]) -> Part:
    """An edition without what is written for others, and without sources that only that cites.

    Args:
        part: an organization or the comparison as of a day.
        readers: the audience and those it inherits from.
    """
    name = "organization" if isinstance(part, OrganizationAt) else "comparison"
    written = getattr(part, name)
    chosen = {
        "texts": _texts(written.texts, readers),
        "watch": _watch(written.watch, readers),
    }
    shown = part.model_copy(update={name: written.model_copy(update=chosen)})
    keys = {
        citation.key
        for name in type(shown).model_fields
        if name != "references"
        for citation in cited(getattr(shown, name))
    }
    return shown.model_copy(
        update={"references": [work for work in shown.references if work.id in keys]}
    )


def _texts(texts: Texts, readers: Sequence[str]) -> Texts:
    chosen = {
        section: [passage for passage in passages if is_for(passage, readers)]
        for section, passages in texts.items()
    }
    return {section: passages for section, passages in chosen.items() if passages}


def _watch(items: Sequence[WatchItem], readers: Sequence[str]) -> list[WatchItem]:
    return [item for item in items if is_for(item, readers)]
