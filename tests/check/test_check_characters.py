"""Characters that no font has, in the data."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest

from orgbriefs.check import check_project, documents
from orgbriefs.project import Project

TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("organizations/alpha.yaml", "name: Ben Second", "name: Ben ꙮꙮ"),
        ("sources.yaml", "title: Pact of Riverton", "title: Pact of ꙮꙮ"),
    ],
)
def test_a_text_no_font_has_is_told_once_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    root = tmp_path / "project"
    shutil.copytree(TESTS / "project", root)
    shutil.copytree(TESTS.parent / "templates", root / "templates")
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def covered() -> Collection[int]:
        return set(range(0xA000))

    monkeypatch.setattr(documents, "printable", covered)
    found = check_project(Project(root))
    number = path.read_text(encoding="utf-8").partition("ꙮ")[0].count("\n") + 1
    assert {(p.place.file, p.place.line) for p in found} == {(path, number)}
    assert all("U+A66E (ꙮ)" in p.message for p in found)
