"""What is said to a person who runs a command by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Workspace

from orgbriefs.cli import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("resolve now nope", "no such organization in edition now"),
        ("resolve never alpha", "no such edition"),
        ("resolve 2010 alfa", "did you mean 'alpha'?"),
        ("provenance never", "no such edition"),
        ("copyfitting nov", "did you mean 'now'?"),
        ("document now students nope.pdf", "there is no such document"),
        ("document now students x --config papr=A4", "did you mean 'paper'?"),
        ("document now students x --config paper", "a setting without a value"),
        ("picture config.yaml --out x.png", "no PDF can be read here"),
        ("picture nothing.pdf:9 --out x.png", "nothing.pdf"),
        ("trace out/now/students/nope.html", "does not list this document"),
    ],
)
def test_what_there_is_not_gets_a_message(workspace: Workspace, words: str, said: str) -> None:
    code, output = workspace.command(*words.split())
    assert code == 1, output
    assert said in output
    assert "Traceback" not in output


def test_a_folder_that_is_no_project_gets_a_message(tmp_path: Path) -> None:
    for command in (["check"], ["resolve", "now", "alpha"], ["manifest"]):
        result = CliRunner().invoke(main, [*command, "--project", str(tmp_path)])
        assert result.exit_code == 1
        assert "a project is a folder with config.yaml, data/ and templates/" in result.output


def test_a_project_is_found_from_a_folder_in_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.path / "data/organizations")
    result = CliRunner().invoke(main, ["resolve", "now", "alpha"])
    assert result.exit_code == 0, result.output
    resolved = workspace.path / "out/.work/editions/now/alpha.json"
    assert json.loads(resolved.read_text(encoding="utf-8"))["as_of"] == "2020-12-31"


def test_faults_of_data_name_their_place_in_the_project(workspace: Workspace) -> None:
    workspace.edit("data/organizations/beta.yaml", "country: CC", "country: ZZ")
    code, said = workspace.command("resolve", "now", "beta")
    assert code == 1
    assert said.startswith("data/organizations/beta.yaml:7:15: ")
    assert workspace.command("resolve", "now", "alpha")[0] == 0


def test_details_of_an_internal_error_go_to_the_log(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr("orgbriefs.plan.editions.Editions.resolve", fail)
    log = workspace.path / "logs/step.log"
    code, said = workspace.command("resolve", "now", "alpha", "--log", str(log))
    assert code == 2
    assert "internal error: ZeroDivisionError('of all things')" in said
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_full_disk_is_no_internal_error(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "out/x")

    monkeypatch.setattr("orgbriefs.plan.editions.Editions.resolve", fail)
    assert workspace.command("resolve", "now", "alpha") == (1, "No space left on device: out/x\n")
