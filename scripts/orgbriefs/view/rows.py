"""The lines of tables and lists, as templates place them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from babel import Locale
from markupsafe import Markup, escape

from orgbriefs.wording import join


@dataclass(frozen=True)
class Row:
    """A line of a table or list. ``cite`` holds its sources, for the block's source line."""

    cite: list[str]


@dataclass(frozen=True)
class NativeName:
    """A name in another language."""

    language: str
    language_name: str
    text: str


@dataclass(frozen=True)
class FormerName(Row):
    """A name that was borne before."""

    text: str = ""
    abbreviation: str = ""
    years: str = ""


@dataclass(frozen=True)
class MemberRow(Row):
    """A country's status for a time."""

    country: str = ""
    native: list[NativeName] = field(default_factory=list)
    status: str = ""
    counts: bool = True
    start: str = ""
    end: str = ""
    instrument: str = ""
    note: str = ""


@dataclass(frozen=True)
class ParticipantRow(Row):
    """A country that counts among the participants, or once did, in one line."""

    country: str = ""
    status: str = ""
    since: str = ""
    remark: str = ""


@dataclass(frozen=True)
class AttendantRow(Row):
    """Countries with a looser tie, one line a status."""

    status: str = ""
    text: str = ""


@dataclass(frozen=True)
class StatusGroup:
    """Countries of one status on the edition's day."""

    label: str
    countries: list[str]
    counts: bool

    @property
    def sentence(self) -> str:
        """``Armenia, Belarus and Russia``."""
        return join(self.countries)


@dataclass(frozen=True)
class InstrumentRow(Row):
    """A treaty or other text."""

    title: str = ""
    kind: str = ""
    signed: str = ""
    place: str = ""
    in_force: str = ""
    ended: str = ""
    registration: str = ""
    note: str = ""
    founding: bool = False


@dataclass(frozen=True)
class OrganRow(Row):
    """A body."""

    name: str = ""
    native: list[NativeName] = field(default_factory=list)
    level: str = ""
    seat: str = ""
    since: str = ""
    text: str = ""


@dataclass(frozen=True)
class HeadRow(Row):
    """A chief executive."""

    name: str = ""
    office: str = ""
    country: str = ""
    years: str = ""
    since: str = ""
    acting: bool = False


@dataclass(frozen=True)
class ActivityRow(Row):
    """Something the organization does or did."""

    name: str = ""
    kind: str = ""
    years: str = ""
    place: str = ""
    text: str = ""
    #: Whether it goes on at the edition's day.
    under_way: bool = True


@dataclass(frozen=True)
class EventRow(Row):
    """A dated event."""

    date: str = ""
    place: str = ""
    text: str = ""
    major: bool = False


@dataclass(frozen=True)
class TextRow(Row):
    """An aim, a competence or a relation."""

    text: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Rating(Row):
    """A judgement on one criterion."""

    framework: str = ""
    criterion: str = ""
    title: str = ""
    question: str = ""
    explanation: str = ""
    label: str = ""
    level: int = 0
    top: int = 1
    confidence: str = ""
    reason: str = ""
    holder: str = ""


@dataclass(frozen=True)
class RatingGroup:
    """The judgements on criteria that share a scale."""

    title: str
    scale: list[tuple[str, str]]
    ratings: list[Rating]


def flagged(text: str, confidence: str) -> str:
    """``text``, with a dagger where no source that was opened confirms it."""
    if confidence != "unverified":
        return text
    return escape(text) + Markup('<span class="unverified">†</span>')


def cites_of(facts: Iterable[object]) -> list[str]:
    """The sources of several facts, in order."""
    return [citation for fact in facts for citation in getattr(fact, "source", [])]


def cited_by(rows: Iterable[Row]) -> list[str]:
    """The distinct sources of lines, in order of appearance."""
    return list(dict.fromkeys(citation for row in rows for citation in row.cite))


def native_names(names: dict[str, str]) -> list[NativeName]:
    """Names by language tag, each with its language in English."""
    return [NativeName(tag, language_name(tag), text) for tag, text in names.items()]


def language_name(tag: str) -> str:
    """``Russian`` for ``ru``; the tag itself where the language is not known."""
    locale = Locale.parse("en_GB")
    return str(locale.languages.get(tag.split("-")[0], tag))
