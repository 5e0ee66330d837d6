"""The design: contrast, colours told apart by everyone, one place for each value."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
import yaml
from coloraide import Color
from conftest import ROOT

from orgbriefs.figures.drawing import mixed
from orgbriefs.figures.members_map import OTHER
from orgbriefs.figures.tokens import Tokens
from orgbriefs.view.design import contrast

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
        tint = Color(mixed(colour, TOKENS.colours.paper, OTHER)).filter(sight)
        land = Color(TOKENS.colours.tint).filter(sight)
        for one, other in combinations((full, tint, land), 2):
            assert one.delta_e(other, method="76") >= APART, (name, sight)


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
