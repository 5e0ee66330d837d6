"""Where templates are found, what they extend, and what a document depends on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filling import NOTE, placing, problem, written

from orgbriefs.html.templates import LARGEST, Templates, dependencies
from orgbriefs.problems import InputError
from orgbriefs.reads import Reads

#: A template of an audience that puts a letter before what it takes the place of.
OVER = '{% extends "note.html" %}{% block a %}LETTER{{ super() }}{% endblock %}'


def test_an_audience_extends_the_template_it_takes_the_place_of(tmp_path: Path) -> None:
    files = {
        "audiences/pupils/note.html": OVER.replace("LETTER", "p"),
        "audiences/students/note.html": OVER.replace("LETTER", "s"),
        NOTE: "<{% block a %}shared{% endblock %}>",
    }
    assert written(tmp_path, files, "pupils", "students").render("note", placing()) == "<psshared>"
    assert Templates(tmp_path, ["students"]).render("note", placing()) == "<sshared>"
    assert Templates(tmp_path, []).render("note", placing()) == "<shared>"


def test_one_that_inherits_without_a_template_of_its_own_has_its_parents(tmp_path: Path) -> None:
    files = {
        "audiences/students/note.html": '{% extends "note.html" %}{% block a %}s{% endblock %}',
        "audiences/students/components/greeting.html": "hi",
        "components/greeting.html": "hello",
        NOTE: '{% block a %}{% endblock %} {% include "components/greeting.html" %}',
    }
    templates = written(tmp_path, files, "pupils", "students")
    assert templates.render("note", placing()) == "s hi"


def test_a_component_may_draw_on_the_one_it_takes_the_place_of(tmp_path: Path) -> None:
    files = {
        "audiences/students/components/hi.html": 'oh, {% include "components/hi.html" %}',
        "components/hi.html": "hello",
        NOTE: '{% include "components/hi.html" %}',
    }
    assert written(tmp_path, files, "students").render("note", placing()) == "oh, hello"


def test_a_template_that_extends_nothing_but_itself_says_so(tmp_path: Path) -> None:
    found = problem(written(tmp_path, {NOTE: 'first\n{% extends "note.html" %}'}))
    assert (found.place.file, found.place.line) == (tmp_path / NOTE, 2)
    assert found.message == "there is no template 'note.html'"


def test_a_missing_include_names_the_line_that_includes_it(tmp_path: Path) -> None:
    files = {
        "components/frame.html": "one\ntwo {% include 'components/fot.html' %}",
        "components/foot.html": "foot",
        NOTE: "{% include 'components/frame.html' %}",
    }
    found = problem(written(tmp_path, files))
    assert (found.place.file, found.place.line) == (tmp_path / "components/frame.html", 2)
    assert found.message == "there is no template 'components/fot.html'"
    assert "did you mean 'components/foot.html'?" in found.fix


@pytest.mark.parametrize("name", ["../secret.html", "/etc/hostname", "linked.html"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("secret")
    folder = tmp_path / "templates"
    templates = written(folder, {NOTE: f"{{% include '{name}' %}}"})
    (folder / "linked.html").symlink_to(tmp_path / "secret.html")
    assert "there is no template" in problem(templates).message


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "the file is empty"),
        (b" \n\n", 1, "the file is empty"),
        (b"one\n\xff", 2, "the file is not in UTF-8"),
        (b"one\n{% if", 2, "unexpected 'end of template'"),
        (b"x" * (LARGEST + 1), 1, "the file is larger than"),
    ],
)
def test_a_spoilt_file_is_named(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    templates = written(tmp_path, {NOTE: "{% include 'part.html' %}"})
    part = tmp_path / "documents" / "part" / "part.html"
    part.parent.mkdir()
    part.write_bytes(content)
    found = problem(templates)
    assert (found.place.file, found.place.line) == (part, line)
    assert message in found.message
    assert templates.problems("documents/part/part.html") == [found]


def test_a_folder_or_a_device_is_no_template(tmp_path: Path) -> None:
    templates = written(tmp_path, {NOTE: "{% include 'components/a.html' %}"})
    (tmp_path / "components" / "a.html").mkdir(parents=True)
    assert "this is a folder or a device" in problem(templates).message
    (tmp_path / "components" / "a.html").rmdir()
    os.mkfifo(tmp_path / "components" / "a.html")
    assert "this is a folder or a device" in problem(Templates(tmp_path, [])).message


def test_no_template_of_a_kind_says_where_it_ought_to_be(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Templates(tmp_path, ["students"]).render("note", placing())
    assert caught.value.problems[0].place.file == tmp_path / NOTE


def test_what_is_read_is_what_was_declared(tmp_path: Path) -> None:
    files = {
        "audiences/students/note.html": '{% extends "note.html" %}',
        "components/a.html": "{% macro m() %}{% endmacro %}{% import 'components/b.html' as b %}",
        "components/b.html": "b",
        "components/unused.html": "unused",
        NOTE: "{% from 'components/a.html' import m %}{{ m() }}",
    }
    written(tmp_path, files)
    reads = Reads()
    Templates(tmp_path, ["students"], reads).render("note", placing())
    used = {tmp_path / name for name in files} - {tmp_path / "components/unused.html"}
    assert set(dependencies(tmp_path, ["students"], "note")) == used
    assert set(reads) == {path.resolve() for path in used}


def test_a_computed_name_counts_as_all_templates(tmp_path: Path) -> None:
    files = {NOTE: "{% include 'components/' ~ document %}", "components/a.html": "a"}
    templates = written(tmp_path, files)
    assert set(templates.dependencies("note")) == {tmp_path / name for name in files}


def test_a_file_that_does_not_parse_is_a_dependency(tmp_path: Path) -> None:
    files = {NOTE: "{% include 'components/a.html' %}", "components/a.html": "{% if"}
    assert len(written(tmp_path, files).dependencies("note")) == 2


def test_macros_belong_to_the_document_that_is_made(tmp_path: Path) -> None:
    files = {
        "components/a.html": "{% set name = 'kept' %}{% macro m(x) %}{{ x | cite }}{% endmacro %}",
        NOTE: "{% from 'components/a.html' import m %}{{ m(document) }}",
    }
    from orgbriefs.data.citations import Citation

    templates = written(tmp_path, files)
    first, second = placing(), placing()
    templates.render("note", first, document=(Citation("a"),))
    templates.render("note", second, document=(Citation("b"),))
    assert second.marks["0"] == (Citation("b"),)


def test_style_sheets_are_templates_of_text_and_numbers(tmp_path: Path) -> None:
    css = "a { width: {{ width | points }}; x: {{ 1 / 3 }}; y: {{ 20.0 }}; z: '{{ name }}'; }"
    templates = written(tmp_path, {"styles/a.css": css})
    made = templates.stylesheet("styles/a.css", width=9.6, name="A & B")
    assert made == "a { width: 9.60pt; x: 0.3333; y: 20; z: 'A & B'; }"
    with pytest.raises(InputError) as caught:
        templates.stylesheet("styles/a.css", width=9.6, name=None)
    assert "only text and numbers" in str(caught.value)
