"""``orgbriefs verify``: every difference is found and named, in a folder, a copy and an archive."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from handed_out import built_once, bundled, handed_out

from orgbriefs.cli import main
from orgbriefs.distribution.archive import write_archive

__all__ = ["built_once", "bundled", "handed_out"]
PAPER = "now/students/test-groups-changes-students-2010-to-now.pdf"
SHEET = "2010/students/alpha-fact-sheet-students-2010.html"
BUNDLE = "bundles/test-groups-students-now.zip"


def verified(place: Path, *options: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["verify", str(place), *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output.splitlines()


def zipped(folder: Path) -> Path:
    """A folder as an archive, whoever made it."""
    return Path(shutil.make_archive(str(folder), "zip", folder))


def test_a_copy_and_an_archive_of_it_are_as_they_were_made(handed_out: Path) -> None:
    files = len((handed_out / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert files > 12 + 6
    told = [f"{files} files are as SHA256SUMS says, 12 documents as manifest.json says."]
    assert verified(handed_out) == (0, told)
    assert verified(zipped(handed_out)) == (0, told)
    for bundle in (handed_out / "bundles").iterdir():
        assert verified(bundle)[0] == 0


def one_byte(folder: Path) -> None:
    content = bytearray((folder / PAPER).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / PAPER).write_bytes(content)


def removed(folder: Path) -> None:
    (folder / SHEET).unlink()


def added(folder: Path) -> None:
    (folder / "now" / "extra.html").write_text("<p>", encoding="utf-8")


def without_checksums(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()


def another_claim(folder: Path) -> None:
    """Of the manifest, with checksums made to fit."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    record = next(r for r in content["documents"] if r["path"].endswith(PAPER))
    record.update(pages=99, title="Another title")
    path.write_text(json.dumps(content), encoding="utf-8")


def another_bundle(folder: Path) -> None:
    """A whole one, but of other documents than lie beside it."""
    with zipfile.ZipFile(folder / BUNDLE) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    del members["style.css"]
    with (folder / BUNDLE).open("wb") as stream:
        write_archive(stream, members)


def linked(folder: Path) -> None:
    (folder / SHEET).unlink()
    (folder / SHEET).symlink_to(folder / PAPER)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (one_byte, [f"changed  {PAPER}: its SHA-256 is"]),
        (removed, [f"missing  {SHEET}"]),
        (added, ["added    now/extra.html"]),
        (without_checksums, ["missing  SHA256SUMS: nothing tells which files there were"]),
        (another_claim, ["changed  manifest.json: its SHA-256 is"]),
        (another_bundle, [f"changed  {BUNDLE}: its SHA-256 is"]),
        (linked, [f"changed  {SHEET}"]),
    ],
)
def test_each_difference_is_named(
    handed_out: Path, spoil: Callable[[Path], None], named: list[str]
) -> None:
    spoil(handed_out)
    places = [handed_out] if spoil is linked else [handed_out, zipped(handed_out)]
    for place in places:
        code, told = verified(place)
        assert code == 1
        for beginning in named:
            assert any(line.startswith(beginning) for line in told), told


def sums_made_to_fit(folder: Path, name: str) -> None:
    """As whoever changes a file may change the checksums, too."""
    path = folder / "SHA256SUMS"
    lines = [line for line in path.read_text().splitlines() if not line.endswith(f"  {name}")]
    lines.append(f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}")
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def test_what_the_manifest_claims_is_looked_at_in_the_documents(handed_out: Path) -> None:
    another_claim(handed_out)
    sums_made_to_fit(handed_out, "manifest.json")
    code, told = verified(handed_out)
    assert code == 1
    assert any("its pages is 1, and 99 in manifest.json" in line for line in told), told
    assert any("and Another title in manifest.json" in line for line in told), told


def test_what_the_manifest_claims_of_web_pages_is_looked_at(handed_out: Path) -> None:
    path = handed_out / SHEET
    text = path.read_text(encoding="utf-8").replace('lang="en-GB"', 'lang="fr"', 1)
    text = text.replace("<title>", "<title>Not ", 1)
    path.write_text(text, encoding="utf-8")
    manifest = handed_out / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    record = next(r for r in content["documents"] if r["path"].endswith(SHEET))
    record.update(sha256=sha256(text.encode()).hexdigest(), bytes=len(text.encode()))
    manifest.write_text(json.dumps(content), encoding="utf-8")
    for name in (SHEET, "manifest.json"):
        sums_made_to_fit(handed_out, name)
    _, told = verified(handed_out)
    assert f"changed  {SHEET}: its language is fr, and en-GB in manifest.json" in told
    assert any(line.startswith(f"changed  {SHEET}: its title is Not ") for line in told), told


def test_what_is_in_a_bundle_is_looked_at(handed_out: Path) -> None:
    another_bundle(handed_out)
    sums_made_to_fit(handed_out, BUNDLE)
    code, told = verified(handed_out)
    assert (code, told[0]) == (1, f"missing  {BUNDLE}: style.css")


def test_a_bundle_of_earlier_documents_is_found(handed_out: Path) -> None:
    """Its documents are whole, but not those that lie beside it."""
    path = handed_out / "now/students/alpha-fact-sheet-students-now.html"
    path.write_bytes(path.read_bytes() + b"\n")
    sums_made_to_fit(handed_out, "now/students/alpha-fact-sheet-students-now.html")
    code, told = verified(handed_out)
    assert code == 1
    found = [line for line in told if "another one than beside the archive" in line]
    assert [line.split(":")[0] for line in found] == [
        "changed  bundles/alpha-documents.zip",
        f"changed  {BUNDLE}",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no zip", "this is no whole zip file"),
        (b"PK\x03\x04 cut off", "this is no whole zip file"),
    ],
)
def test_what_is_no_archive_is_told_in_words(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    code, lines = verified(path)
    assert (code, told in lines[0]) == (1, True), lines
    assert "there is nothing here" in verified(tmp_path / "nowhere")[1][0]


def test_dangerous_archives_and_checksums_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for name in ("../outside", "/etc/passwd", "a/../../b"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        assert "what is in it lies outside of it" in verified(path)[1][0]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  ../x.zip\nnonsense\n", encoding="utf-8")
    code, told = verified(folder)
    assert code == 1
    assert "SHA256SUMS:1:1: not a checksum and the path of a file" in told[0]
    assert "SHA256SUMS:2:1: " in "\n".join(told)
