"""No edition says ‘now’ of what is years old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from orgbriefs.config import Edition
from orgbriefs.data.cited import cited
from orgbriefs.data.library import Library
from orgbriefs.data.model import Passage
from orgbriefs.data.passages import is_printed_on, passages_in
from orgbriefs.data.source import Source
from orgbriefs.problems import Problem, abridged

#: What tells readers that something is so on the edition's day. English, as our catalogue is.
_NOW = re.compile(
    r"\b(now|currently|current|at present|nowadays|recent|recently|"
    r"(?:in|under|being|are|is) (?:development|developed|prepared|set up|negotiated)|"
    r"(?:is|are) (?:preparing|planning|negotiating|considering))\b"
)


def currency_problems(
    library: Library, editions: Sequence[Edition], stale_after: int
) -> Iterator[Problem]:
    """Every passage of an edition that speaks of the present by sources that are long past.

    Args:
        library: the data.
        editions: those that are published.
        stale_after: after how many years a source is too old for it.
    """
    texts = {name: o.texts for name, o in library.organizations.items()}
    if library.comparison is not None:
        texts["comparison"] = library.comparison.texts
    for name, own in texts.items():
        for location, passage in passages_in(own):
            match = _NOW.search(passage.text)
            if match is None:
                continue
            newest = _newest(passage, library)
            for edition in editions:
                if (
                    is_printed_on(passage, edition.day)
                    and _years(newest, edition.day) > stale_after
                ):
                    source: Source = library.sources[name]
                    yield Problem(
                        source.place_in((*location, "text"), match[0]),
                        f"edition {edition.id} says this, and the newest source that is cited is "
                        f"of {newest}",
                        abridged(passage.text[max(0, match.start() - 30) : match.end() + 30]),
                        "say when it was so, cite what is newer, or end the passage with 'to:'",
                    )
                    break


def _newest(passage: Passage, library: Library) -> date:
    """The last day on which a source of the passage appeared, or was opened where it has no date.

    A passage without sources is as old as its own beginning.
    """
    days = [passage.start.last] if passage.start is not None else []
    for citation in cited(passage):
        reference = library.references[citation.key]
        if reference.issued is not None and reference.issued.last is not None:
            days.append(reference.issued.last)
        elif reference.accessed is not None:
            days.append(reference.accessed.last)
    return max(days, default=date.max)


def _years(earlier: date, later: date) -> float:
    return (later - earlier).days / 365.25
