"""Every printed fact can be followed to its line and its source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Workspace

SHEET = "out/now/students/alpha-fact-sheet-students-now"


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """A project whose manifest lists a fact sheet of each edition, in all formats."""
    records = [
        {"path": f"out/{edition}/students/alpha-fact-sheet-students-{edition}.{form}",
         "organization": "alpha", "as_of": day}
        for edition, day in (("now", "2020-12-31"), ("2010", "2010-06-30"))
        for form in ("pdf", "docx", "html", "md")
    ]  # fmt: skip
    out = workspace.path / "out"
    out.mkdir()
    (out / "manifest.json").write_text(json.dumps({"documents": records}), encoding="utf-8")
    return workspace


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_word_in_a_document_leads_to_its_line_and_source(listed: Workspace, form: str) -> None:
    code, said = listed.command("trace", f"{SHEET}.{form}", "Ben", "Second")
    assert code == 0
    assert "data/organizations/alpha.yaml:11  alpha.heads.2: Ben Second" in said
    assert "source: treaty: Pact of Riverton, 1999-05-01, https://example.org/pact" in said
    assert "1 fact found." in said


def test_a_past_edition_is_traced_to_what_held_then(listed: Workspace) -> None:
    _, said = listed.command("trace", "out/2010/students/alpha-fact-sheet-students-2010.pdf")
    assert "alpha.heads.2" in said
    assert "alpha.events.2" not in said  # of 2012


def test_a_document_that_is_not_listed_is_said(listed: Workspace) -> None:
    code, said = listed.command("trace", "out/now/students/gamma.pdf")
    assert code == 1
    assert "does not list this document" in said


def test_a_command_is_run_from_anywhere(
    listed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = listed.command("trace", "alpha.heads.2")
    assert (code, "Ben Second" in said) == (0, True)
