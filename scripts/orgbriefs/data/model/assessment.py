"""Judgements against frameworks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model.fact import Foreseen, Sources
from orgbriefs.data.model.record import Identifier, Paragraph, Record, Text


class Assessment(Record):
    """One judgement by a named holder, of a date, on one criterion of a framework."""

    framework: Identifier
    criterion: Identifier
    holder: Text = Field(description="whose judgement it is")
    date: PartialDate = Field(description="the day to which the judgement holds")
    rating: Identifier = Field(description="a step of the criterion's scale")
    confidence: Literal["high", "medium", "low"]
    reason: Paragraph
    source: Sources
    foresees: Foreseen
