"""How well one colour is told from another (WCAG 2.2, contrast ratio and relative luminance)."""

from __future__ import annotations

_LEAST = 4.5
_STEPS = 50


def contrast(one: str, other: str) -> float:
    """The contrast of two hexadecimal colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, *grounds: str, towards: str) -> str:
    """``colour`` as text that is read on all of these (WCAG 2.2, 1.4.3: 4.5 to 1).

    Args:
        colour: as it is wished for.
        grounds: what the text stands on.
        towards: the colour of which as much is mixed in as it takes, such as black.
    """
    for step in range(_STEPS):
        found = mixed(towards, colour, step / _STEPS)
        if all(contrast(found, ground) >= _LEAST for ground in grounds):
            return found
    return towards


def mixed(colour: str, other: str, share: float) -> str:
    """``share`` of ``colour``, the rest of ``other``: a tint that any printer can print."""
    parts = (
        round(int(colour[at : at + 2], 16) * share + int(other[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def luminance(colour: str) -> float:
    """The relative luminance of a hexadecimal sRGB colour, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
