"""``orgbriefs``, the command: ends without a word when it is interrupted, even while it starts."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType

#: Data and layouts are many objects that live until the end: after so many new ones, Python looks
#: for those that nobody needs.
_MANY = 100_000


def run() -> None:
    """The command line."""
    signal.signal(signal.SIGINT, _end)
    from orgbriefs.client import ask

    if (code := ask(sys.argv[1:])) is not None:
        sys.exit(code)
    gc.set_threshold(_MANY)
    from orgbriefs.cli import main

    main()


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    run()
