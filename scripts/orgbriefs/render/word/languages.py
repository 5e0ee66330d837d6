"""Languages as Word names them, for its proofing tools and its dates."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

#: Languages whose names in Word say the script ([MS-LCID], 2.2); all others go by the country.
_WITH_SCRIPT = frozenset("az bs ff ha iu ks ku sd sr tg uz".split())
#: Scripts for which Word has a font and a language of their own (ECMA-376, part 1, 17.3.2.20).
_EAST_ASIAN = frozenset(("Hans", "Hant", "Jpan", "Kore", "Bopo", "Hani"))

#: In which East Asian language Word proofs what is not marked: the house writes Chinese names.
EAST_ASIAN = "zh-CN"


@dataclass(frozen=True)
class Proofing:
    """The language of a run: its name in Word, and the attribute of ``w:lang`` that takes it."""

    tag: str
    attribute: str


def proofing(tag: str, document: str) -> Proofing:
    """How Word names a language.

    Args:
        tag: its BCP 47 tag, as ``ru`` or ``zh``; what it leaves open, CLDR's likely subtags say.
        document: the tag of the document's language, which says of which country its own is.
    """
    if tag == document.split("-")[0]:
        tag = document
    if (likely := _likely(tag)) is None:
        return Proofing(tag, "w:val")
    language, script, country = likely
    named = (
        f"{language}-{script}-{country}" if language in _WITH_SCRIPT else f"{language}-{country}"
    )
    return Proofing(named, "w:eastAsia" if script in _EAST_ASIAN else "w:val")


def _likely(tag: str) -> tuple[str, str, str] | None:
    """Language, script and country (Unicode Technical Standard 35, part 1, 4.3)."""
    known = get_global("likely_subtags")
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    country = next((part for part in rest if len(part) == 2), "")
    for parts in (
        (language, script, country),
        (language, country),
        (language, script),
        (language,),
    ):
        if found := known.get("_".join(part for part in parts if part)):
            _, likely_script, likely_country = found.split("_")
            return language, script or likely_script, country or likely_country
    return None


def date_picture(locale: Locale) -> str:
    """CLDR's long date as Word writes its pattern: ``d MMMM yyyy``."""
    pattern = str(locale.date_formats["long"].pattern)
    return pattern if "yy" in pattern else pattern.replace("y", "yyyy", 1)
