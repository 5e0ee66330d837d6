"""An organization, with all that is written of it."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model.activity import Activity
from orgbriefs.data.model.assessment import Assessment
from orgbriefs.data.model.event import Event
from orgbriefs.data.model.head import Head
from orgbriefs.data.model.instrument import Instrument
from orgbriefs.data.model.language import WorkingLanguage
from orgbriefs.data.model.membership import Membership
from orgbriefs.data.model.name import Name
from orgbriefs.data.model.organ import Organ
from orgbriefs.data.model.passage import Texts
from orgbriefs.data.model.record import Identifier, Record
from orgbriefs.data.model.relation import Relation
from orgbriefs.data.model.seat import Seat
from orgbriefs.data.model.statement import Statement
from orgbriefs.data.model.watch import WatchItem


class Organization(Record):
    """One organization: ``data/organizations/<id>.yaml``."""

    id: Identifier
    founded: PartialDate = Field(description="the first day on which documents speak of it")
    colour: str = Field(
        default="#44546a", pattern=r"^#[0-9a-f]{6}$", description="its colour in every figure"
    )
    names: list[Name] = Field(min_length=1)
    seats: list[Seat] = Field(default_factory=list)
    languages: list[WorkingLanguage] = Field(default_factory=list)
    heads: list[Head] = Field(default_factory=list)
    #: None of it where an edition is as of a day on which nobody took part yet.
    membership: list[Membership]
    instruments: list[Instrument] = Field(default_factory=list)
    organs: list[Organ] = Field(default_factory=list)
    aims: list[Statement] = Field(default_factory=list)
    competences: list[Statement] = Field(default_factory=list)
    activities: list[Activity] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    assessments: list[Assessment] = Field(default_factory=list)
    watch: list[WatchItem] = Field(default_factory=list, description="what lies ahead")
    texts: Texts = Field(default_factory=dict)
