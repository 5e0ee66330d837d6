"""The passages that some readers get."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from orgbriefs.data.model import Texts
from orgbriefs.data.passages import is_for
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
