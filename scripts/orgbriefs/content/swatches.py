"""The design's colours, as a specimen shows them."""

from __future__ import annotations

from dataclasses import asdict

from orgbriefs.content.values import Swatch
from orgbriefs.design.contrast import contrast
from orgbriefs.design.tokens import Tokens


def swatches_of(tokens: Tokens) -> tuple[Swatch, ...]:
    """The colours by name, each with its contrast with the paper."""
    colours = asdict(tokens.colours)
    return tuple(
        Swatch(name=name.replace("_", " "), value=value, contrast=contrast(value, colours["paper"]))
        for name, value in colours.items()
    )
