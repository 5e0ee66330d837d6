"""What all records have in common, and the kinds of text they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from orgbriefs.data.faults import FaultyValueError

Identifier = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        max_length=60,
        description="small letters, digits and hyphens, beginning with a letter",
    ),
]
CountryCode = Annotated[
    str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, such as KZ")
]
LanguageTag = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", description="BCP 47, such as ru")
]
#: The time that it takes to set a word grows with the square of its length.
LONGEST_WORD = 1_000
#: Scripts of East Asia put no spaces between words, and break anywhere.
_TOO_LONG = re.compile(rf"[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]{{{LONGEST_WORD + 1}}}")


def _in_words(value: str) -> str:
    if _TOO_LONG.search(value) is not None:
        raise FaultyValueError(
            f"a word has more than {LONGEST_WORD:,} characters", "shorten it, or put spaces in"
        )
    return value


Text = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_in_words)]


@dataclass(frozen=True)
class InMarkdown:
    """Says of a text that it is prose; see :mod:`orgbriefs.data.prose`."""

    one_paragraph: bool


#: Prose with lists, tables and the like, and prose that stands within a line.
Paragraphs = Annotated[Text, InMarkdown(one_paragraph=False)]
Paragraph = Annotated[Text, InMarkdown(one_paragraph=True)]


def _is_address(value: str) -> str:
    if _ADDRESS.fullmatch(value) is None:
        raise FaultyValueError(
            "this is no address of a web page or a mailbox",
            "write https://… or http://…, without spaces, or mailto:…",
        )
    return value


#: Nothing else: other schemes could run something.
_ADDRESS = re.compile(
    r"""(https?://[^\s/?#<>"'`\\]+[^\s<>"`\\]*|mailto:[^\s<>"'`\\]+@[^\s<>"`\\]+)""", re.I
)
Address = Annotated[
    str,
    Field(min_length=1, max_length=2_000, description="https://…, http://… or mailto:…"),
    AfterValidator(_is_address),
]


class Record(BaseModel):
    """Base of all records: no unknown keys, no changes after reading, no infinite numbers.

    A key that is written without a value counts as not written.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        populate_by_name=True,
        allow_inf_nan=False,
        defer_build=True,  # most commands read few of them
    )

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, value: Any) -> Any:
        if not isinstance(value, dict) or None not in value.values():
            return value
        known = {key for name, f in cls.model_fields.items() for key in (name, f.alias)}
        return {k: v for k, v in value.items() if v is not None or k not in known}
