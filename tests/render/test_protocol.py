"""What all renderers have in common."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import warnings
from pathlib import Path
from typing import get_args

import pytest
from sheets import composed, order

from orgbriefs.config import Format
from orgbriefs.render import renderer_for

FORMATS = get_args(Format)
BODY = (
    "<main><h1>Sheet</h1><p>Words<span class='footnote'>A note.</span> and "
    "<a href='https://example.org/'>a link</a>.</p>"
    "<figure><figcaption><span class='label' data-number='1'>Figure\N{NO-BREAK SPACE}1.</span> "
    "Bars</figcaption><img src='figure:bars' alt='A bar.'></figure></main>"
)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_document_gives_the_same_bytes(format: Format, tmp_path: Path) -> None:
    first = renderer_for(format).render(composed(BODY), order(tmp_path))
    assert len(first.content) > 50
    assert first.warnings == ()
    assert renderer_for(format).render(composed(BODY), order(tmp_path)).content == first.content


@pytest.mark.parametrize("format", FORMATS)
def test_one_document_leaves_no_trace_in_the_next(format: Format, tmp_path: Path) -> None:
    alone = renderer_for(format).render(composed(BODY), order(tmp_path)).content
    other = composed(BODY.replace("Words", "Other words"), title="Other", identifier="other")
    assert renderer_for(format).render(other, order(tmp_path, "p { color: red }")).content != alone
    assert renderer_for(format).render(composed(BODY), order(tmp_path)).content == alone


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("format", FORMATS)
def test_the_process_is_left_as_it_was(format: Format, collecting: bool, tmp_path: Path) -> None:
    def state() -> object:
        loggers = [logging.getLogger(name) for name in (None, "weasyprint", "fontTools")]
        heard = [(x.level, x.propagate, x.disabled, list(x.handlers)) for x in loggers]
        return gc.isenabled(), heard, list(warnings.filters), logging.root.manager.disable

    renderer_for(format)
    if not collecting:
        gc.disable()
    try:
        before = state()
        renderer_for(format).render(composed(BODY), order(tmp_path))
        assert state() == before
    finally:
        gc.enable()


def test_renderers_are_imported_where_they_are_used() -> None:
    code = (
        "import sys, orgbriefs.render; orgbriefs.render.renderer_for('md');"
        "print([m for m in ('weasyprint', 'docx', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
