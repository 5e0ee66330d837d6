"""Fonts within a web page: what it shows and no more, always the same."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from orgbriefs.design.fonts import FontFile, font_files, make_font
from orgbriefs.design.webfonts import embedded

#: Files of the house, and one of another script.
SERIF, SANS, ARMENIAN = "serif-400.ttf", "sans-600.ttf", "armenian-400.ttf"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[FontFile, ...]:
    folder = tmp_path_factory.mktemp("fonts")
    for name in (SERIF, SANS, ARMENIAN):
        make_font(name, folder / name)
    return tuple(file for file in font_files(folder) if file.url.endswith((SERIF, SANS, ARMENIAN)))


def faces_in(css: str) -> dict[str, TTFont]:
    found = re.findall(r"font-family: '([^']+)'.*?base64,([A-Za-z0-9+/=]+)\)", css)
    return {
        family: TTFont(io.BytesIO(base64.b64decode(content, validate=True)))
        for family, content in found
    }


def test_a_face_has_what_is_shown_and_no_more(files: tuple[FontFile, ...]) -> None:
    faces = faces_in(embedded(files, "Հայաստան, Армения, 12 %"))
    assert list(faces) == ["Source Serif 4", "Source Sans 3", "Noto Sans Armenian"]
    for family in ("Source Serif 4", "Source Sans 3"):
        face = faces[family]
        assert face.flavor == "woff"
        assert set(map(ord, "Армения, 12 %")) <= set(face.getBestCmap())
        assert ord("Ж") not in face.getBestCmap()
        assert len({face["hmtx"][face.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1
        assert {f.FeatureTag for f in face["GPOS"].table.FeatureList.FeatureRecord} >= {"kern"}
    assert set(map(ord, "Հայաստան")) <= set(faces["Noto Sans Armenian"].getBestCmap())


def test_a_list_is_numbered_in_any_case(files: tuple[FontFile, ...]) -> None:
    assert set(map(ord, "0123456789.")) <= set(
        faces_in(embedded(files, "Да"))["Source Serif 4"].getBestCmap()
    )


def test_a_face_without_any_of_it_is_left_out(files: tuple[FontFile, ...]) -> None:
    assert list(faces_in(embedded(files, "Հ"))) == ["Noto Sans Armenian"]


def test_the_same_page_has_the_same_fonts(files: tuple[FontFile, ...]) -> None:
    text = "Astana, Kazakhstan"
    assert embedded(files, text) == embedded(files, text[::-1])
