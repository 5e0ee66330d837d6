"""Frameworks for judging organizations."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.fact import Sources
from orgbriefs.data.model.record import Identifier, Record, Text


class ScaleStep(Record):
    """A step of a rating scale. ``level`` orders the steps from 0 upwards."""

    id: Identifier
    label: Text
    meaning: Text
    level: int = Field(ge=0, le=9)


class Criterion(Record):
    """One role or question of a framework."""

    id: Identifier
    title: Text
    question: Text
    explanation: Text


class CriterionGroup(Record):
    """Criteria that share a scale."""

    id: Identifier
    title: Text
    scale: list[ScaleStep] = Field(min_length=2)
    criteria: list[Criterion] = Field(min_length=1)


class Framework(Record):
    """An analytical framework: ``data/frameworks/<id>.yaml``."""

    id: Identifier
    name: Text
    description: Text
    source: Sources
    groups: list[CriterionGroup] = Field(min_length=1)
