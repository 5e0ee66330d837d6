"""How weight is spread inside each organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.content.captions.wording import of_all
from orgbriefs.content.values import Caption, Organization, Weight
from orgbriefs.data.model import MEASURES
from orgbriefs.language.collation import collation_key
from orgbriefs.language.values import Message, Value, message


def caption(organizations: Sequence[Organization]) -> Caption:
    """Where one state has more than half."""
    weights = [(o, w) for o in organizations for w in o.weights]
    if not weights:
        return Caption(
            title=message("figure.balance.title-empty"),
            alt=message("figure.balance.alt-empty"),
            note=None,
        )
    bars = tuple(
        message(
            "figure.balance.bar",
            name=o.name.abbreviation,
            measure=_measure(w.measure),
            year=str(w.year),
            shares=tuple(
                message("figure.balance.share", country=s.country, share=s.share) for s in w.shares
            ),
        )
        for o, w in weights
    )
    return Caption(
        title=_finding(organizations),
        alt=message("figure.balance.alt", bars=bars),
        note=_note([w for _, w in weights]),
    )


def _note(weights: Sequence[Weight]) -> Message:
    years: tuple[Value, ...] = tuple(sorted({str(w.year) for w in weights}))
    unknown = []
    for measure in MEASURES:
        countries = {c for w in weights if w.measure == measure for c in w.missing}
        if countries:
            named = tuple(sorted(countries, key=lambda country: collation_key(country.name)))
            unknown.append(message("weight.measure-of", measure=_measure(measure), countries=named))
    if not unknown:
        return message("figure.balance.note", years=years)
    return message("figure.balance.note-and-missing", years=years, missing=tuple(unknown))


def _finding(organizations: Sequence[Organization]) -> Message:
    """Where one state has more than half, by the last measure that tells."""
    for measure in reversed(MEASURES):
        known = [(o, w) for o in organizations for w in o.weights if w.measure == measure]
        if known:
            return _of_measure(known)
    raise AssertionError("told only where there are figures")


def _of_measure(known: Sequence[tuple[Organization, Weight]]) -> Message:
    measure = _measure(known[0][1].measure)
    if len(known) == 1:
        organization, only = known[0]
        leading = tuple(s.country for s in only.shares if s.share == only.largest.share)
        return message(
            "figure.balance.title-of-one",
            countries=leading,
            number=len(leading),
            share=only.largest.share,
            measure=measure,
            name=organization.short,
        )
    over = tuple(
        message("figure.balance.leader", country=w.largest.country, name=o.short)
        for o, w in known
        if w.largest.share > 0.5
    )
    if not over:
        return of_all("figure.balance.title-none", len(known), measure=measure)
    if len(over) == len(known):
        return of_all("figure.balance.title-each", len(known), measure=measure, leaders=over)
    return message(
        "figure.balance.title-some",
        measure=measure,
        number=len(over),
        total=len(known),
        leaders=over,
    )


@dataclass(frozen=True)
class Part:
    """A part of a whole, from 0 to 1, and what is said of it."""

    share: float
    words: Message


def parts_of(weight: Weight) -> list[Part]:
    """The largest, the second and the rest: of one, its name; of more, how many."""
    named = [
        Part(s.share, message("figure.balance.share", country=s.country, share=s.share))
        for s in weight.shares
    ]
    rest = named[2:]
    if len(rest) > 1:
        share = sum(part.share for part in rest)
        words = message("figure.balance.others", number=len(rest), share=share)
        return [*named[:2], Part(share, words)]
    return named


def _measure(measure: str) -> Message:
    return message(f"measure.{measure}")
