"""What lies in the site: bytes, or what is made only when what it is made from has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Derived:
    """A file of which it is known what it is made from, and that takes long to make."""

    #: The digest of what it is made from.
    source: str
    make: Callable[[], bytes]


Content: TypeAlias = bytes | Derived
