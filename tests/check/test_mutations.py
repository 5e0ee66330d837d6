"""Spoilt projects get an answer that an editor can use; ``make fuzz`` tries many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutations import mutate, prepared, trial


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("mutations").resolve())


@pytest.mark.parametrize("number", range(1, 25))
def test_it_is_told_with_a_place_that_is_there(pristine: Path, tmp_path: Path, number: int) -> None:
    how, fault = trial(pristine, tmp_path / "mutated", number)
    assert not fault, f"{how}\n{fault}"


def test_mutations_are_repeatable(pristine: Path, tmp_path: Path) -> None:
    import shutil

    made = []
    for name in ("a", "b"):
        shutil.copytree(pristine, tmp_path / name)
        how = mutate(tmp_path / name, 3)
        made.append((how, {p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.*ml")}))
    assert made[0] == made[1]
