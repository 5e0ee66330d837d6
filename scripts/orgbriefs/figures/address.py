"""A document's address as a code that a camera reads (QR code, ISO/IEC 18004)."""

from __future__ import annotations

import io

import segno

from orgbriefs.design import Design

#: The side of the code in millimetres, and the free space around it in its modules.
_SIDE, _QUIET = 18.0, 4


def draw_address(address: str, words: str, design: Design) -> str:
    """The code as SVG.

    Args:
        address: what it leads to.
        words: its title and alternative text.
        design: its colours.
    """
    code = segno.make(address, micro=False, error="m")
    modules = code.symbol_size(border=_QUIET)[0]
    written = io.BytesIO()
    code.save(
        written,
        kind="svg",
        border=_QUIET,
        scale=_SIDE / modules,
        unit="mm",
        dark=design.tokens.colours.ink,
        light=design.tokens.colours.paper,
        title=words,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return written.getvalue().decode("utf-8")
