"""The names of an organization."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.article import Article
from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import LanguageTag, Text


class Name(Period, Fact):
    """The name an organization bore for a time."""

    text: Text = Field(description="the full name in English")
    abbreviation: Text = Field(description="the usual abbreviation in English")
    article: Article | None = Field(
        default=None,
        description="what goes before the abbreviation in a sentence: 'the', as in the CIS; "
        "nothing for GUAM",
    )
    native: dict[LanguageTag, Text] = Field(
        default_factory=dict, description="the full name in other languages, by language tag"
    )
