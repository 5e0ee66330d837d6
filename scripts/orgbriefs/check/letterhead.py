"""The user's letterhead for Word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from orgbriefs.design import Design
from orgbriefs.language.language import Language
from orgbriefs.render.word.letterhead import fitted_out
from orgbriefs.render.word.styles import house_document


def letterhead_remarks(path: Path, design: Design, language: Language) -> Sequence[str]:
    """What the house lends a letterhead, and what of it is not used.

    Raises:
        InputError: when it cannot be used.
    """
    if not path.exists():
        return ()
    return fitted_out(path, house_document(design.tokens, "A4", language.tag)).remarks
