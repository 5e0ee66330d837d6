"""Treaties and other texts, and who is party to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orgbriefs.content.lines import by_name, is_unverified
from orgbriefs.content.values import Country, Instrument, Party, TreatyRecord
from orgbriefs.data import model
from orgbriefs.language.language import Language


def instrument_lines(
    written: Sequence[model.Instrument], countries: Mapping[str, Country], language: Language
) -> tuple[Instrument, ...]:
    """The instruments in the order of ``written``, each with its parties by name."""
    return tuple(_instrument(entry, countries, language) for entry in written)


def treaty_records(
    instruments: Sequence[Instrument], language: Language
) -> tuple[TreatyRecord, ...]:
    """Each country's part in the instruments, those that left most of them first."""
    parties = [party for instrument in instruments for party in instrument.parties]
    records = []
    for country in by_name({party.country for party in parties}, language):
        own = tuple(party for party in parties if party.country == country)
        left = sum(bool(party.denounced or party.ended) for party in own)
        records.append(
            TreatyRecord(code=country.code.lower(), country=country, parties=own, left=left)
        )
    return tuple(sorted(records, key=lambda record: -record.left))


def _instrument(
    written: model.Instrument, countries: Mapping[str, Country], language: Language
) -> Instrument:
    parties = [_party(written, party, countries) for party in written.parties]
    names = by_name({party.country for party in parties}, language)
    return Instrument(
        sources=written.source,
        unverified=is_unverified(written),
        title=written.title,
        kind=written.kind,
        signed=written.signed,
        place=written.place,
        in_force=written.in_force,
        ended=written.ended,
        registration=written.registration,
        note=written.note,
        founding=written.founding,
        parties=tuple(sorted(parties, key=lambda party: names.index(party.country))),
    )


def _party(
    instrument: model.Instrument, party: model.Party, countries: Mapping[str, Country]
) -> Party:
    return Party(
        sources=party.source,
        unverified=is_unverified(party),
        instrument=instrument.title,
        country=countries[party.country].name,
        signed=party.signed,
        ratified=party.ratified,
        in_force=party.in_force,
        denounced=party.denounced,
        ended=party.ended,
        note=party.note,
    )
