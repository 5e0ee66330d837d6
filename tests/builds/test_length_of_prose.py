"""How much the briefing papers of the data that ship ask of each audience."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import project_at
from reading import prose_words
from small_project import ROOT


@pytest.mark.parametrize(
    ("audience", "least", "most"),
    [("policymakers", 4500, 6000), ("journalists", 2000, 2500), ("students", 5000, 7000)],
)
def test_a_briefing_paper_is_as_long_as_its_readers_have_time_for(
    tmp_path: Path, audience: str, least: int, most: int
) -> None:
    name = f"security-groupings-briefing-paper-{audience}-current.html"
    (page,) = project_at(tmp_path / "project", ROOT).make(f"out/current/{audience}/{name}")
    assert least <= prose_words(page) <= most
