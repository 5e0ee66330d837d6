"""The design: contrast, colours told apart by everyone, one place for each value."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from coloraide import Color
from small_project import ROOT

from orgbriefs.design import Design, faces, fonts
from orgbriefs.design.contrast import contrast, mixed
from orgbriefs.design.tokens import Tokens
from orgbriefs.problems import InputError

TOKENS = Tokens.read(ROOT / "templates/styles/tokens.yaml")
GROUNDS = ("paper", "tint", "accent_tint")
#: What the eye just tells apart is about 2.3 (CIE76, Mahy et al. 1994); figures need far more.
APART = 12.0
#: Three kinds of colour blindness, complete, and a printer without colour.
SIGHTS = ("protan", "deutan", "tritan", "grayscale")


def colours_of_organizations() -> dict[str, str]:
    files = sorted((ROOT / "data/organizations").glob("*.yaml"))
    assert len(files) >= 4
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["colour"] for path in files}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "muted", "accent"])
def test_text_has_contrast_of_level_aa(ink: str, ground: str) -> None:
    assert contrast(getattr(TOKENS.colours, ink), getattr(TOKENS.colours, ground)) >= 4.5


@pytest.mark.parametrize("colour", ["#8a6414", "#ffe08a", "#ffffff", "#000000", "#2f7dd1"])
def test_an_organization_s_colour_can_be_read_by_day_and_night(colour: str, tmp_path: Path) -> None:
    tokens = Design.read(ROOT / "templates", tmp_path).in_colour(colour).tokens
    for colours in (tokens.colours, tokens.web.dark):
        for ground in GROUNDS:
            assert contrast(colours.accent, getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "muted", "accent"])
def test_text_has_contrast_at_night(ink: str, ground: str) -> None:
    dark = TOKENS.web.dark
    assert contrast(getattr(dark, ink), getattr(dark, ground)) >= 4.5


def test_what_is_printable_is_what_the_font_files_cover(tmp_path: Path) -> None:
    for name in faces.FACES:
        fonts.make_font(name, tmp_path / name)
    assert fonts.printable() == fonts.coverage(tmp_path)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_names_in_the_colours_of_organizations_can_be_read() -> None:
    for name, colour in colours_of_organizations().items():
        assert contrast(colour, TOKENS.colours.paper) >= 4.5, name


@pytest.mark.parametrize("sight", SIGHTS)
def test_filled_and_empty_are_told_apart_without_colour(sight: str) -> None:
    """Figures tell a status by fill: full, tinted or empty. Those must differ for everyone."""
    for name, colour in colours_of_organizations().items():
        full = Color(colour).filter(sight)
        tint = Color(mixed(colour, TOKENS.colours.paper, TOKENS.figures.tints.looser)).filter(sight)
        land = Color(TOKENS.colours.tint).filter(sight)
        for one, other in combinations((full, tint, land), 2):
            assert one.delta_e(other, method="76") >= APART, (name, sight)


def test_no_type_gets_smaller_than_can_be_read() -> None:
    """9 points for running text, 8 for tables and captions, 7 for notes."""
    smallest = TOKENS.sizes.at(0.5, TOKENS.floors)
    assert (smallest.body, smallest.small, smallest.tiny) >= (9, 8, 7)
    assert TOKENS.display.caption >= 8
    assert TOKENS.sizes.at(1.0, TOKENS.floors) == TOKENS.sizes
    # What is set in parts of another size: superscripts and marks alone are smaller.
    parts = re.compile(r"font(?:-size)?:[^;}]*?(?<![\d.])(0?\.\d+)(?:r?em)|font-size: (\d\d)%")
    for path in sorted((ROOT / "templates/styles").glob("*.css")):
        if path.name != "web.css":
            lines = path.read_text(encoding="utf-8").splitlines()
            found = [line for line in lines if parts.search(line) and "vertical-align" not in line]
            assert not found, (path.name, found)


def test_no_style_sheet_or_template_sets_a_colour_of_its_own() -> None:
    files = [*(ROOT / "templates").rglob("*.css"), *(ROOT / "templates").rglob("*.html")]
    assert len(files) > 20
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files
        for match in re.finditer(
            r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;\s])|rgb\(", path.read_text()
        )
    ]
    assert not found


def test_no_style_sheet_sets_a_size_or_space_of_its_own() -> None:
    """Lengths come from tokens; multiples of the type size (em, rem) and of tokens are fine."""
    files = sorted((ROOT / "templates").rglob("*.css"))
    assert len(files) > 8
    length = re.compile(r"(?<![\w.-])(?!0(?:pt|mm|px)\b)\d*\.?\d+(?:pt|mm|cm|px|in)\b")
    found = []
    for path in files:
        text = re.sub(r"/\*.*?\*/|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in length.finditer(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('ink: "#1c2430"', "ink: 1c2430", "colour"),
        ('ink: "#1c2430"', 'ink: "red; } body { display: none"', "colour"),
        ("body: 9.6", "body: -1", "body"),
        ("body: 9.6", "body: .inf", "body"),
        ("body: 9.6", "bodi: 9.6", "bodi"),
    ],
)
def test_a_faulty_token_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (ROOT / "templates/styles/tokens.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "tokens.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Tokens.read(path)
    assert any(said in str(problem) for problem in caught.value.problems)


def test_font_files_are_static_and_the_same_each_time(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    assert len(faces.FACES) == 47
    for name in faces.FACES:
        once, again = tmp_path / "once" / name, tmp_path / "again" / name
        for path in (once, again):
            path.parent.mkdir(exist_ok=True)
            fonts.make_font(name, path)
        assert once.read_bytes() == again.read_bytes()
        with TTFont(once) as font:
            assert "fvar" not in font
            assert "CFF2" not in font
    covered = fonts.coverage(tmp_path / "once")
    assert {ord(c) for c in "aЖαшę上臺直한ア†−"} <= covered
    assert {ord(c) for c in "ჯԱعשअবதඑทកລကሀ"} <= covered
    assert ord("ꦄ") not in covered
