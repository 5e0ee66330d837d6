"""The article that goes before a name in a sentence."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from orgbriefs.data.faults import FaultyValueError


def _word(value: str) -> str:
    if not value.isalpha() or value.lower() in ("true", "false", "yes", "no", "on", "off"):
        raise FaultyValueError(
            "an article is a word", "write the word, such as 'the', or leave 'article:' out"
        )
    return value


Article = Annotated[str, AfterValidator(_word), Field(max_length=20)]
