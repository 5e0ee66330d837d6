"""What lies in the site: bytes, or what is made of one finished file when that has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Derived:
    """A file that is made of another one alone, and takes long to make."""

    #: The digest of what it is made from.
    source: str
    make: Callable[[], bytes]


Content: TypeAlias = bytes | Derived
