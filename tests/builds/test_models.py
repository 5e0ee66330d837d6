"""What ``check`` passes, builds: projects at random, in every kind and format.

``make fuzz`` sets the number of documents; a few are made here.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from models import Model, models, written

from orgbriefs.build import build_document
from orgbriefs.check import check_project
from orgbriefs.design import fonts
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.render.protocol import WrongLengthError
from orgbriefs.request import DocumentId

#: Documents in all, and from each model.
DOCUMENTS, OF_EACH = int(os.environ.get("ORGBRIEFS_FUZZ_DOCUMENTS", "12")), 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where projects are written; the font files of all of them lie there already."""
    folder = tmp_path_factory.mktemp("models")
    for name in fonts.FONTS:
        fonts.make_font(name, folder / "fonts" / name)
    return folder


@settings(
    max_examples=DOCUMENTS // OF_EACH,
    deadline=None,
    derandomize=DOCUMENTS < 100,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(model=models())
def test_what_is_found_sound_is_built(folder: Path, model: Model) -> None:
    space = written(folder / "project", model)
    problems = check_project(Project(space.path))
    assert problems == [], "\n".join(map(str, problems))
    plan = space.plan()
    for edition, name in plan.editions.all:
        plan.editions.resolve(edition, name)
    for document in chosen(plan.documents.all, len(str(model))):
        try:
            request = replace(plan.request(document), fonts=folder / "fonts")
            build_document(request)
        except WrongLengthError as error:
            # Only type that is set shows how long it gets: the advice must be one to follow.
            [problem] = error.problems
            assert problem.fix
        except InputError as error:
            raise AssertionError(f"{document.name}\n{error}") from error


def chosen(documents: Sequence[DocumentId], number: int) -> list[DocumentId]:
    """Some documents, by a number; the first one of each kind that is among them leads."""
    mixed = random.Random(number).sample(documents, len(documents))
    kinds = {document.kind: document for document in reversed(mixed)}
    return [*kinds.values(), *(d for d in mixed if d not in kinds.values())][:OF_EACH]
