"""The manifest lists what lies on disk; what nobody asks for any more is removed."""

from __future__ import annotations

import json

import pytest
from conftest import Workspace

from orgbriefs.catalogue.manifest import Stock, listed, write_manifest
from orgbriefs.catalogue.pruning import prune
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, Inputs, Receipt, digest_of
from orgbriefs.storage import write_whole

INPUTS = Inputs(given={}, software={})


@pytest.fixture
def plan(workspace: Workspace) -> Plan:
    """A plan of which two documents are made, by hand."""
    plan = workspace.plan()
    for document in plan.documents.all[:2]:
        path, content = plan.folders.document(document), f"words of {document.name}"
        write_whole(path, content)
        record = {
            "path": plan.relative(document), "kind": document.kind, "organization": "alpha",
            "audience": document.audience, "edition": document.edition, "as_of": "2010-06-30",
            "format": document.format, "language": "en-GB", "title": "A title", "pages": 2,
            "bytes": len(content), "sha256": digest_of(content), "facts": None, "layout": {},
        }  # fmt: skip
        Receipt(
            product=plan.relative(document),
            sha256=digest_of(content),
            inputs=INPUTS,
            record=record,
        ).write(plan.folders.receipt(path))
    return plan


def test_it_lists_what_lies_there(plan: Plan) -> None:
    first, second = (plan.folders.document(d) for d in plan.documents.all[:2])
    assert write_manifest(Stock(plan.folders)) == 2
    assert listed(plan.folders.manifest) == [first, second]
    lines = json.loads(plan.folders.manifest.read_text(encoding="utf-8"))["documents"]
    assert "layout" not in lines[0]
    second.unlink()
    first.write_text("changed by hand", encoding="utf-8")
    (record,) = Stock(plan.folders).records
    assert (record.bytes, record.pages) == (15, None)
    assert record.sha256 == digest_of("changed by hand")


def test_it_is_not_written_when_nothing_changed(plan: Plan) -> None:
    write_manifest(Stock(plan.folders))
    before = plan.folders.manifest.stat().st_mtime_ns
    write_manifest(Stock(plan.folders))
    assert plan.folders.manifest.stat().st_mtime_ns == before


def test_what_nobody_asks_for_is_removed_unless_somebody_changed_it(plan: Plan) -> None:
    first, second = (plan.folders.document(d) for d in plan.documents.all[:2])
    assert list(prune(plan.folders, {first, second}, Digests())) == []
    second.write_text("changed by hand", encoding="utf-8")
    said = "\n".join(prune(plan.folders, set(), Digests()))
    assert f"removed  {plan.folders.relative(first)}: no longer in config.yaml" in said
    assert f"kept     {plan.folders.relative(second)}" in said
    assert (first.exists(), second.exists()) == (False, True)
    assert Stock(plan.folders).records == []
    assert not list(plan.folders.receipts.rglob("*.json"))


def test_what_the_command_line_asked_for_is_kept(plan: Plan) -> None:
    first = plan.folders.document(plan.documents.all[0])
    path = plan.folders.receipt(first)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"on_request": false', '"on_request": true'), encoding="utf-8")
    said = "\n".join(prune(plan.folders, set(), Digests()))
    assert plan.folders.relative(first) not in said
    assert first.exists()
