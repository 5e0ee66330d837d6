"""Languages as Word names them, for its proofing tools and its dates."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from orgbriefs.language.writing import likely_subtags

#: Languages whose names in Word say the script ([MS-LCID], 2.2); all others go by the country.
_WITH_SCRIPT = frozenset("az bs ff ha iu ks ku sd sr tg uz".split())
#: Scripts for which Word has a font and a language of their own (ECMA-376, part 1, 17.3.2.20).
_EAST_ASIAN = frozenset(("Hans", "Hant", "Jpan", "Kore", "Bopo", "Hani"))
#: Scripts that Word calls complex: they run from right to left, or shape their letters (17.3.2.7).
_COMPLEX = frozenset(
    "Arab Beng Deva Gujr Guru Hebr Khmr Knda Laoo Mlym Mymr Orya Sinh Syrc Taml Telu Thaa Thai "
    "Tibt".split()
)

#: In which East Asian language and script Word takes what is not marked.
EAST_ASIAN, HAN = "zh-CN", "Hans"


@dataclass(frozen=True)
class Proofing:
    """The language of a run: its name in Word, and the attribute of ``w:lang`` that takes it."""

    tag: str
    attribute: str
    #: In which it is likely to be written (ISO 15924).
    script: str | None = None


def is_complex(script: str | None) -> bool:
    """Whether Word sets a script by its rules for complex ones."""
    return script in _COMPLEX


def proofing(tag: str, document: str) -> Proofing:
    """How Word names a language.

    Args:
        tag: its BCP 47 tag, as ``ru`` or ``zh``; what it leaves open, CLDR's likely subtags say.
        document: the tag of the document's language, which says of which country its own is.
    """
    if tag == document.split("-")[0]:
        tag = document
    if (likely := likely_subtags(tag)) is None:
        return Proofing(tag, "w:val")
    language, script, country = likely
    named = (
        f"{language}-{script}-{country}" if language in _WITH_SCRIPT else f"{language}-{country}"
    )
    attribute = "w:val"
    if script in _EAST_ASIAN:
        attribute = "w:eastAsia"
    elif is_complex(script):
        attribute = "w:bidi"
    return Proofing(named, attribute, script)


def date_picture(locale: Locale) -> str:
    """CLDR's long date as Word writes its pattern: ``d MMMM yyyy``."""
    pattern = str(locale.date_formats["long"].pattern)
    return pattern if "yy" in pattern else pattern.replace("y", "yyyy", 1)
