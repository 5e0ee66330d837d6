"""What ``orgbriefs check`` finds before anything is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import copy_of_project

from orgbriefs.check import check_project
from orgbriefs.project import Project

TESTS = Path(__file__).parent.parent
TABLES = "templates/components/tables.html"
LAYOUT = "templates/documents/layout.html"
STUDENTS = "templates/audiences/students/factsheet.html"
BASE = "templates/styles/base.css"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_project(tmp_path)


def told(root: Path) -> list[str]:
    return [problem.text(root) for problem in check_project(Project(root))]


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_project_has_no_problems(root: Path) -> None:
    assert told(root) == []


def test_faults_of_data_and_of_templates_are_told_in_one_run(root: Path) -> None:
    change(root, "data/organizations/alpha.yaml", "status: member", "status: membr")
    change(root, STUDENTS, "o.texts.tests", "o.texts.testz")
    data, template = told(root)
    assert data.startswith("data/organizations/alpha.yaml:")
    assert template.startswith(f"{STUDENTS}:")


def test_the_shipped_project_has_no_problems() -> None:
    assert told(TESTS.parent) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (TABLES, "o.short", "o.shrt", TABLES, "did you mean 'short'?"),
        (STUDENTS, "o.texts.question", "o.txts.question", STUDENTS, "did you mean 'texts'?"),
        (STUDENTS, "{% block opening %}", "{% block openning %}", STUDENTS, "openning"),
        (STUDENTS, "members_summary, latest_dates", "members_sumary", STUDENTS, "members_summary"),
        (LAYOUT, "<main>", "<main>{{ 1 / 0 }}", LAYOUT, "a number is divided by nought"),
        (LAYOUT, "components/closing.html", "components/closng.html", LAYOUT, "no template"),
        (
            "templates/documents/factsheet/factsheet.html",
            "{% block membership_figure %}",
            "{{ o.head.name }}{% block membership_figure %}",
            "templates/documents/factsheet/factsheet.html",
            "with one organization of one member",
        ),
        (BASE, "hyphens: none;", "text-wrap: balance;", BASE, "Ignored `text-wrap: balance`"),
        (BASE, "var(--margin)", "var(--margn)", BASE, "did you mean '--margin'?"),
        (BASE, "color: var(--accent)", "color: var(--step)", BASE, "invalid value"),
        (
            "templates/styles/tokens.css",
            "tokens.colours.ink",
            "tokens.colours.inc",
            "templates/styles/tokens.css",
            "did you mean 'ink'?",
        ),
        (
            "templates/styles/web.css",
            "* {",
            "@import 'https://example.org/a.css';\n* {",
            "templates/styles/web.css",
            "style sheets fetch nothing",
        ),
        (
            "templates/styles/web.css",
            "* {",
            "a { color red; }\n* {",
            "templates/styles/web.css",
            "this is not CSS",
        ),
        (
            "data/organizations/alpha.yaml",
            "in **peace**",
            "as in [](#figure-nope)",
            "data/organizations/alpha.yaml",
            "figure-nope",
        ),
    ],
)
def test_a_fault_is_found_with_its_place(
    root: Path, file: str, old: str, new: str, place: str, words: str
) -> None:
    change(root, file, old, new)
    line = (root / place).read_text(encoding="utf-8").partition(new)[0].count("\n") + 1
    found = told(root)
    assert found
    assert any(f.startswith(f"{place}:{line}:") and words in f for f in found), found


@pytest.mark.parametrize(
    "file",
    [
        LAYOUT,
        TABLES,
        STUDENTS,
        "templates/documents/briefing/briefing.html",
        "templates/components/closing.html",
        BASE,
        "templates/styles/web.css",
        "templates/styles/tokens.css",
        "templates/styles/page.css",
        "templates/styles/tokens.yaml",
        "templates/sections.yaml",
    ],
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text(""),
        lambda path: path.write_bytes(path.read_bytes()[:-9] + b"\xff"),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["emptied", "not-text", "folder"],
)
def test_a_spoilt_file_is_named(root: Path, file: str, spoil: Callable[[Path], object]) -> None:
    spoil(root / file)
    found = told(root)
    assert found
    assert any(f.startswith(f"{file}:") for f in found), found


@pytest.mark.parametrize("file", [LAYOUT, TABLES, STUDENTS])
def test_a_template_cut_anywhere_is_found_or_does_no_harm(root: Path, file: str) -> None:
    whole = (root / file).read_text(encoding="utf-8")
    for end in range(len(whole) // 7, len(whole), len(whole) // 7):
        (root / file).write_text(whole[:end], encoding="utf-8")
        # Whatever it says, it says it; a block that is cut out between two others is not missed.
        for problem in told(root):
            assert problem.startswith("templates/")


def test_a_letterhead_that_is_none_is_named(root: Path) -> None:
    (root / "templates" / "word").mkdir(exist_ok=True)
    (root / "templates" / "word" / "letterhead.docx").write_text("not a Word file")
    assert told(root)[0].startswith("templates/word/letterhead.docx:")


def test_an_audience_that_inherits_is_filled_in_with_its_parents_templates(root: Path) -> None:
    own = root / "templates" / "audiences" / "pupils"
    own.mkdir()
    (own / "audience.yaml").write_text("title: pupils\nreads_as: students\n")
    template = '{% extends "factsheet.html" %}{% block opening %}{{ super() }}LINE{% endblock %}'
    (own / "factsheet.html").write_text(template)
    change(root, "config.yaml", "students]", "students, pupils]")
    assert told(root) == []
    (own / "factsheet.html").write_text(template.replace("LINE", "{{ line }}"))
    assert told(root)[0].startswith("templates/audiences/pupils/factsheet.html:1:")
