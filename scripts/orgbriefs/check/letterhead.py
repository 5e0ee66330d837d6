"""The user's letterhead for Word."""

from __future__ import annotations

from pathlib import Path

from orgbriefs.problems import Problem
from orgbriefs.render.word.letterhead import problems


def letterhead_problems(templates: Path) -> list[Problem]:
    """What is wrong with ``word/letterhead.docx`` in the folder of templates, if it is there."""
    return problems(templates / "word" / "letterhead.docx")
