"""The languages in which organizations work."""

from __future__ import annotations

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import LanguageTag


class WorkingLanguage(Period, Fact):
    """A language in which the organization works."""

    language: LanguageTag
