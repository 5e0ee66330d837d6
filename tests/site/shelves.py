"""Published documents that nobody had to build: receipts, and small files that say what they do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from conftest import Workspace, project_at
from small_project import PROJECT

from orgbriefs.catalogue.manifest import Stock, write_manifest
from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.content.card import Card, CardOrganization
from orgbriefs.plan.receipts import Inputs, Receipt
from orgbriefs.site.writing import write_site

ALPHA = CardOrganization(
    id="alpha", name="Alpha Forum", abbreviation="AF", colour="#1d4e79", founded="1999", number=3
)
BETA = replace(ALPHA, id="beta", name="Beta Union", abbreviation="BU", colour="#8a2f2f")
CARD = Card(
    title="Alpha Forum",
    subtitle="In brief",
    abstract="It joins two states in **peace**.",
    organizations=(ALPHA,),
    changed="2021-05-06",
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title></head><body>
<main id="text"><h1>{title}</h1><section id="members"><h2>Members</h2><p>{words}</p></section>
<h2 id="key-dates">Key dates</h2><p>Founded at Riverton.</p></main></body></html>
"""


def publish(
    space: Workspace,
    name: str,
    *,
    format: str = "html",
    edition: str = "now",
    audience: str = "students",
    kind: str = "factsheet",
    organization: str | None = "alpha",
    card: Card = CARD,
    words: str = "Two states.",
    content: bytes | None = None,
    facts: str | None = None,
) -> Path:
    """Lay down a document and its receipt, as a build would."""
    path = f"out/{edition}/{audience}/{name}.{format}"
    text = PAGE.format(title=card.title.replace("<", "&lt;"), words=words)
    content = text.encode() if content is None else content
    product = space.path / path
    product.parent.mkdir(parents=True, exist_ok=True)
    product.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    record = DocumentRecord(
        path=path,
        kind=kind,
        organization=organization,
        audience=audience,
        edition=edition,
        as_of={"now": "2020-12-31", "2010": "2010-06-30"}[edition],
        format=format,
        language="en-GB",
        title=card.title,
        pages=None,
        bytes=len(content),
        sha256=digest,
        facts=facts,
        card=asdict(card),
    )
    Receipt(
        product=path,
        sha256=digest,
        inputs=Inputs(given={}, software={}),
        record=json.loads(json.dumps(asdict(record))),
    ).write(space.path / f"out/.work/receipts/published/{path.removeprefix('out/')}.json")
    return product


def shelf(path: Path) -> Workspace:
    """A project with a few documents of all sorts, and its site."""
    space = project_at(path, PROJECT)
    changes = (("AF", "One state left."),)
    for edition in ("2010", "now"):
        for audience in ("policymakers", "students"):
            since = {"since": "2010", "changes": changes} if edition == "now" else {}
            card = replace(CARD, **since)
            at = {"edition": edition, "audience": audience}
            name = f"alpha-fact-sheet-{audience}-{edition}"
            publish(space, name, card=card, words="The heron stands in the reeds.", **at)
            publish(space, name, format="md", card=card, content=b"The heron.", **at)
            both = replace(CARD, title="Two groups", organizations=(ALPHA, BETA))
            paper = {"kind": "briefing", "organization": None, "card": both}
            publish(space, f"groups-briefing-paper-{audience}-{edition}", **paper, **at)
    make_site(space)
    return space


def make_site(space: Workspace) -> bool:
    stock = Stock(space.plan().folders)
    write_manifest(stock)
    return write_site(space.plan(), stock)


def pages(space: Workspace) -> Iterable[Path]:
    """Every page of the site, not of documents."""
    listed = json.loads((space.path / "out/.work/site.json").read_text(encoding="utf-8"))
    found = [space.path / "out" / path for path in listed if path.endswith(".html")]
    assert len(found) > 10
    return found
