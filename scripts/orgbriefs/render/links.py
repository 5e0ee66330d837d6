"""Which addresses a finished document may lead to."""

from __future__ import annotations

#: What a reader may be led to by a click; anything else could run something.
_SCHEMES = ("http://", "https://", "mailto:", "#")


def is_safe(address: str) -> bool:
    """Whether an address leads to a place in the document, a web page or a mailbox."""
    return address.strip().lower().startswith(_SCHEMES)
