"""The passages of texts, where they stand, and when and for whom they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from orgbriefs.data.dates import begun, ended
from orgbriefs.data.model import Passage, Texts, WatchItem
from orgbriefs.data.source import Location


def passages_in(texts: Texts) -> Iterator[tuple[Location, Passage]]:
    """Every passage with its location in the file, section by section."""
    for section, passages in texts.items():
        for index, passage in enumerate(passages):
            yield ("texts", section, index), passage


def is_printed_on(passage: Passage, day: date) -> bool:
    """Whether an edition of this day prints the passage."""
    return (passage.start is None or begun(passage.start, day)) and not ended(passage.end, day)


def is_for(passage: Passage | WatchItem, readers: Sequence[str]) -> bool:
    """Whether it is written for these readers, or for all.

    Args:
        passage: what is written.
        readers: the audience and those it inherits from.
    """
    return not passage.readers or any(reader in passage.readers for reader in readers)
