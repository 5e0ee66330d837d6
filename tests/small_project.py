"""The small project that tests read, and copies of it to be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from orgbriefs.problems import InputError
from orgbriefs.project import Project

ROOT = Path(__file__).parent.parent
PROJECT = Path(__file__).parent / "project"
CASES = Path(__file__).parent / "cases"
BETA = "data/organizations/beta.yaml"


def copy_of_project(folder: Path) -> Path:
    """Configuration and data of the small project with the templates that ship."""
    root = folder / "project"
    shutil.copytree(PROJECT / "data", root / "data")
    shutil.copy(PROJECT / "config.yaml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    return root.resolve()


def told(root: Path) -> str:
    """Every fault of a project's inputs, as editors read it; nothing where there is none."""
    problems = Project(root).problems()
    return InputError(problems).text(root) + "\n" if problems else ""


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
