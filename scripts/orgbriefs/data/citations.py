"""Citations in prose: Pandoc's ``[@key, sec. IV; @other]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orgbriefs.data.model import split_citation

CLUSTER = re.compile(r"\s*\[(@[^\]]+)\]")
_KEY = re.compile(r"^@([A-Za-z0-9][A-Za-z0-9_:.-]*)$")
#: Places in a work: Pandoc's abbreviations, those of treaties, or a bare page number.
_LOCATOR = re.compile(
    r"^(?:(?:p|pp|sec|secs|ch|chs|para|paras|vol|n|nn|art|arts|fig|no|l|ll)\.?\s+\S"
    r"|(?:annex|appendix|table|item|figure|chapter|section|article|page|part|title)\b\s+\S"
    r"|preamble\b|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cited:
    """One work in a citation, with the place in it."""

    key: str
    locator: str | None = None


def parse_cluster(inside: str) -> list[Cited]:
    """The works named between the brackets.

    Raises:
        ValueError: when a part is not ``@key`` or ``@key, locator``.
    """
    cited = []
    for part in inside.split(";"):
        key, locator = split_citation(part)
        if not (match := _KEY.match(key)):
            raise ValueError(f"not a citation: {part.strip()!r}")
        if not is_locator(locator):
            raise ValueError(f"not a place in a work: {locator!r}")
        cited.append(Cited(match[1], locator))
    return cited


def is_locator(text: str | None) -> bool:
    """Whether this names a place in a work (``sec. IV``, ``art. 5``, ``12``), or nothing."""
    return text is None or _LOCATOR.match(text) is not None


def parse_source(citations: list[str]) -> list[Cited]:
    """The works of a fact's ``source``."""
    return [Cited(*split_citation(citation)) for citation in citations]
