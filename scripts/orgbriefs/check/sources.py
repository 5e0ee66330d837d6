"""Works in the words of the data: for checks that need no style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from orgbriefs.data.model import Reference
from orgbriefs.html.bibliography import Cited, Said

#: What a style prints; the rest of a reference is for machines.
_PRINTED = (
    "author editor title container-title collection-title publisher publisher-place event-title "
    "genre number volume issue page edition"
).split()


class BareSources:
    """Says each work by what the data have of it, so that its characters can be looked at."""

    def __init__(self, references: Sequence[Reference], known: dict[str, Markup]) -> None:
        """Prepare.

        Args:
            references: the works of one document.
            known: what was said of works of the same project before; it grows.
        """
        for reference in references:
            if reference.id not in known:
                known[reference.id] = escape(" ".join(_texts(reference.csl())))
        self._works = {reference.id: known[reference.id] for reference in references}

    def say(self, places: Sequence[Cited], *, listed: bool, sites_only: bool) -> Said:
        """All of them."""
        return Said([self._said(place) for place in places], self._works)

    def _said(self, place: Cited) -> Markup:
        return Markup("; ").join(
            Markup("{} {} {} {}").format(
                citation.prefix, self._works[citation.key], citation.locator or "", citation.suffix
            )
            for citation in place.citations
        )


def _texts(work: dict[str, object]) -> Iterator[str]:
    for name in _PRINTED:
        yield from _texts_in(work.get(name))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts_in(item)
