"""The fittest source of each fact, for documents that have no room for all of them."""

from __future__ import annotations

from orgbriefs.data.citations import Citation
from orgbriefs.data.fitness import RANKS
from orgbriefs.data.model import Fact, Instrument, Record
from orgbriefs.edition.record import OrganizationAt


def with_fittest_sources(edition: OrganizationAt) -> OrganizationAt:
    """Each fact with one source: that of the best rank; of equal ones, the first that is given.

    A fact with a note keeps all: the note may say where they differ. So does what passages cite.
    """
    ranks = {reference.id: reference.rank for reference in edition.references}

    def fitness(citation: Citation) -> int:
        rank = ranks.get(citation.key)
        return len(RANKS) if rank is None else RANKS.index(rank)

    def brief(entry: Record) -> Record:
        update: dict[str, object] = {}
        if isinstance(entry, Fact) and not getattr(entry, "note", None):
            update["source"] = (min(entry.source, key=fitness),)
        if isinstance(entry, Instrument):
            update["parties"] = [brief(party) for party in entry.parties]
        return entry.model_copy(update=update)

    organization = edition.organization
    lists = {
        name: [brief(entry) for entry in value]
        for name in type(organization).model_fields
        if isinstance(value := getattr(organization, name), list)
    }
    return edition.model_copy(update={"organization": organization.model_copy(update=lists)})
