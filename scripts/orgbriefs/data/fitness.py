"""How fit the sources of a fact are to bear it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from orgbriefs.data.citations import Citation
from orgbriefs.data.cited import cited
from orgbriefs.data.library import Library
from orgbriefs.data.model import Fact, Rank, Reference

#: From the fittest to the least fit.
RANKS: tuple[Rank, ...] = get_args(Rank)
#: The text itself, its depositary, and what organizations and governments publish themselves.
FIRST_HAND: tuple[Rank, ...] = RANKS[:2]


def best_rank(citations: Iterable[Citation], references: Mapping[str, Reference]) -> Rank | None:
    """The rank of the fittest of these sources; ``None`` where none has a rank."""
    ranks = [rank for citation in citations if (rank := references[citation.key].rank) is not None]
    return min(ranks, key=RANKS.index, default=None)


def rests_on_repetition(citations: Iterable[Citation], references: Mapping[str, Reference]) -> bool:
    """Whether all these sources are of the last rank, and repeat what stands elsewhere."""
    ranks = [references[citation.key].rank for citation in citations]
    return bool(ranks) and all(rank == RANKS[-1] for rank in ranks)


def is_verified(fact: Fact, references: Mapping[str, Reference]) -> bool:
    """Whether a source that was opened, and that is not of the last rank, confirms it."""
    return fact.confidence == "verified" and not rests_on_repetition(fact.source, references)


def missing(reference: Reference) -> list[str]:
    """What a reader would want to know of a source, and is not told; a rank among it."""
    published_by = reference.author or reference.editor or reference.publisher
    given = {
        "author or body": published_by or reference.container_title,
        "date, or day on which it was opened": reference.issued or reference.accessed,
        "rank": reference.rank,
    }
    return [what for what, value in given.items() if not value]


def unused(library: Library) -> list[str]:
    """The keys of the sources that nothing in the data cites."""
    records = (
        library.organizations,
        dict(library.countries.written),
        library.frameworks,
        library.glossary,
    )
    used = {citation.key for record in (*records, library.comparison) for citation in cited(record)}
    return [key for key in library.references if key not in used]
