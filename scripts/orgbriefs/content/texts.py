"""The passages that some readers get."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from orgbriefs.data.model import Passage, Texts, WatchItem
from orgbriefs.language.values import Prose


def texts_for(
    texts: Texts, readers: Sequence[str], sections: Collection[str]
) -> Mapping[str, Prose | None]:
    """Every known section with its passages joined; ``None`` where these readers get none.

    Args:
        texts: the passages of the day, by section.
        readers: the audience and those it inherits from.
        sections: all sections that a template may place.
    """
    found: dict[str, Prose | None] = dict.fromkeys(sections)
    for section, passages in texts.items():
        chosen = [passage.text for passage in passages if is_for(passage, readers)]
        if chosen:
            found[section] = Prose(markdown="\n\n".join(chosen))
    return MappingProxyType(found)


def is_for(passage: Passage | WatchItem, readers: Sequence[str]) -> bool:
    """Whether it is written for these readers, or for all."""
    return not passage.readers or any(reader in passage.readers for reader in readers)
