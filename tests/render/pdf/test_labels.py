"""Labels of figures stand where they did when each letter is set for itself."""

from __future__ import annotations

import re

import pytest
import weasyprint

from orgbriefs.render.pdf.labels import labels_whole

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm" viewBox="0 0 60 20">'
    '<text x="30" y="10" font-size="4" text-anchor="{}" {}>Uzbekistan</text></svg>'
)
_PLACES = re.compile(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm")
_SHIFT = re.compile(rb"1 0 0 1 (-[\d.]+) 0 cm")


def _written(anchor: str, more: str = "") -> bytes:
    picture = SVG.format(anchor, more)
    return bytes(weasyprint.HTML(string=picture).write_pdf(uncompressed_pdf=True))


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_label_is_set_at_once_where_it_stood(anchor: str) -> None:
    before = _written(anchor)
    with labels_whole():
        after = _written(anchor)
    (place,) = _PLACES.findall(after)
    letters = _PLACES.findall(before)
    assert len(letters) == len("Uzbekistan")
    shift = float(_SHIFT.findall(before)[0]) if anchor != "start" else 0.0
    assert float(place[0]) == pytest.approx(float(letters[0][0]) + shift, abs=0.5)
    assert place[1] == letters[0][1]
    assert b"/Form" not in after


def test_what_is_placed_letter_by_letter_is_left_alone() -> None:
    before = _written("start", 'dx="1 2"')
    with labels_whole():
        assert _written("start", 'dx="1 2"') == before
