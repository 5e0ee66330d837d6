"""The kinds of participation."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.article import Article
from orgbriefs.data.model.record import Identifier, Record, Text


class Status(Record):
    """A kind of participation, of ``statuses.yaml``."""

    id: Identifier
    label: Text = Field(description="as printed, in the singular")
    plural: Text
    article: Article | None = Field(
        default=None,
        description="what goes before the singular in a sentence: a, an; nothing where none does",
    )
    change: Text | None = Field(
        default=None,
        description="how a country came to it, where 'became a …' will not do: stopped taking part",
    )
    counts: bool = Field(description="whether such countries count among the participating states")


class Statuses(Record):
    """``data/statuses.yaml``, from the closest tie to the loosest."""

    statuses: list[Status]
