"""Settings: from the file, from the command line, and of audiences that inherit."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import copy_of_project, edit

from orgbriefs.config import Audience, Settings, read_audience, read_config
from orgbriefs.problems import InputError
from orgbriefs.project import Project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_project(tmp_path)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"papr": "Letter"}, "--config: unknown setting\n    found: papr\n    fix:   did you mean"),
        ({"zzz": "1"}, "known are: as_of, draft, from, language, paper, to"),
        ({"house": "x"}, "--config: this is not for the command line"),
        ({"paper": "A5"}, "--config: 'paper' has a value that is not allowed"),
        ({"draft": "perhaps"}, "--config: 'draft'"),
        ({"as_of": "soon"}, "--config: not a date"),
        ({"language": "English please"}, "--config: 'language' is not written as it must be"),
        ({"from": "2011"}, "--config: unknown edition"),
        ({"from": "now"}, "--config: this edition is not before 'now'"),
    ],
)
def test_a_wrong_override_is_refused(root: Path, overrides: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_config(root / "config.yaml", overrides)
    assert said in str(caught.value)
    assert "fix:" in str(caught.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  issn: 0317-8472", "not an ISSN"),
        ("  base_url: javascript:alert(1)", "'base_url'"),
        ("registered: {alpha: {doi: doi-10}}", "'doi'"),
    ],
)
def test_a_wrong_imprint_is_refused(root: Path, line: str, said: str) -> None:
    edit(root / "config.yaml", "  publisher:", f"{line}\n  publisher:")
    if not line.startswith(" "):
        edit(root / "config.yaml", f"{line}\n  publisher:", "  publisher:")
        edit(root / "config.yaml", "house:", f"{line}\nhouse:")
    with pytest.raises(InputError) as caught:
        read_config(root / "config.yaml")
    assert said in str(caught.value)


def test_all_faults_are_told_at_once(root: Path) -> None:
    edit(root / "config.yaml", "factsheet: [pdf]", "factsheet: [pfd]")
    with pytest.raises(InputError) as caught:
        read_config(root / "config.yaml", {"papr": "A4", "paper": "A6"})
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("overrides", "variant"),
    [
        ({}, "published"),
        ({"as_of": "2015"}, "published"),
        ({"from": "2010", "to": "now"}, "published"),
        ({"draft": "false"}, "published"),
        ({"draft": "True"}, "draft"),
        ({"draft": "true", "paper": "Letter"}, "draft"),
        ({"paper": "Letter"}, "trial"),
        ({"language": "sr-Latn-RS"}, "trial"),
    ],
)
def test_what_becomes_of_documents(root: Path, overrides: dict[str, str], variant: str) -> None:
    config = read_config(root / "config.yaml", overrides)
    assert config.variant == variant
    assert config.overridden == tuple(sorted(overrides))


def test_a_day_on_the_command_line_is_one_more_edition(root: Path) -> None:
    config = read_config(root / "config.yaml", {"as_of": "2015-06-30"})
    assert [edition.id for edition in config.editions] == ["2010", "now", "2015-06-30"]


def test_a_draft_in_the_file_is_a_draft(root: Path) -> None:
    edit(root / "config.yaml", "house:", "draft: true\nhouse:")
    assert read_config(root / "config.yaml").variant == "draft"
    edit(root / "config.yaml", "draft: true", "overridden: [paper]")
    with pytest.raises(InputError, match="unknown key"):
        read_config(root / "config.yaml")


def audience(root: Path, name: str, text: str) -> None:
    folder = root / "templates/audiences" / name
    folder.mkdir(exist_ok=True)
    (folder / "audience.yaml").write_text(text, encoding="utf-8")


def test_settings_are_inherited_field_by_field(root: Path) -> None:
    audience(root, "a", "title: a\nnotes: endnotes\npaper: Letter\nmarking: For a\n")
    audience(root, "b", "title: b\nreads_as: a\npaper: A4\nexplain_terms: true\n")
    audience(root, "c", "title: c\nreads_as: b\nmarking: For c\nnotes:\n")
    found = read_audience(root / "templates", "c")
    assert found.chain == ("c", "b", "a")
    assert found.settings == Audience(
        title="c",
        reads_as="b",
        notes="endnotes",
        paper="A4",
        marking="For c",
        explain_terms=True,
    )


def test_every_citation_style_of_the_package_will_do(root: Path) -> None:
    for style in ("apa", "chicago-author-date", "nature-genetics"):
        audience(root, "a", f"title: a\ncitation_style: {style}\n")
        assert read_audience(root / "templates", "a").settings.citation_style == style
    for style in ("../../secret", "../ours.csl", "APA style"):
        audience(root, "a", f"title: a\ncitation_style: {style}\n")
        with pytest.raises(InputError, match="unknown citation style"):
            read_audience(root / "templates", "a")


def test_a_citation_style_of_ones_own_must_be_there(root: Path) -> None:
    audience(root, "a", "title: a\ncitation_style: ours.csl\n")
    with pytest.raises(InputError, match="no such citation style") as caught:
        read_audience(root / "templates", "a")
    assert "audience.yaml:2:17" in caught.value.text()
    assert "put it into templates/citation-styles" in caught.value.text()
    (root / "templates/citation-styles/ours.csl").touch()
    assert read_audience(root / "templates", "a").settings.citation_style == "ours.csl"


def test_resolved_settings_are_one_stable_file(root: Path) -> None:
    project = Project(root, {"paper": "Letter", "as_of": "2015"})
    text = project.settings.to_json()
    read = Settings.from_json(text)
    assert read.to_json() == text
    assert (read.config, read.audiences) == (project.config, project.audiences)
    assert read.config.variant == "trial"
