"""What ``check`` passes, builds: projects at random, in every kind and format.

``make fuzz`` sets the number of documents; a few are made here.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from conftest import Workspace
from hypothesis import HealthCheck, Phase, given, settings
from models import models, written

from orgbriefs.build import build_document
from orgbriefs.check import check_project
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.render.protocol import WrongLengthError

#: Documents in all, and from each model.
DOCUMENTS, OF_EACH = int(os.environ.get("ORGBRIEFS_FUZZ_DOCUMENTS", "12")), 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@settings(
    max_examples=DOCUMENTS // OF_EACH,
    deadline=None,
    derandomize=DOCUMENTS < 100,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(model=models())
def test_what_is_found_sound_is_built(folder: Path, model: dict[str, dict[str, Any]]) -> None:
    space = written(folder / "project", model)
    problems = check_project(Project(space.path))
    assert problems == [], "\n".join(map(str, problems))
    for document in chosen(space):
        try:
            build_document(space.plan().request(document))
        except WrongLengthError as error:
            # Only type that is set shows how long it gets: the advice must be one to follow.
            [problem] = error.problems
            assert problem.fix
        except InputError as error:
            raise AssertionError(f"{document.name}\n{error}") from error


def chosen(space: Workspace) -> list[Any]:
    plan = space.plan()
    space.prepare(plan)
    documents = list(plan.documents.all)
    return random.Random(len(documents)).sample(documents, min(OF_EACH, len(documents)))
