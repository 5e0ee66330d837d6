"""The picture that networks show for a web page: made, kept and dropped with the page."""

from __future__ import annotations

import json

from conftest import Workspace
from lxml import html as lxml_html
from PIL import Image

from orgbriefs.catalogue.manifest import Stock, write_manifest
from orgbriefs.catalogue.pruning import prune
from orgbriefs.distribution.checksums import published
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import Digests, digest_of
from orgbriefs.plan.survey import Survey
from orgbriefs.workflow.steps import make_document

BASE = "https://example.org/briefs"
PAGE = "now/students/test-groups-briefing-paper-students-now"


def made(space: Workspace) -> Plan:
    plan = space.plan()
    space.prepare(plan)
    edition, audience, name = PAGE.split("/")
    make_document(plan, plan.document(edition, audience, f"{name}.html"))
    return plan


def addressed(space: Workspace) -> Plan:
    space.edit("config.yaml", "house:\n", f"house:\n  base_url: {BASE}\n")
    return made(space)


def test_a_page_with_an_address_has_a_card_beside_it(workspace: Workspace) -> None:
    plan = addressed(workspace)
    out = workspace.path / "out"
    root = lxml_html.parse(str(out / f"{PAGE}.html")).getroot()
    (told,) = root.xpath("//meta[@property='og:image']/@content")
    assert told == f"{BASE}/{PAGE}.png"
    with Image.open(out / f"{PAGE}.png") as card:
        assert card.size == (1200, 630)
        assert len(card.getcolors(1 << 20) or ()) > 10
    write_manifest(Stock(plan.folders))
    (listed,) = json.loads(plan.folders.manifest.read_text(encoding="utf-8"))["documents"]
    assert listed["picture"] == f"out/{PAGE}.png"
    card = (out / f"{PAGE}.png").read_bytes()
    assert published(Stock(plan.folders))[f"{PAGE}.png"] == digest_of(card)


def test_a_card_is_the_same_each_time_and_made_again_when_it_is_gone(workspace: Workspace) -> None:
    plan = addressed(workspace)
    page, card = (workspace.path / f"out/{PAGE}{ending}" for ending in (".html", ".png"))
    before = card.read_bytes()
    assert Survey(plan, renew=False).reasons[page] == ""
    card.unlink()
    assert Survey(plan, renew=False).reasons[page] == "it was deleted"
    made(workspace)
    assert card.read_bytes() == before


def test_without_an_address_there_is_none(workspace: Workspace) -> None:
    addressed(workspace)
    workspace.edit("config.yaml", f"  base_url: {BASE}\n", "")
    made(workspace)
    assert not (workspace.path / f"out/{PAGE}.png").exists()
    assert "og:image" not in (workspace.path / f"out/{PAGE}.html").read_text(encoding="utf-8")


def test_a_card_goes_with_its_page(workspace: Workspace) -> None:
    plan = addressed(workspace)
    (told,) = prune(plan.folders, [], Digests())
    assert told.startswith("  removed")
    assert not list((workspace.path / "out/now").rglob("*.png"))
