"""Bundles: what is in them, for whom, and that the same documents give the same bytes."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

from conftest import Workspace
from handed_out import built_once, bundled, own
from lxml import html as lxml_html

from orgbriefs.distribution.bundles import write_bundle

__all__ = ["built_once", "bundled", "own"]
BESIDE = {"LICENCE.txt", "SHA256SUMS", "index.html", "manifest.json", "sources.json", "style.css"}


def bundles(space: Workspace) -> list[Path]:
    found = sorted((space.path / "out/bundles").iterdir())
    assert [path.name for path in found] == [
        "alpha-documents.zip",
        "beta-documents.zip",
        "test-groups-policymakers-2010.zip",
        "test-groups-policymakers-now.zip",
        "test-groups-students-2010.zip",
        "test-groups-students-now.zip",
    ]
    return found


def test_a_bundle_holds_what_is_its_own_and_nothing_else(bundled: Workspace) -> None:
    manifest = json.loads((bundled.path / "out/manifest.json").read_text(encoding="utf-8"))
    paths = [record["path"] for record in manifest["documents"]]
    published = {p.removeprefix("out/"): (bundled.path / p).read_bytes() for p in paths}
    for bundle in bundles(bundled):
        with zipfile.ZipFile(bundle) as archive:
            held = set(archive.namelist()) - BESIDE
            assert set(archive.namelist()) >= BESIDE
            subject, *_, edition = bundle.stem.split("-")
            if bundle.stem.endswith("-documents"):
                expected = {path for path in published if f"/{subject}-" in path}
            else:
                audience = bundle.stem.split("-")[2]
                expected = {p for p in published if p.startswith(f"{edition}/{audience}/")}
            assert held == expected
            assert held
            for path in held:
                assert archive.read(path) == published[path]


def test_its_page_leads_to_each_document(bundled: Workspace) -> None:
    for bundle in bundles(bundled):
        with zipfile.ZipFile(bundle) as archive:
            page = lxml_html.document_fromstring(archive.read("index.html"))
            links = {a.get("href") for a in page.iter("a") if ":" not in a.get("href")}
            assert links == set(archive.namelist()) - {"index.html", "style.css"}
            assert page.findtext(".//h1") == page.findtext(".//title")
            licence = archive.read("LICENCE.txt").decode()
            assert "https://creativecommons.org/licenses/by/4.0/" in licence


def test_nothing_for_others_is_in_it(own: Workspace) -> None:
    """A passage for students, and the source that only it cites."""
    own.edit(
        "data/sources.yaml",
        "references:\n",
        "references:\n  - {id: lesson, type: webpage, rank: record, title: Lesson book, "
        "issued: 2001, URL: 'https://example.org/lesson'}\n",
    )
    own.edit(
        "data/organizations/alpha.yaml",
        "texts:\n",
        "texts:\n  question:\n    - {text: 'Who taught whom [@lesson]?', for: [students]}\n",
    )
    done = own.snakemake("bundles")
    assert done.returncode == 0, done.stderr
    found = {}
    for bundle in bundles(own):
        with zipfile.ZipFile(bundle) as archive:
            found[bundle.stem] = "lesson" in archive.read("sources.json").decode()
    assert found == {
        "alpha-documents": True,
        "beta-documents": False,
        "test-groups-policymakers-2010": False,
        "test-groups-policymakers-now": False,
        "test-groups-students-2010": True,
        "test-groups-students-now": True,
    }


def test_the_same_documents_give_the_same_bytes(own: Workspace) -> None:
    plan = own.plan()
    before = {path.name: path.read_bytes() for path in bundles(own)}
    for document in (own.path / "out/now").rglob("*.*"):
        document.touch()
        document.chmod(0o600)
    for name, bundle in plan.bundles.items():
        write_bundle(plan, bundle)
        assert plan.folders.bundle(name).read_bytes() == before[name]
    with zipfile.ZipFile(own.path / "out/bundles" / next(iter(before))) as archive:
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.create_system, member.external_attr) == (3, 0o100644 << 16)
            assert member.compress_type == zipfile.ZIP_STORED


def test_a_change_makes_the_bundles_anew_that_it_concerns(own: Workspace) -> None:
    before = {path.name: path.read_bytes() for path in bundles(own)}
    own.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    done = own.snakemake("bundles")
    assert done.returncode == 0, done.stderr
    after = {path.name: path.read_bytes() for path in bundles(own)}
    assert {name for name in after if after[name] != before[name]} == set(after) - {
        "alpha-documents.zip"
    }


def test_a_document_that_fails_holds_back_its_bundles_alone(own: Workspace) -> None:
    before = {path.name: path.read_bytes() for path in bundles(own)}
    own.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    own.edit("templates/audiences/students/factsheet.html", "{%", "{{ nobody.said }}{%")
    done = own.snakemake("bundles")
    assert done.returncode != 0
    after = {path.name: path.read_bytes() for path in bundles(own)}
    changed = {name for name in after if after[name] != before[name]}
    assert "test-groups-policymakers-now.zip" in changed
    assert not {"beta-documents.zip", "test-groups-students-now.zip"} & changed


def test_bundles_of_what_is_no_longer_configured_are_removed(own: Workspace) -> None:
    own.edit("config.yaml", "[policymakers, students]", "[students]")
    done = own.snakemake()
    assert done.returncode == 0, done.stderr
    assert "removed  out/bundles/test-groups-policymakers-now.zip" in done.stderr
    assert not (own.path / "out/bundles/test-groups-policymakers-now.zip").exists()


def test_a_bundle_is_asked_for_by_its_path(own: Workspace) -> None:
    path = own.path / "out/bundles/alpha-documents.zip"
    before = path.read_bytes()
    path.unlink()
    done = own.snakemake("out/bundles/alpha-documents.zip")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    done = own.snakemake("out/bundles/alfa-documents.zip")
    assert done.returncode != 0
    assert "did you mean 'alpha-documents.zip'?" in done.stderr


def test_what_is_withheld_is_in_no_bundle_and_no_checksums(own: Workspace) -> None:
    with (own.path / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write("withheld: {audiences: [students], editions: ['2010']}\n")
    # Before the next build, the bundles that hold it are not handed out.
    code, said = own.command("publish", str(own.path / "published"))
    assert (code, "it is not beside the archive" in said) == (1, True), said
    done = own.snakemake("all", "bundles")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (own.path / "out/bundles").iterdir()}
    assert names == {
        "alpha-documents.zip",
        "beta-documents.zip",
        "test-groups-policymakers-now.zip",
    }
    for name in names:
        with zipfile.ZipFile(own.path / "out/bundles" / name) as archive:
            assert not [p for p in archive.namelist() if "students" in p or p.startswith("2010/")]
    sums = (own.path / "out/SHA256SUMS").read_text(encoding="utf-8")
    assert "students" not in sums
    assert "  2010/" not in sums
    code, said = own.command("verify", str(own.path / "out"))
    assert code == 0, said


def test_checksums_are_of_all_that_readers_find(own: Workspace) -> None:
    """Pages of the site too, where there is one; nothing that lies there by chance."""
    out = own.path / "out"
    (out / "note.txt").write_text("not ours", encoding="utf-8")
    assert own.command("manifest")[0] == 0
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, text=True, check=False
    )
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert done.returncode == 0, done.stderr
    everything = {p.relative_to(out).as_posix() for p in out.rglob("[!.]*") if p.is_file()}
    within = {path for path in everything if not path.startswith(".work/")}
    reports = {path for path in within if path.endswith(("/provenance.md", "/copy-fitting.md"))}
    assert len(reports) == 4
    assert "index.html" in checked
    assert checked == within - {"note.txt", "SHA256SUMS", *reports}
