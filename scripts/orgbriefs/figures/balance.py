"""How weight is spread inside each organization: a bar of shares for each measure."""

from __future__ import annotations

from collections.abc import Sequence

from orgbriefs.edition.balance import MEASURES, Balance, Measure, balance, balances
from orgbriefs.edition.participation import present_name, with_article
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join, percent

_LABELS: dict[Measure, str] = {
    "population": "population",
    "gdp": "GDP",
    "military_expenditure": "military spending",
}
_BAR, _STEP, _GAP, _HEADING = 3.9, 4.7, 2.4, 4.8
_LEFT, _TOP = 30.0, 1.0
#: A share is named in its bar when the bar is at least so wide, in millimetres a letter.
_LETTER = 1.75


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    found = {e.organization.id: list(balances(e)) for e in editions}
    told = [
        f"{present_name(e).abbreviation}, {_LABELS[b.measure]} {b.year}: "
        + join([f"{w.country.name} {percent(w.share)}" for w in b.weights])
        for e in editions
        for b in found[e.organization.id]
    ]
    missing = {
        measure: sorted(
            {
                country.name
                for entries in found.values()
                for b in entries
                if b.measure == measure
                for country in b.missing
            }
        )
        for measure in MEASURES
    }
    if not told:
        return Caption("The data hold no figures by year", "No figures by year.")
    years = sorted({b.year for entries in found.values() for b in entries})
    note = f"Figures of {join(years)}. Shares are of the participants with a figure."
    unknown = [f"{_LABELS[m]} of {join(names)}" for m, names in missing.items() if names]
    if unknown:
        note += f" Not known: {'; '.join(unknown)}."
    return Caption(_finding(editions), f"Bars of shares. {'; '.join(told)}.", note)


def _finding(editions: Sequence[OrganizationAt]) -> str:
    """Where one state has more than half, by the last measure that tells."""
    for measure in reversed(MEASURES):
        known = [(e, b) for e in editions if (b := balance(e, measure)) is not None]
        if not known:
            continue
        what = _LABELS[measure]
        if len(known) == 1:
            edition, only = known[0]
            share = percent(only.largest.share)
            place = with_article(present_name(edition))
            return f"{only.largest.country.name} has {share} of the {what} in {place}"
        over = [b for _, b in known if b.largest.share > 0.5]
        number = "each" if len(over) == len(known) else in_words(len(over))
        names = [
            f"{b.largest.country.name} in {with_article(present_name(e))}"
            for e, b in known
            if b in over
        ]
        if not over:
            return f"No state has more than half of the {what} in any of the organizations"
        return (
            f"One state has more than half of the {what} in {number} of the "
            f"{in_words(len(known))}: {join(names)}"
        )
    raise AssertionError("told only where there are figures")


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    groups = [(e, list(balances(e))) for e in editions]
    height = sum(_HEADING + len(bars) * _STEP + _GAP for _, bars in groups if bars)
    drawing = Drawing(_TOP + max(height, 8.0), tokens)
    top = _TOP
    for edition, bars in groups:
        if not bars:
            continue
        colour = edition.organization.colour
        drawing.text(
            0.5, top + 3.4, present_name(edition).abbreviation, size=9, weight=600, fill=colour
        )
        top += _HEADING
        for entry in bars:
            label = _LABELS[entry.measure]
            drawing.text(0.5, top + 2.9, label[0].upper() + label[1:], size=8)
            _bar(drawing, entry, top, colour)
            top += _STEP
        top += _GAP
    return drawing.svg(describe(editions))


def _bar(drawing: Drawing, entry: Balance, top: float, colour: str) -> None:
    colours = drawing.tokens.colours
    width = drawing.width - _LEFT
    at = _LEFT
    for rank, weight in enumerate(entry.weights):
        length = weight.share * width
        fill = colour if rank == 0 else colours.tint if rank % 2 else colours.rule
        ink = colours.paper if rank == 0 else colours.ink
        drawing.box(at, top, length, _BAR, fill, colours.paper, 0.3)
        for words in (
            f"{weight.country.name} {percent(weight.share)}",
            weight.country.name,
            weight.country.code,
        ):
            if length >= len(words) * _LETTER + 1.5:
                drawing.text(at + 1.2, top + 2.85, words, size=7.2, fill=ink)
                break
        at += length
