"""What was found sound is not looked at again, until anything that it rests on changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import copy_of_project

import orgbriefs.check
import orgbriefs.check.documents
from orgbriefs.check import check_project
from orgbriefs.check.soundness import Soundness
from orgbriefs.project import Project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_project(tmp_path)


@pytest.fixture
def filled_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the documents that were filled in."""
    found: list[str] = []
    compose = orgbriefs.check.documents.compose_with

    def noted(*arguments: object, **options: object) -> object:
        found.append(str(options["identifier"]))
        return compose(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(orgbriefs.check.documents, "compose_with", noted)
    return found


def checked(root: Path) -> list[str]:
    project = Project(root)
    sound = Soundness(project)
    problems = [problem.text(root) for problem in check_project(project, None, sound)]
    sound.keep()
    return problems


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_a_change_concerns_is_filled_in_again(root: Path, filled_in: list[str]) -> None:
    assert checked(root) == []
    all_ = len(filled_in)
    assert all_ > 20
    filled_in.clear()
    assert checked(root) == []
    assert filled_in == []
    replaced(root / "data/organizations/alpha.yaml", "status: member", "status: membr")
    assert len(checked(root)) == 1
    replaced(root / "data/organizations/alpha.yaml", "status: membr", "status: observer")
    assert checked(root) == []
    assert 0 < len(filled_in) < all_


def test_sources_are_set_again_only_where_one_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    find = orgbriefs.check.citation_style_problems

    def noted(*arguments: object) -> object:
        looked.append("at sources")
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(orgbriefs.check, "citation_style_problems", noted)
    assert checked(root) == []
    assert len(looked) == 1
    replaced(root / "data/organizations/alpha.yaml", "status: member", "status: observer")
    assert checked(root) == []
    assert len(looked) == 1
    replaced(root / "data/sources.yaml", "title: ", "title: New ")
    assert checked(root) == []
    assert len(looked) == 2


def test_a_fault_is_told_each_time_and_its_mending_is_seen(root: Path) -> None:
    assert checked(root) == []
    layout = root / "templates/documents/layout.html"
    replaced(layout, "<main>", "<main>{{ 1 / 0 }}")
    first = checked(root)
    assert first
    assert checked(root) == first
    replaced(layout, "{{ 1 / 0 }}", "")
    assert checked(root) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda root: replaced(root / "config.yaml", "publisher:", "publisher: New"),
        lambda root: (root / "templates/styles/base.css").open("a").write("p { color: red }\n"),
        lambda root: (
            (root / "data/pictures").mkdir(exist_ok=True)
            or (root / "data/pictures/new.svg").write_text("<svg/>")
        ),
        lambda root: (root / "data/statuses.yaml").unlink(),
        lambda root: (root / "data/other.yaml").symlink_to("statuses.yaml"),
    ],
)
def test_any_change_is_seen(root: Path, change: Callable[[Path], object]) -> None:
    before = Soundness(Project(root)).whole
    assert Soundness(Project(root)).whole == before
    change(root)
    assert Soundness(Project(root)).whole != before


def test_other_software_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Soundness(Project(root)).whole
    monkeypatch.setattr("orgbriefs.check.soundness.software", lambda: {"jinja2": "other"})
    assert Soundness(Project(root)).whole != before


@pytest.mark.parametrize("text", ["", "[]", "{", '"word"'])
def test_a_record_that_cannot_be_read_counts_as_none(root: Path, text: str) -> None:
    sound = Soundness(Project(root))
    sound.found("key")
    sound.keep()
    path = root / "out/.work/sound.json"
    assert json.loads(path.read_text(encoding="utf-8")) == {"key": []}
    path.write_text(text, encoding="utf-8")
    assert Soundness(Project(root)).told("key") is None
