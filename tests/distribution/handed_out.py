"""What is handed out in tests: a little project with its bundles."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from builds.little import built_once
from conftest import Workspace, locked

__all__ = ["built_once"]


@pytest.fixture(scope="session")
def bundled(built_once: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little project with its bundles, made once for all workers; not to be changed."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "bundled"
    with locked(folder / "lock"):
        space = Workspace((folder / "project").resolve())
        if not (folder / "whole").exists():
            shutil.copytree(built_once.path, space.path, symlinks=True)
            assert space.built("bundles") == []
            (folder / "whole").touch()
    return space


@pytest.fixture
def handed_out(bundled: Workspace, tmp_path: Path) -> Path:
    """A copy of what readers find, under another name."""
    copy = tmp_path / "copy"
    shutil.copytree(bundled.path / "out", copy, ignore=shutil.ignore_patterns(".work"))
    return copy


@pytest.fixture
def own(bundled: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the project with all that was made of it, to be changed."""
    shutil.copytree(bundled.path, tmp_path / "project", symlinks=True)
    return Workspace((tmp_path / "project").resolve())
