"""What a build makes again, and what it does not: told by content, and said in plain words."""

from __future__ import annotations

import json
import re

import pytest
from conftest import Workspace
from little import (
    BETA,
    FAULT,
    SHEET,
    TEMPLATE,
    built_once,
    documents,
    does_nothing,
    fails,
    keep_time,
    little,
    state,
)

__all__ = ["built_once", "little"]


def manifest(space: Workspace) -> list[str]:
    text = (space.path / "out/manifest.json").read_text(encoding="utf-8")
    return [record["path"] for record in json.loads(text)["documents"]]


def test_a_failed_build_stays_red_until_it_is_mended(little: Workspace) -> None:
    before = documents(little)
    little.edit(TEMPLATE, *FAULT)
    for _ in range(2):
        said = fails(little)
        assert f"{TEMPLATE}:" in said
        assert re.search(r"0 built, 8 unchanged, 4 failed, in \d+ s\.", said)
        assert documents(little) == before
    assert "its last build failed" in little.snakemake("-n").stderr
    little.edit(TEMPLATE, FAULT[1], "<!-- mended -->{%")
    assert len(little.built()) == 4
    assert does_nothing(little)


def test_a_mistake_that_is_undone_rebuilds_nothing(little: Workspace) -> None:
    for file, old, new in [(TEMPLATE, *FAULT), ("data/organizations/beta.yaml", "CC", "ZZ")]:
        little.edit(file, old, new)
        fails(little)
        little.edit(file, new, old)
        assert does_nothing(little)


def test_what_changed_is_told_by_content_and_not_by_time(little: Workspace) -> None:
    keep_time(little, TEMPLATE, "{%", "<!-- a note -->{%")
    assert len(little.built()) == 4
    keep_time(little, *BETA, earlier=1_000_000)
    rebuilt = little.built()
    assert len(rebuilt) == 8
    assert not [name for name in rebuilt if name.startswith("alpha-")]
    for path in (little.path / "templates").rglob("*"):
        path.touch()
    for path in (little.path / "data").rglob("*"):
        path.touch()
    assert does_nothing(little)


@pytest.mark.parametrize(
    "file",
    [
        "data/statuses.yaml",
        "data/frameworks/plain.yaml",
        "templates/styles/tokens.yaml",
        "templates/styles/web.css",
        "templates/sections.yaml",
        "templates/documents/factsheet/factsheet.html",
    ],
)
def test_a_deleted_file_is_noticed(little: Workspace, file: str) -> None:
    before = documents(little)
    (little.path / file).unlink()
    fails(little)
    after = documents(little)
    assert [path for path in before if path.endswith((".html", ".pdf"))] == [
        path for path in after if path.endswith((".html", ".pdf"))
    ]


def test_a_comment_rebuilds_nothing(little: Workspace) -> None:
    little.edit("data/organizations/beta.yaml", "id: beta", "# a comment\nid:   beta")
    assert does_nothing(little, "-n")
    done = little.snakemake("factsheets")
    assert "Nothing to be done" in done.stderr, done.stderr


def test_another_audience_rebuilds_no_other_document(little: Workspace) -> None:
    folder = little.path / "templates/audiences/teachers"
    folder.mkdir()
    (folder / "audience.yaml").write_text("title: teachers\nreads_as: students\n")
    little.edit("config.yaml", "policymakers, students]", "policymakers, students, teachers]")
    rebuilt = little.built()
    assert len(rebuilt) == 6
    assert all("teachers" in name for name in rebuilt)


def test_only_the_setting_that_shapes_a_document_rebuilds_it(little: Workspace) -> None:
    audience = "templates/audiences/students/audience.yaml"
    little.edit(audience, "Teaching material", "For teaching")
    assert all("students" in name for name in little.built())
    little.edit(audience, "title:", "# a comment\ntitle:")
    assert does_nothing(little)
    little.edit("config.yaml", "Names imply no opinion.", "Names imply nothing.")
    assert len(little.built()) == 12


def test_a_style_sheet_or_letterhead_that_is_added_is_noticed(little: Workspace) -> None:
    (little.path / "templates/audiences/students/web.css").write_text("h1 { color: inherit }\n")
    rebuilt = little.built()
    assert len(rebuilt) == 4
    assert all("fact-sheet-students" in name for name in rebuilt)


def test_other_versions_of_libraries_rebuild_everything(little: Workspace) -> None:
    receipts = sorted((little.path / "out/.work/receipts").rglob("*.html.json"))
    for path in receipts:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub('"weasyprint": ".*"', '"weasyprint": "1.0"', text))
    said = little.snakemake("-n").stderr
    assert f"{len(receipts)} documents would be built." in said
    assert "because the software changed: weasyprint 1.0 → " in said


def test_a_document_that_is_deleted_or_changed_is_made_again(little: Workspace) -> None:
    content = (little.path / SHEET).read_bytes()
    (little.path / SHEET).unlink()
    assert "because it was deleted" in little.snakemake("-n").stderr
    assert little.built(SHEET) == [SHEET.rpartition("/")[2]]
    assert (little.path / SHEET).read_bytes() == content
    (little.path / SHEET).write_text("spoilt")
    assert "because it was changed" in little.snakemake("-n").stderr
    assert len(little.built()) == 1
    assert (little.path / SHEET).read_bytes() == content


def test_what_is_spoilt_in_the_working_folder_heals(little: Workspace) -> None:
    work = little.path / "out/.work"
    for name in ("editions/now/alpha.json", "receipts/published/now/provenance.md.json"):
        (work / name).write_text("{")
    next((work / "fonts").glob("*/serif-400.ttf")).write_bytes(b"")
    little.built()
    assert does_nothing(little)


def test_a_dry_run_touches_nothing_and_says_why(little: Workspace) -> None:
    little.edit(*BETA)
    little.edit(TEMPLATE, *FAULT)
    before = state(little.path)
    said = little.snakemake("-n").stderr
    assert state(little.path) == before
    assert "10 documents would be built." in said
    assert f"{SHEET}\n    because these changed: {TEMPLATE}\n" in said
    sheet = "out/2010/policymakers/beta-fact-sheet-policymakers-2010.html"
    assert f"{sheet}\n    because these changed: data/organizations/beta.yaml\n" in said
    new = little.path / "out/now"
    new.rename(little.path / "out/later")
    assert "because it was deleted" in little.snakemake("-n").stderr


def test_the_summary_counts_all_documents(little: Workspace) -> None:
    assert len(manifest(little)) == 12
    (little.path / SHEET).unlink()
    said = little.snakemake().stderr
    assert f"\n  built  {SHEET}\n" in said
    assert re.search(r"1 built, 11 unchanged, 0 failed, in \d+ s\.", said)
    assert manifest(little) == sorted(manifest(little))
    assert SHEET in manifest(little)


def test_one_faulty_organization_holds_back_only_its_own(little: Workspace) -> None:
    before = documents(little)
    little.edit("data/organizations/beta.yaml", "country: CC", "country: ZZ")
    little.edit("data/organizations/alpha.yaml", "Ada First", "Ada Erste")
    said = fails(little)
    assert "data/organizations/beta.yaml:7:15: " in said
    assert "  built  out/now/policymakers/alpha-" in said
    assert "  built  out/now/policymakers/beta-" not in said
    after = documents(little)
    assert list(after) == list(before)
    assert len(manifest(little)) == 12
    assert all(after[p] == before[p] for p in before if "/beta-" in p or "/test-groups-" in p)


def test_reports_are_not_lost_by_a_failure(little: Workspace) -> None:
    report = little.path / "out/now/provenance.md"
    before = report.read_bytes()
    little.edit("data/organizations/beta.yaml", "country: CC", "country: ZZ")
    fails(little, "provenance")
    assert report.read_bytes() == before
    little.edit("data/organizations/beta.yaml", "country: ZZ", "country: CC")
    assert does_nothing(little, "provenance")
    report.unlink()
    assert little.snakemake("out/now/provenance.md").returncode == 0
    assert report.read_bytes() == before
