"""How organizations stand to others."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.fact import Fact, Period
from orgbriefs.data.model.record import Text


class Relation(Period, Fact):
    """A relation with another organization or state."""

    with_: Text = Field(alias="with", description="an organization's id, or a name")
    text: Text
