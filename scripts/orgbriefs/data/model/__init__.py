"""The shape of every data file. Strict: a key that is not described here is an error.

Dates: ``from`` is the day something began, ``to`` the last day on which it held; see
:mod:`orgbriefs.data.dates` for months and years. Country codes are ISO 3166-1 alpha-2,
languages BCP 47. ``source`` names entries of ``sources.yaml``, each with an optional
locator after a comma: ``bailes2007, sec. IV``.
"""

from __future__ import annotations

from orgbriefs.data.model.activity import Activity
from orgbriefs.data.model.article import Article
from orgbriefs.data.model.assessment import Assessment
from orgbriefs.data.model.comparison import Comparison
from orgbriefs.data.model.country import (
    MEASURES,
    Countries,
    Country,
    Figure,
    Measure,
    Year,
    figures_of,
)
from orgbriefs.data.model.event import Event
from orgbriefs.data.model.fact import Confidence, Fact, Foreseen, Period, Sources
from orgbriefs.data.model.framework import Criterion, CriterionGroup, Framework, ScaleStep
from orgbriefs.data.model.glossary import Abbreviation, Glossary, GlossaryTerm
from orgbriefs.data.model.head import Head
from orgbriefs.data.model.instrument import Instrument
from orgbriefs.data.model.language import WorkingLanguage
from orgbriefs.data.model.membership import Membership
from orgbriefs.data.model.name import Name
from orgbriefs.data.model.organ import LEVELS, Level, Organ
from orgbriefs.data.model.organization import Organization
from orgbriefs.data.model.party import Party
from orgbriefs.data.model.passage import Passage, Texts
from orgbriefs.data.model.record import Address, CountryCode, Identifier, LanguageTag, Record, Text
from orgbriefs.data.model.reference import (
    VARIABLES,
    CitationKey,
    Contributor,
    Rank,
    Reference,
    References,
)
from orgbriefs.data.model.relation import Relation
from orgbriefs.data.model.seat import Seat
from orgbriefs.data.model.statement import Statement
from orgbriefs.data.model.status import Status, Statuses
from orgbriefs.data.model.watch import WatchItem

__all__ = [
    "LEVELS",
    "MEASURES",
    "VARIABLES",
    "Abbreviation",
    "Activity",
    "Address",
    "Article",
    "Assessment",
    "CitationKey",
    "Comparison",
    "Confidence",
    "Contributor",
    "Countries",
    "Country",
    "CountryCode",
    "Criterion",
    "CriterionGroup",
    "Event",
    "Fact",
    "Figure",
    "Foreseen",
    "Framework",
    "Glossary",
    "GlossaryTerm",
    "Head",
    "Identifier",
    "Instrument",
    "LanguageTag",
    "Level",
    "Measure",
    "Membership",
    "Name",
    "Organ",
    "Organization",
    "Party",
    "Passage",
    "Period",
    "Rank",
    "Record",
    "Reference",
    "References",
    "Relation",
    "ScaleStep",
    "Seat",
    "Sources",
    "Statement",
    "Status",
    "Statuses",
    "Text",
    "Texts",
    "WatchItem",
    "WorkingLanguage",
    "Year",
    "figures_of",
]
