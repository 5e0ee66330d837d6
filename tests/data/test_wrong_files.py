"""Every kind of wrong input, as data: a wrong file and the message it must get.

``cases/<name>/wrong.yaml`` begins with a comment that names the file it takes the place of;
``cases/<name>/message.txt`` is what editors are told. ``pytest --update`` writes the messages
anew, to be read before they are committed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_project import CASES, copy_of_project, told

NAMES = sorted(path.parent.name for path in CASES.glob("*/wrong.yaml"))


def test_there_are_cases() -> None:
    assert len(NAMES) > 60


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_file_gets_its_message(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = copy_of_project(tmp_path)
    wrong, message = CASES / name / "wrong.yaml", CASES / name / "message.txt"
    target = wrong.read_bytes().split(b"\n", 1)[0].decode().removeprefix("# ")
    shutil.copy(wrong, root / target)
    said = told(root)
    if request.config.getoption("--update", default=False):
        message.write_text(said, encoding="utf-8")
    assert said == message.read_text(encoding="utf-8")
    assert target in said
    assert said.count("fix:") == sum(not line.startswith(" ") for line in said.splitlines())
    assert str(tmp_path) not in said


def test_sound_files_are_called_sound(tmp_path: Path) -> None:
    assert told(copy_of_project(tmp_path)) == ""
