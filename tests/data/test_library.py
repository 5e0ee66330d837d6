"""All data together: what is read, what is passed over, what is held back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_project import BETA, PROJECT, ROOT, copy_of_project, edit, told

from orgbriefs.data.countries import iso_codes
from orgbriefs.data.files import organization_files, shared_files
from orgbriefs.data.library import load_library
from orgbriefs.data.sections import read_sections
from orgbriefs.problems import InputError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_project(tmp_path)


@pytest.mark.parametrize(
    "name",
    [".#beta.yaml", "._beta.yaml", "beta.yaml~", "#beta.yaml#", "beta.yaml.swp", "notes.txt"],
)
def test_what_programs_leave_behind_is_passed_over(root: Path, name: str) -> None:
    (root / "data/organizations" / name).write_bytes(b"\xff")
    assert told(root) == ""
    assert [path.stem for path in organization_files(root / "data")] == ["alpha", "beta"]


@pytest.mark.parametrize(
    "name", ["gamma.yml", "Beta Two.yaml", "comparison.yaml", "gamma.yaml", "pipe.yaml"]
)
def test_a_faulty_file_holds_back_only_itself(root: Path, name: str) -> None:
    path = root / "data/organizations" / name
    os.mkfifo(path) if name == "pipe.yaml" else shutil.copy(root / BETA, path)
    assert set(load_library(root / "data", ["alpha", "beta"]).organizations) == {"alpha", "beta"}
    assert name in told(root)


def test_countries_and_glossary_may_be_missing(root: Path) -> None:
    for name in ("countries", "glossary"):
        (root / f"data/{name}.yaml").unlink()
    for name in ("alpha", "beta"):
        path = root / f"data/organizations/{name}.yaml"
        text = path.read_text(encoding="utf-8").replace("country: AA", "country: NO")
        path.write_text(text, encoding="utf-8")
    assert told(root) == ""
    library = load_library(root / "data")
    assert (library.glossary, dict(library.countries.written)) == ({}, {})
    assert {path.name for path in shared_files(root / "data")} == {
        "statuses.yaml",
        "sources.yaml",
        "plain.yaml",
    }


@pytest.mark.parametrize("name", ["statuses", "sources"])
def test_statuses_and_sources_must_be_there(root: Path, name: str) -> None:
    (root / f"data/{name}.yaml").unlink()
    assert f"data/{name}.yaml:1:1: the file cannot be read" in told(root)


def test_every_country_is_known(root: Path) -> None:
    countries = load_library(root / "data").countries
    assert len(iso_codes()) == 250  # the 249 of ISO 3166-1, and XK
    assert (countries["NO"].name, countries["AA"].name) == (None, "Aland")
    assert "EU" not in countries
    assert set(countries) == iso_codes() | {"AA"}
    with pytest.raises(KeyError):
        countries["EU"]


def test_null_is_no_value(root: Path) -> None:
    edit(
        root / "data/organizations/alpha.yaml",
        "place: Riverton, founding: true",
        "place: null, note: ~, ended: , founding: true",
    )
    edit(root / BETA, "membership:", "heads:\nmembership:")
    library = load_library(root / "data")
    (pact,) = library.organizations["alpha"].instruments
    assert (pact.place, pact.note, pact.ended) == (None, None, None)
    assert library.organizations["beta"].heads == []


def test_a_single_source_is_a_list_of_one(root: Path) -> None:
    instruments = {i.id: i for i in load_library(ROOT / "data").organizations["cis"].instruments}
    assert [c.key for c in instruments["budget-2001"].source] == ["lawmix2000"]
    assert [c.key for c in instruments["agreement-1991"].source] == ["eccis-about", "kremlin-cis"]


def test_the_sections_that_ship_are_all_used() -> None:
    sections = set(read_sections(ROOT / "templates"))
    library = load_library(ROOT / "data")
    assert library.comparison is not None
    used = {s for o in library.organizations.values() for s in o.texts} | set(
        library.comparison.texts
    )
    assert used == sections


def test_sections_are_not_checked_where_none_are_told() -> None:
    assert load_library(PROJECT / "data", sections=None).organizations
    with pytest.raises(InputError, match="unknown section of text"):
        load_library(PROJECT / "data", sections=["nothing"])
