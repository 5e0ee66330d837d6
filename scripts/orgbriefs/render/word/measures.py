"""The sizes and spaces of the house's Word styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from orgbriefs.design.tokens import Tokens


@dataclass(frozen=True)
class Look:
    """The type size of a style, and the space before and after its paragraphs, in points."""

    size: float
    before: float
    after: float


@dataclass(frozen=True)
class Measures:
    """What the design says of Word."""

    looks: Mapping[str, Look]
    #: Leading, as a multiple of that of the font: of lists and small print, of text, of headings.
    line: float
    line_text: float
    line_heading: float
    line_normal: float
    #: In millimetres.
    margin: float
    margin_top: float
    callout_indent: float
    bibliography_indent: float
    #: In points.
    bar: float
    rule: float
    hairline: float
    border_gap: float
    cell_above: float
    cell_beside: float
    gutter: float


def measures_of(tokens: Tokens) -> Measures:
    """The measures that the design tokens give."""
    size = tokens.sizes
    return Measures(
        looks=MappingProxyType(
            {
                "Normal": Look(10, 0, 0),
                "Body Text": Look(10, 0, 5),
                "Title": Look(size.h1 - 2, 2, 2),
                "Heading 1": Look(size.h2, 7, 2),
                "Heading 2": Look(size.h3 + 0.5, 10, 3),
                "Heading 3": Look(10.5, 8, 2),
                "Subtitle": Look(11.5, 0, 6),
                "Standfirst": Look(11.5, 5, 4),
                "Series Line": Look(8.5, 0, 4),
                "Source Line": Look(8, 1, 5),
                "Caption": Look(9.5, 8, 3),
                "Table Text": Look(8.5, 0.4, 0.4),
                "Table Heading": Look(8.5, 0.4, 0.4),
                "Table Row Heading": Look(8.5, 0.4, 0.4),
                "Table Text Lead": Look(8.5, 0.4, 0.4),
                "Table Row Heading Lead": Look(8.5, 0.4, 0.4),
                "Figure": Look(10, 0, 2),
                "Bibliography": Look(8.5, 0, 2),
                "toc 1": Look(9.5, 0, 2),
                "Minor Heading": Look(9.5, 12, 2),
                "Small Print": Look(8, 0, 2),
                "Callout": Look(10, 0, 4),
                "Callout Heading": Look(10, 4, 2),
                "Writing Line": Look(10.5, 10, 0),
                "footnote text": Look(8, 0, 1.5),
                "Header": Look(8, 0, 0),
                "Footer": Look(8, 0, 0),
                "List Bullet": Look(10, 0, 2.5),
                "List Number": Look(10, 0, 2.5),
            }
        ),
        line=1.1,
        line_text=1.12,
        line_heading=1.05,
        line_normal=1.15,
        margin=tokens.grid.margin,
        margin_top=tokens.grid.margin - 2,
        callout_indent=3,
        bibliography_indent=4,
        bar=3,
        rule=1,
        hairline=0.5,
        border_gap=6,
        cell_above=1,
        cell_beside=3,
        gutter=20,
    )
