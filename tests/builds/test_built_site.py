"""The site as builds leave it: with the documents, never written twice, and nothing that leaks."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from conftest import Workspace
from for_students import FOR_STUDENTS, WATCH, contents, words, write_for_students
from little import BETA, SHEET, built_once, does_nothing, fails, little, little_project

__all__ = ["built_once", "little"]

LANDING = SHEET.removesuffix(".html") + "/index.html"


PROSE = "data/organizations/alpha.yaml"


def updated(feed: Path) -> set[str]:
    """The days from which a feed says that its entries say what they say."""
    return set(re.findall(r"([0-9-]*)T00:00:00Z</updated>", feed.read_text(encoding="utf-8")))


def site_of(space: Workspace) -> dict[str, int]:
    """The files of the site with the times at which they were written."""
    listed = json.loads((space.path / "out/.work/site.json").read_text(encoding="utf-8"))
    assert len(listed) > 40
    return {path: (space.path / "out" / path).stat().st_mtime_ns for path in listed}


def test_a_build_leaves_a_site(little: Workspace) -> None:
    before = site_of(little)
    text = (little.path / LANDING).read_text(encoding="utf-8")
    assert "Alpha Organization" in text
    assert "The organization joins two states in <strong>peace</strong>." in text
    assert does_nothing(little)
    assert site_of(little) == before


def test_a_change_of_facts_reaches_the_site(little: Workspace) -> None:
    little.edit(*BETA)
    little.built()
    assert "Beta League" in (little.path / "out/organizations/beta/index.html").read_text()


def test_what_is_no_longer_asked_for_leaves_the_site(little: Workspace) -> None:
    little.edit("config.yaml", "[policymakers, students]", "[policymakers]")
    assert does_nothing_but_tidy(little)
    assert not (little.path / LANDING).exists()
    assert not [path for path in site_of(little) if "students" in path]


def does_nothing_but_tidy(space: Workspace) -> bool:
    done = space.snakemake()
    return done.returncode == 0 and "built" not in done.stderr.split("Nothing")[0]


def test_a_page_that_was_lost_comes_back_without_a_document_being_made(little: Workspace) -> None:
    (little.path / LANDING).unlink()
    assert does_nothing(little)
    assert (little.path / LANDING).exists()


def test_a_faulty_page_ends_the_build_in_words(little: Workspace) -> None:
    before = (little.path / LANDING).read_bytes()
    little.edit(
        "templates/site/landing.html", "{% block abstract %}", "{{ no.thing }}{%block abstract%}"
    )
    assert "templates/site/landing.html:" in fails(little)
    assert (little.path / LANDING).read_bytes() == before


def test_a_change_of_prose_is_dated_when_it_is_published_and_stays_so(little: Workspace) -> None:
    """Not by a build: after all is made anew from nothing, the feed is the same."""
    feed = little.path / "out/feed.xml"
    before = updated(feed)
    little.edit(PROSE, "two states in **peace**", "two states in **harmony**")
    little.built()
    assert b"harmony" in feed.read_bytes()
    assert updated(feed) == before
    code, said = little.command("date", "--day", "2026-01-05")
    assert (code, said.split(" are ")[0]) == (0, "10 documents"), said
    little.edit(PROSE, "two states in **harmony**", "two states in **concord**")
    little.built()
    code, said = little.command("date", "--day", "2026-03-07")
    assert "0 documents are new, " in said
    told = feed.read_bytes()
    assert updated(feed) == {"2026-01-05", "2026-03-07"}
    shutil.rmtree(little.path / "out")
    little.built()
    assert feed.read_bytes() == told


def test_no_byte_of_what_is_out_tells_readers_what_is_for_others(tmp_path: Path) -> None:
    """A passage for students is in their documents and pages, and in the index of words alone."""
    space = little_project(tmp_path / "project")
    space.edit(
        "config.yaml", "  factsheet: [html]\n", "  factsheet: [html, pdf]\n  handout: [docx]\n"
    )
    write_for_students(space)
    assert space.snakemake().returncode == 0
    secrets = [words(FOR_STUDENTS).strip(), words(WATCH).strip()]
    theirs = []
    for path in sorted((space.path / "out").rglob("*")):
        place = path.relative_to(space.path / "out").as_posix()
        if not path.is_file() or place.startswith((".work/", "site/index/")):
            continue
        if any(secret in words(content) for content in contents(path) for secret in secrets):
            theirs.append(place)
    assert len(theirs) > 10
    # The catalogue and the feed have the abstracts of all papers, each said to be for its readers.
    common = {"catalogue.json", "feed.xml", "oai/records.xml"}
    assert not [p for p in theirs if "/students/" not in p and p not in common]
    listed = json.loads((space.path / "out/catalogue.json").read_text(encoding="utf-8"))
    telling = [d for d in listed["documents"] if re.search(secrets[0], words(json.dumps(d)))]
    assert {document["audience"] for document in telling} == {"students"}
