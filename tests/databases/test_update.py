"""Figures from the databases' own files, into ``countries.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Workspace
from databases.downloads import (
    CURRENT,
    WORLD_BANK,
    sipri_csv,
    sipri_xlsx,
    world_bank,
    world_bank_zip,
)

from orgbriefs.databases.revision import spans

COUNTRIES = "data/countries.yaml"
BLOCK = """\
countries:
  # Checked by hand.
  - code: AM
    alpha3: AAA
    population:  # persons
      "2006": {value: 1, source: treaty}  # an old one
      "2024": {value: 9, source: treaty}

  - code: AZ
    native: {az: "Azərbaycan"}
"""
FLOW = """\
countries:
  - {code: AM, alpha3: AAA,
     population: {"2006": {value: 1, source: treaty}, "2024": {value: 9, source: treaty}}}
  - {code: AZ, native: {az: "Azərbaycan"}}
"""


@pytest.fixture
def project(workspace: Workspace) -> Workspace:
    """The small project, with members that the databases know."""
    data = workspace.path / "data"
    for path in (*data.glob("organizations/*.yaml"), data / "comparison.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in (("AA", "AM"), ("BB", "AZ"), ("CC", "GE")):
            text = text.replace(f"country: {old}", f"country: {new}").replace(f":{old}", f":{new}")
        path.write_text(text, encoding="utf-8")
    return workspace


def written(project: Workspace, text: str) -> None:
    """Put a text in the place of ``countries.yaml``."""
    (project.path / COUNTRIES).write_text(text, encoding="utf-8")


def read(project: Workspace) -> str:
    return (project.path / COUNTRIES).read_text(encoding="utf-8")


@pytest.mark.parametrize("download", [world_bank, world_bank_zip])
def test_figures_get_lines_of_their_own_and_the_rest_stays(
    project: Workspace, tmp_path: Path, download: Callable[[Path], Path]
) -> None:
    written(project, BLOCK)
    code, said = project.command("figures", str(download(tmp_path)))
    assert code == 0, said
    assert (
        read(project)
        == """\
countries:
  # Checked by hand.
  - code: AM
    alpha3: AAA
    population:  # persons
      "1992": {value: 3000001, source: treaty}
      "2006": {value: 3000002, source: treaty}  # an old one
      "2007": {value: 3000003, source: treaty}

  - code: AZ
    native: {az: "Azərbaycan"}
    population:
      "2006": {value: 8000002, source: treaty}
      "2007": {value: 8000003, source: treaty}
      "2024": {value: 8000004, source: treaty}
"""
    )
    assert "population: World Bank, SP.POP.TOTL, release 2026-07-13 (source: treaty)" in said
    assert "2 added (1992, 2007), 1 revised, 1 removed" in said
    assert "2006: 1 → 3,000,002" in said
    assert "state release 2026-07-13 of 'treaty' in sources.yaml" in said
    before = read(project)
    assert "Nothing to change." in project.command("figures", str(download(tmp_path)))[1]
    assert read(project) == before


def test_countries_on_one_line_are_written_too(project: Workspace, tmp_path: Path) -> None:
    written(project, FLOW)
    code, said = project.command("figures", str(world_bank(tmp_path)))
    assert code == 0, said
    assert (
        read(project)
        == """\
countries:
  - {code: AM, alpha3: AAA,
     population: {"1992": {value: 3000001, source: treaty},
                  "2006": {value: 3000002, source: treaty},
                  "2007": {value: 3000003, source: treaty}}}
  - {code: AZ, native: {az: "Azərbaycan"},
     population: {"2006": {value: 8000002, source: treaty},
                  "2007": {value: 8000003, source: treaty},
                  "2024": {value: 8000004, source: treaty}}}
"""
    )


def test_a_trial_writes_nothing(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    code, said = project.command("figures", "--dry-run", str(world_bank(tmp_path)))
    assert code == 0
    assert "7 figures would change; nothing was written." in said
    assert read(project) == BLOCK


def test_years_before_the_first_one_asked_for_stay(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    code, said = project.command("figures", "--since", "2007", str(world_bank(tmp_path)))
    assert code == 0, said
    assert '"2006": {value: 1, source: treaty}  # an old one' in read(project)
    assert '"1992"' not in read(project)


def test_figures_of_other_sources_stay(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    other = "bank"
    with (project.path / "data/sources.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"  - {{id: {other}, type: dataset, title: Figures}}\n")
    code, said = project.command("figures", "--source", other, str(world_bank(tmp_path)))
    assert code == 0, said
    assert '"2006": {value: 1, source: treaty}  # an old one' in read(project)
    assert f'"2007": {{value: 3000003, source: {other}}}' in read(project)
    assert "2006 left as they are, being of another source" in said


@pytest.mark.parametrize(
    "download", [sipri_xlsx, sipri_csv, lambda folder: sipri_csv(folder, sign=";")]
)
def test_sipri_gives_millions_and_no_zeros(
    project: Workspace, tmp_path: Path, download: Callable[[Path], Path]
) -> None:
    written(project, BLOCK)
    code, said = project.command("figures", "--source", "treaty", str(download(tmp_path)))
    assert code == 0, said
    text = read(project)
    assert '    military_expenditure:\n      "2006": {value: 188200000, source: treaty}\n' in text
    assert '"2007": {value: 280100000, source: treaty}' in text
    assert text.count("value: 717100000") == 1
    assert "1992 left out: the file has 0, no figure" in said
    assert "release 1949–2024" in said


def changed(at: tuple[int, int], value: object) -> tuple[tuple[object, ...], ...]:
    """SIPRI's rows with another cell."""
    rows = [list(row) for row in CURRENT]
    rows[at[0]][at[1]] = value
    return tuple(tuple(row) for row in rows)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda f: world_bank(f, WORLD_BANK.replace("3000003", "n/a")),
            ("_1.csv:6:8: 2007: not a figure", "found: n/a", "a full stop before decimals"),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK.replace("3000003", "-3")),
            ("_1.csv:6:8: 2007: not a figure", "found: -3"),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK.replace("SP.POP.TOTL", "SP.POP.GROW")),
            ("_1.csv:5:4: not one indicator that is read here", "did you mean 'SP.POP.TOTL'?"),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK.split('"Azer')[0]),
            ("_1.csv:7:1: the file ends without this country", "found: AZ"),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK.replace('"2007"', '"in 2007"')),
            ("_1.csv:5:8: not a year", "found: in 2007"),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK.replace("Last Updated", "Some")),
            ("no 'Last Updated Date' is given",),
        ),
        (
            lambda f: world_bank(f, WORLD_BANK + WORLD_BANK.splitlines()[5]),
            ("_1.csv:9:2: this country is given twice", "found: ARM"),
        ),
        (
            lambda f: world_bank_zip(f, WORLD_BANK.replace("3000003", "many")),
            ("_1.zip/API_SP.POP.TOTL_DS2_en_csv_v2_1.csv:6:8: 2007: not a figure",),
        ),
        (
            lambda f: sipri_xlsx(f, changed((0, 0), "Military expenditure, constant (2024) US$")),
            ("not in current US dollars (sheet 'Current US$')", "found: Military expenditure, con"),
        ),
        (
            lambda f: sipri_xlsx(f, CURRENT, "Share of GDP"),
            ("the workbook has no sheet 'Current US$'", "known are: Share of GDP"),
        ),
        (
            lambda f: sipri_csv(f, changed((6, 5), "280,1"), ";"),
            ("milex.csv:7:6: 2007: not a figure", "found: 280,1"),
        ),
        (
            lambda f: sipri_csv(f, CURRENT[:3]),
            ("milex.csv:1:1: the heads of columns are missing",),
        ),
        (lambda f: f / "nothing.csv", ("nothing.csv: there is no such file",)),
        (lambda f: world_bank(f, "a,b\n1,2\n"), ("not a file of a database that is read here",)),
        (lambda f: world_bank(f, ""), ("not a file of a database that is read here",)),
        (lambda f: world_bank(f, "PK\x03\x04 and no more"), ("the zip cannot be opened",)),
        (lambda f: world_bank(f, "\x00\x01"), ("this is no text",)),
    ],
)
def test_bad_files_get_messages_and_nothing_is_written(
    project: Workspace, tmp_path: Path, make: Callable[[Path], Path], said: tuple[str, ...]
) -> None:
    written(project, BLOCK)
    code, output = project.command("figures", str(make(tmp_path)))
    assert code == 1
    for words in said:
        assert words in output
    assert "Traceback" not in output
    assert read(project) == BLOCK


def test_one_bad_file_holds_the_others_back(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    good, bad = world_bank(tmp_path), sipri_csv(tmp_path, CURRENT[:3])
    code, said = project.command("figures", str(good), str(bad))
    assert code == 1, said
    assert read(project) == BLOCK


def test_a_country_is_not_emptied(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    text = WORLD_BANK.replace('"1","3000001","3000002.4","3000003",""', '"","","","",""')
    code, said = project.command("figures", str(world_bank(tmp_path, text)))
    assert code == 1
    assert "it has no population of a country that has some in the data" in said
    assert "found: AM" in said


def test_sources_must_be_clear(project: Workspace, tmp_path: Path) -> None:
    written(project, BLOCK)
    population = str(world_bank(tmp_path))
    milex = str(sipri_csv(tmp_path))
    code, said = project.command("figures", milex)
    assert (code, "give it as '--source KEY'" in said) == (1, True)
    code, said = project.command("figures", "--source", "nobody", population)
    assert (code, "unknown source" in said) == (1, True)
    code, said = project.command("figures", "--source", "treaty", population, milex)
    assert (code, "several files cannot have one source" in said) == (1, True)
    code, said = project.command("figures", population, population)
    assert (code, "another file has it as well" in said) == (1, True)
    assert read(project) == BLOCK


def test_what_cannot_be_edited_is_left(project: Workspace, tmp_path: Path) -> None:
    odd = BLOCK.replace(
        '"2024": {value: 9, source: treaty}', '"2024": {value: 9, source: treaty}\n     #'
    ).replace(
        '      "2006": {value: 1, source: treaty}', '      "2006": {source: treaty, value: 1}'
    )
    written(project, odd)
    code, said = project.command("figures", str(world_bank(tmp_path)))
    assert code == 0, said
    assert '"2006": {source: treaty, value: 3000002}' in read(project)


def test_years_are_told_as_spans() -> None:
    assert spans([1997, 1992, 1993, 1994]) == "1992–1994, 1997"
