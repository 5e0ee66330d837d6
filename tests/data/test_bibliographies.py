"""Sources may be kept as CSL-JSON or BibTeX, as reference managers export them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import BETA, copy_of_project, edit, told

from orgbriefs.data.library import load_library

CSL = [
    {
        "id": "http-key.2006",
        "type": "chapter",
        "title": "A chapter",
        "abstract": "left aside",
        "author": [{"family": "Writer", "given": "Wanda"}, {"literal": "Some House"}],
        "container-title": "A book",
        "issued": {"date-parts": [["2006", 5]]},
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "page": "1-9",
        "URL": "https://example.org/a",
    }
]
BIB = r"""
@article{writerRegional2007,
  author = {Writer, Wanda and M{\"u}ller, J{\'o}zef and {{Some House}}},
  title = {The {SCO} at work},
  journal = {Journal of Things},
  volume = {3},
  number = {2},
  pages = {10--19},
  year = {2007},
  month = may,
  url = {https://example.org/b},
}

@online{house:page,
  author = {{Some House}},
  title = {A page},
  date = {2012-03-04},
  urldate = {2026-11-24},
  url = {https://example.org/c},
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_project(tmp_path)


def add(root: Path, name: str, content: str) -> None:
    (root / "data" / name).write_text(content, encoding="utf-8")


def test_csl_json_is_read(root: Path) -> None:
    add(root, "sources.json", json.dumps(CSL))
    work = load_library(root / "data").references["http-key.2006"]
    assert (work.type, work.title, str(work.issued)) == ("chapter", "A chapter", "2006-05")
    assert [a.family or a.literal for a in work.author] == ["Writer", "Some House"]
    assert str(work.accessed) == "2026-11-24"


def test_bibtex_is_read(root: Path) -> None:
    add(root, "sources.bib", BIB)
    references = load_library(root / "data").references
    work = references["writerRegional2007"]
    assert work.title == "The SCO at work"
    assert [a.family or a.literal for a in work.author] == ["Writer", "Müller", "Some House"]
    assert (work.volume, work.issue) == ("3", "2")
    assert (work.container_title, work.page, str(work.issued)) == (
        "Journal of Things",
        "10-19",
        "2007-05",
    )
    assert str(references["house:page"].issued) == "2012-03-04"


def test_exported_keys_can_be_cited(root: Path) -> None:
    add(root, "sources.bib", BIB)
    edit(root / BETA, "[@treaty]", "[@writerRegional2007, p. 11; @house:page]")
    edit(
        root / BETA,
        "abbreviation: BU, article: the, source: treaty",
        "abbreviation: BU, source: 'house:page, p. 3'",
    )
    assert told(root) == ""


def test_a_key_stands_in_one_file_only(root: Path) -> None:
    add(root, "sources.json", json.dumps([{**CSL[0], "id": "treaty"}], indent=1))
    assert "data/sources.json:3:1: this id is given twice\n    found: treaty" in told(root)


def test_lines_may_end_as_on_old_macs(root: Path) -> None:
    (root / "data/sources.bib").write_bytes(
        b"@book{a,\r title = {A},\r note = {b},\r note = {c}}\r"
    )
    assert "data/sources.bib:4:" in told(root)
    assert "this field is given twice" in told(root)


def test_faults_of_exports_name_the_line(root: Path) -> None:
    add(root, "sources.json", '[\n {"id": "x",}\n]')
    assert "data/sources.json:2:" in told(root)
    (root / "data/sources.json").unlink()
    add(root, "sources.bib", "@book{a,\n title = {T},\n author = \n}\n")
    said = told(root)
    assert "data/sources.bib:" in said
    assert "not valid BibTeX" in said
    add(root, "sources.bib", "@book{a, title={T}}\n@book{a, title={U}}")
    assert "data/sources.bib:2:1: this id is given twice\n    found: a" in told(root)
    add(root, "sources.bib", "\n@book{a,\n author = {Writer, W.},\n}\n")
    assert "data/sources.bib:2:1: 'title' is missing" in told(root)


@pytest.mark.parametrize(
    "content", ['"a list"', '[{"id": 3, "author": "Jo"}]', "[1, null]", "{", "[" * 99_999]
)
def test_json_of_another_shape_is_refused_with_a_place(root: Path, content: str) -> None:
    add(root, "sources.json", content)
    assert "data/sources.json:1:" in told(root)
