"""Sources may be kept as CSL-JSON or BibTeX, as reference managers export them."""

from __future__ import annotations

import json

from conftest import Workspace, checked

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


def add(space: Workspace, name: str, content: str) -> None:
    (space.path / "data" / name).write_text(content, encoding="utf-8")


def test_csl_json_is_read(small_project: Workspace) -> None:
    add(small_project, "sources.json", json.dumps(CSL))
    work = load_library(small_project.path / "data").references["http-key.2006"]
    assert (work.type, work.title, str(work.issued)) == ("chapter", "A chapter", "2006-05")
    assert [a.family or a.literal for a in work.author] == ["Writer", "Some House"]
    assert str(work.accessed) == "2026-11-24"


def test_bibtex_is_read(small_project: Workspace) -> None:
    add(small_project, "sources.bib", BIB)
    references = load_library(small_project.path / "data").references
    work = references["writerRegional2007"]
    assert work.title == "The SCO at work"
    assert [a.family or a.literal for a in work.author] == ["Writer", "Müller", "Some House"]
    assert (work.container_title, work.page, str(work.issued)) == (
        "Journal of Things",
        "10–19",
        "2007-05",
    )
    assert str(references["house:page"].issued) == "2012-03-04"


def test_exported_keys_can_be_cited(small_project: Workspace) -> None:
    add(small_project, "sources.bib", BIB)
    small_project.edit(
        "data/organizations/beta.yaml", "[@treaty]", "[@writerRegional2007, p. 11; @house:page]"
    )
    assert checked(small_project)[0] == 0


def test_a_key_stands_in_one_file_only(small_project: Workspace) -> None:
    add(small_project, "sources.json", json.dumps([{**CSL[0], "id": "treaty"}], indent=1))
    code, said = checked(small_project)
    assert code == 1
    assert "data/sources.json:3:1: this id is given twice\n    found: treaty" in said


def test_faults_of_exports_name_the_line(small_project: Workspace) -> None:
    add(small_project, "sources.json", '[\n {"id": "x",}\n]')
    assert "data/sources.json:2:" in checked(small_project)[1]
    (small_project.path / "data/sources.json").unlink()
    add(small_project, "sources.bib", "@book{a,\n title = {T},\n author = \n}\n")
    code, said = checked(small_project)
    assert code == 1
    assert "data/sources.bib:" in said
    assert "not valid BibTeX" in said
    add(small_project, "sources.bib", "\n@book{a,\n author = {Writer, W.},\n}\n")
    assert "data/sources.bib:2:1: 'title' is missing" in checked(small_project)[1]
