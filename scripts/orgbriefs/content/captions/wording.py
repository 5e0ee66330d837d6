"""The wording of findings on several organizations: ``both`` of two, ``all`` of more."""

from __future__ import annotations

from orgbriefs.language.values import Message, Value, message

_PAIR = 2


def of_all(identifier: str, total: int, **parts: Value) -> Message:
    """The message for so many organizations; of two, there is one of its own."""
    if total == _PAIR:
        return message(f"{identifier}-of-two", **parts)
    return message(identifier, total=total, **parts)
