"""Every kind of wrong input, as data: a wrong file and the message it must get.

``cases/<name>/wrong.yaml`` begins with a comment that names the file it takes the place of;
``cases/<name>/message.txt`` is what ``orgbriefs check`` says. ``pytest --update`` writes the
messages anew, to be read before they are committed.
"""

from __future__ import annotations

import shutil

import pytest
from conftest import CASES, Workspace, checked

NAMES = sorted(path.parent.name for path in CASES.glob("*/wrong.yaml"))


def test_there_are_cases() -> None:
    assert len(NAMES) > 30


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_file_gets_its_message(name: str, small_project: Workspace, update: bool) -> None:
    wrong, message = CASES / name / "wrong.yaml", CASES / name / "message.txt"
    target = wrong.read_bytes().split(b"\n", 1)[0].decode().removeprefix("# ")
    shutil.copy(wrong, small_project.path / target)
    code, said = checked(small_project)
    assert code == 1
    assert "Traceback" not in said
    if update:
        message.write_text(said, encoding="utf-8")
    assert said == message.read_text(encoding="utf-8")
    assert target in said
    assert "fix:" in said


def test_a_missing_source_file_is_named(small_project: Workspace) -> None:
    (small_project.path / "data/sources.yaml").unlink()
    code, said = checked(small_project)
    assert code == 1
    assert "data/sources.yaml" in said


def test_sound_files_are_called_sound(small_project: Workspace) -> None:
    code, said = checked(small_project)
    assert (code, said) == (
        0,
        "All data, configuration and templates are sound: 52 documents to build.\n",
    )
