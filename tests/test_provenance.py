"""Every printed fact can be followed to its line and its source."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import Workspace
from lxml import etree
from reading import text_of

from orgbriefs.cli import main

SHEET = "out/now/students/alpha-fact-sheet-students-now.pdf"
HANDOUT = "out/now/students/alpha-handout-students-now.docx"


def traced(space: Workspace, *arguments: str) -> tuple[int, str]:
    before = Path.cwd()
    os.chdir(space.path)
    try:
        result = CliRunner().invoke(main, ["trace", *arguments])
    finally:
        os.chdir(before)
    return result.exit_code, result.output


def test_a_word_in_a_document_leads_to_its_line_and_source(built: Workspace) -> None:
    code, said = traced(built, SHEET, "Ben", "Second")
    assert code == 0
    assert "data/organizations/alpha.yaml:11  alpha.heads.2: Ben Second" in said
    assert "source: treaty: Pact of Riverton, 1999-05-01, https://example.org/pact" in said
    assert "1 fact found." in said


def test_a_past_edition_is_traced_to_what_held_then(built: Workspace) -> None:
    _, said = traced(built, "out/2010/students/alpha-fact-sheet-students-2010.pdf")
    assert "alpha.heads.2" in said
    assert "alpha.events.2" not in said  # of 2012


def test_each_pdf_carries_its_facts(built: Workspace) -> None:
    with pikepdf.open(built.path / SHEET) as pdf:
        assert list(pdf.attachments) == ["facts.json"]
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Data"]
        content = json.loads(pdf.attachments["facts.json"].get_file().read_bytes())
    (resolved,) = [r for r in content["resolved"] if r["as_of"] == "2020-12-31"]
    assert resolved["organization"]["id"] == "alpha"
    assert [r["id"] for r in resolved["references"]] == ["treaty"]


def test_each_word_file_carries_its_facts(built: Workspace) -> None:
    with zipfile.ZipFile(built.path / HANDOUT) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        part = etree.fromstring(package.read("customXml/facts.xml"))
    assert part.tag == "{urn:orgbriefs:facts}facts"
    assert json.loads(part.text)["resolved"][0]["organization"]["id"] == "alpha"


def test_the_manifest_names_what_carries_the_facts(built: Workspace) -> None:
    records = json.loads((built.path / "out/manifest.json").read_text())["documents"]
    names = {record["format"]: record["facts"] for record in records}
    assert names == {
        "pdf": "facts.json",
        "docx": "customXml/facts.xml",
        "html": None,
        "md": None,
    }


def test_each_edition_has_a_report_on_its_sources(built: Workspace) -> None:
    report = (built.path / "out/2010/provenance.md").read_text(encoding="utf-8")
    assert "100.0% verified" in report
    assert "| without a source | 0 |" in report


def test_an_edition_with_too_few_verified_facts_fails(workspace: Workspace) -> None:
    alpha = (workspace.path / "data/organizations/alpha.yaml").read_text(encoding="utf-8")
    (workspace.path / "data/organizations/alpha.yaml").write_text(
        alpha.replace("place: Riverton, founding", "confidence: unverified, founding")
        .replace("name: Ada First", "confidence: unverified, name: Ada First")
        .replace("name: Ben Second", "confidence: unverified, name: Ben Second"),
        encoding="utf-8",
    )
    workspace.edit("config.yaml", "house:", "provenance: {verified: 0.95}\nhouse:")
    done = workspace.snakemake("out/now/provenance.md")
    assert done.returncode != 0
    assert "of the facts of edition now, too few are verified" in done.stderr


@pytest.mark.parametrize("draft", [False, True])
def test_what_is_not_verified_is_never_silent(workspace: Workspace, draft: bool) -> None:
    workspace.edit(
        "data/organizations/alpha.yaml",
        "status: member, from: 2011-01-01",
        "confidence: unverified, status: member, from: 2011-01-01",
    )
    workspace.built(*(["--config", "draft=true"] if draft else []), "--", SHEET)
    text = text_of(workspace.path / SHEET)
    assert "† No source that the editors could open confirms this." in text
    assert ("Draft, not for publication" in text) == draft


def test_a_document_without_doubt_has_no_dagger(built: Workspace) -> None:
    assert "†" not in text_of(built.path / SHEET)
