"""The design's colours, as a specimen shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAPER = "paper"


@dataclass(frozen=True)
class Swatch:
    """A colour token: its value, and its contrast with the paper."""

    name: str
    value: str
    contrast: str


def swatches_of(colours: Mapping[str, str]) -> list[Swatch]:
    """The colours by name, each with its contrast, as ``7.1 : 1``."""
    return [
        Swatch(name.replace("_", " "), value, f"{contrast(value, colours[PAPER]):.1f} : 1")
        for name, value in colours.items()
    ]


def contrast(one: str, other: str) -> float:
    """The contrast of two hexadecimal colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a hexadecimal sRGB colour, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
