"""What the workflow tells whoever reports its progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass
class Bulletin:
    """Filled in by the workflow at the beginning and the end of a build."""

    #: Where readers find the documents, as it is told.
    readers: str = "out"
    #: Why each document has to be made, by its path.
    reasons: Mapping[str, str] = field(default_factory=dict)
    #: How many documents are current, and how many there are, now.
    counts: Callable[[], tuple[int, int]] = lambda: (0, 0)
    #: The rule after which a document is where readers find it.
    last_step: str = "document"
    #: Whether a document that was to be made is current now, by its edition, audience and name.
    made: Callable[[str, str, str], bool] = lambda edition, audience, name: False
    #: What to say of a target that there is not.
    unknown: Callable[[str], str] = lambda target: f"there is no {target}"


#: Of the one workflow that this process runs.
BULLETIN = Bulletin()
