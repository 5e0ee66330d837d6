"""What an organization does."""

from __future__ import annotations

from typing import Literal

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import Paragraph, Text


class Activity(Period, Fact):
    """An operation, exercise, force, programme or agreement at work."""

    name: Text
    kind: Literal["operation", "exercise", "force", "programme", "institution"]
    place: Text | None = None
    text: Paragraph
