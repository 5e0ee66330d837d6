"""The comparative paper."""

from __future__ import annotations

from pydantic import Field

from orgbriefs.data.model.passage import Texts
from orgbriefs.data.model.record import Identifier, Record, Text
from orgbriefs.data.model.watch import WatchItem


class Comparison(Record):
    """The comparative paper: ``data/comparison.yaml``."""

    id: Identifier = Field(description="begins the file names of the comparative documents")
    title: Text
    subtitle: Text
    framework: Identifier
    organizations: list[Identifier] = Field(min_length=1, description="in the order of the paper")
    watch: list[WatchItem] = Field(default_factory=list, description="what lies ahead")
    texts: Texts
