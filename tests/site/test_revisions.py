"""When documents appeared and changed: noted with the project, by what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Workspace
from lxml import etree
from shelves import CARD, make_site, publish, shelf

from orgbriefs.catalogue.manifest import Stock
from orgbriefs.problems import InputError
from orgbriefs.site.revisions import FILE, Noted
from orgbriefs.site.writing import note_what_changed

NAME = "alpha-fact-sheet-students-now"
FOLDER = f"now/students/{NAME}"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
JANUARY, MARCH = date(2026, 1, 5), date(2026, 3, 7)
SAID = replace(CARD, content="a" * 64)


@pytest.fixture
def site(tmp_path: Path) -> Workspace:
    """A site of one document, which says something that can be told from anything else."""
    space = shelf(tmp_path / "project")
    publish(space, NAME, card=SAID)
    (space.path / f"out/{FOLDER}.md").unlink()
    make_site(space)
    return space


def told(space: Workspace) -> tuple[str, str | None, str | None]:
    """The day of change in the catalogue; in the feed, those of appearance and of change."""
    listed = json.loads((space.path / "out/catalogue.json").read_text(encoding="utf-8"))
    (one,) = [d for d in listed["documents"] if d["page"] == f"{FOLDER}/index.html"]
    feed = etree.parse(str(space.path / "out/feed.xml"))
    (entry,) = [
        e
        for e in feed.findall("a:entry", ATOM)
        if e.find("a:link", ATOM).get("href") == one["page"]
    ]
    days = (entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("published", "updated"))
    appeared, changed = (day.removesuffix("T00:00:00Z") if day else None for day in days)
    return one["changed"], appeared, changed


def noted(space: Workspace, day: date) -> Noted:
    plan = space.plan()
    return note_what_changed(plan, Stock(plan.folders), day)


def test_before_it_is_published_a_source_tells_the_day(site: Workspace) -> None:
    assert told(site) == ("2021-05-06", None, "2021-05-06")
    assert not (site.path / FILE).exists()


def test_what_is_published_has_appeared_and_is_not_dated_again(site: Workspace) -> None:
    assert noted(site, JANUARY) == Noted(new=1, changed=0)
    assert make_site(site)
    assert told(site) == ("2026-01-05", "2026-01-05", "2026-01-05")
    kept = (site.path / FILE).read_bytes()
    assert noted(site, MARCH) == Noted(new=0, changed=0)
    assert (site.path / FILE).read_bytes() == kept
    assert not make_site(site)


def test_other_words_move_the_day_and_another_layout_does_not(site: Workspace) -> None:
    noted(site, JANUARY)
    publish(site, NAME, card=SAID, content=b"<!DOCTYPE html><title>x</title><main>Set anew</main>")
    assert noted(site, MARCH) == Noted(new=0, changed=0)
    publish(site, NAME, card=replace(SAID, content="b" * 64))
    make_site(site)
    assert told(site) == ("2026-01-05", "2026-01-05", "2026-01-05")
    assert noted(site, MARCH) == Noted(new=0, changed=1)
    make_site(site)
    assert told(site) == ("2026-03-07", "2026-01-05", "2026-03-07")


def test_what_comes_back_has_not_appeared_anew(site: Workspace) -> None:
    noted(site, JANUARY)
    path = site.path / f"out/{FOLDER}.html"
    content = path.read_bytes()
    path.unlink()
    noted(site, MARCH)
    path.write_bytes(content)
    assert noted(site, MARCH) == Noted(new=0, changed=0)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("document,", "documents,", "1:1", "the file begins with document,appeared,"),
        ("2026-01-05,2", "5 January,2", "2:2", "found: 5 January"),
        (",2026-01-05,a", ",2026-02-30,a", "2:3", "this is no day"),
        ("aaa\n", "\n", "2:4", "this is no checksum"),
        (",2026-01-05,2", ",2", "2:1", "restore the line"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_place(
    site: Workspace, old: str, new: str, place: str, said: str
) -> None:
    noted(site, JANUARY)
    before = (site.path / "out/feed.xml").read_bytes()
    site.edit(FILE, old, new)
    with pytest.raises(InputError) as error:
        make_site(site)
    assert f"{FILE}:{place}: " in error.value.text(site.path)
    assert said in error.value.text(site.path)
    with pytest.raises(InputError):
        noted(site, MARCH)
    assert (site.path / "out/feed.xml").read_bytes() == before
