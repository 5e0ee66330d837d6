"""What documents show is resolved before a build begins, as far as it can be."""

from __future__ import annotations

from conftest import Workspace

from orgbriefs.plan.survey import NEVER_MADE, Survey


def test_a_look_resolves_nothing(workspace: Workspace) -> None:
    plan = workspace.plan()
    reasons = Survey(plan, renew=False).reasons
    assert plan.editions.all
    assert {reasons[plan.folders.edition(*key)] for key in plan.editions.all} == {NEVER_MADE}
    assert not plan.folders.editions.exists()


def test_a_build_resolves_all_at_once(workspace: Workspace) -> None:
    plan = workspace.plan()
    reasons = Survey(plan, renew=True).reasons
    assert {reasons[plan.folders.edition(*key)] for key in plan.editions.all} == {""}


def test_a_faulty_file_holds_back_only_its_own(workspace: Workspace) -> None:
    workspace.edit("data/organizations/alpha.yaml", "status: member", "status: membr")
    plan = workspace.plan()
    reasons = Survey(plan, renew=True).reasons
    late = {key for key in plan.editions.all if reasons[plan.folders.edition(*key)]}
    assert late
    assert {name for _, name in late} == {"alpha"}
    assert len(late) < len(plan.editions.all)
