"""Whether the data bear out what they say: of sources, numbers, days and the present."""

from __future__ import annotations

from orgbriefs.check.continuity import continuity_problems
from orgbriefs.check.counts import count_problems
from orgbriefs.check.currency import currency_problems
from orgbriefs.check.denials import denial_problems
from orgbriefs.check.published import published_problems
from orgbriefs.config import Config
from orgbriefs.data.library import Library
from orgbriefs.problems import Problem


def statement_problems(library: Library, config: Config) -> list[Problem]:
    """What an editor would query, in order of places; it can be set and printed all the same."""
    return sorted(
        {
            *published_problems(library),
            *continuity_problems(library),
            *count_problems(library),
            *currency_problems(library, config.editions, config.provenance.stale_after),
            *denial_problems(library),
        }
    )
