"""How weight is spread inside each organization."""

from __future__ import annotations

from collections.abc import Sequence

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
        return message(
            "figure.balance.title-of-one",
            country=only.largest.country,
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
        return message("figure.balance.title-none", measure=measure)
    form = "figure.balance.title-each" if len(over) == len(known) else "figure.balance.title-some"
    return message(form, measure=measure, number=len(over), total=len(known), leaders=over)


def _measure(measure: str) -> Message:
    return message(f"measure.{measure}")
