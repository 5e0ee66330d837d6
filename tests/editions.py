"""Contents of the small project's organizations, for tests of what templates are given."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from small_project import PROJECT

from orgbriefs.content.changes import changes_content
from orgbriefs.content.organization import organization_content
from orgbriefs.content.values import Changes, Organization
from orgbriefs.data.library import Library, load_library
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.language.language import Language

SECTIONS = ("summary", "origins", "activities", "peg")


@cache
def library(data: Path = PROJECT) -> Library:
    return load_library(data / "data")


@cache
def english() -> Language:
    return Language.load("en-GB")


def edition(name: str, day: date, data: Path = PROJECT) -> OrganizationAt:
    return resolve_organization(library(data), name, day)


def content(name: str, day: date, *readers: str, data: Path = PROJECT) -> Organization:
    at = edition(name, day, data)
    return organization_content(at, readers or ("policymakers",), SECTIONS, {}, english())


def changes(name: str, before: date, after: date, data: Path = PROJECT) -> Changes:
    return changes_content(
        edition(name, before, data), edition(name, after, data), before, english()
    )


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
