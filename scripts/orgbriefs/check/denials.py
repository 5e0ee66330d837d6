"""No status by which a country counts as taking part says that it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orgbriefs.data.library import Library
from orgbriefs.problems import Problem

#: What a status says that does not hold any more. English, as our catalogue is.
_OVER = re.compile(r"\b(no longer|former|formerly|left|withdrew|withdrawn|ceased|ended|until)\b")


def denial_problems(library: Library) -> Iterator[Problem]:
    """Every status that counts, with words by which it would not."""
    source = library.sources["statuses"]
    for index, status in enumerate(library.statuses.values()):
        for field in ("label", "plural", "change") if status.counts else ():
            text = getattr(status, field) or ""
            if (match := _OVER.search(text)) is not None:
                yield Problem(
                    source.place_in(("statuses", index, field), match[0]),
                    "countries of this status count among those that take part; this denies it",
                    text,
                    "say it otherwise, or write 'counts: false'",
                )
