"""The objects of a PDF in their final bytes.

pydyf makes the bytes of an object each time that it is asked: once for the document's identifier
and once to write it. To compress every page twice takes a good part of the writing.
"""

from __future__ import annotations

import pydyf


class _Settled(pydyf.Object):
    """An object that changes no more; only what is no stream may be compressed with others."""

    compressible = False
    data = b""


def freed() -> pydyf.Object:
    """What stands in the place of an object that is gone; 0 is the number of what is free."""
    item = _Settled()
    item.number, item.free = 0, "f"
    return item


def settle(pdf: pydyf.PDF) -> None:
    """Make the bytes of all objects, once, when nothing of them changes any more."""
    for number, before in enumerate(pdf.objects):
        if before.free != "f":
            item = pdf.objects[number] = _Settled()
            item.number, item.data = number, before.data
            item.compressible = before.compressible
