"""What programs read: catalogue, feed, records, sitemap, references, tables, the index of words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Workspace
from lxml import etree
from lxml import html as lxml_html
from shelves import CARD, make_site, publish, shelf

from orgbriefs.data import bibtex, csl_json, ris
from orgbriefs.site.reading import words_of
from orgbriefs.site.search import index_files
from orgbriefs.site.tables import FACTS, facts_table, sources_table

FOLDER = "out/now/students/alpha-fact-sheet-students-now"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
OAI = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture
def site(tmp_path: Path) -> Workspace:
    return shelf(tmp_path / "project")


def with_address(space: Workspace) -> None:
    space.edit("config.yaml", "house:\n", "house:\n  base_url: https://example.org/briefs/\n")


def test_the_catalogue_has_what_the_manifest_has(site: Workspace) -> None:
    listed = json.loads((site.path / "out/catalogue.json").read_text(encoding="utf-8"))
    assert listed["version"] == 1
    assert len(listed["documents"]) == 8
    (one,) = [d for d in listed["documents"] if d["page"] == f"{FOLDER[4:]}/index.html"]
    assert one["abstract"] == "It joins two states in peace."
    assert (one["as_of"], one["changed"]) == ("2020-12-31", "2021-05-06")
    assert [file["format"] for file in one["files"]] == ["html", "md"]
    for document in listed["documents"]:
        for file in document["files"]:
            assert (site.path / "out" / file["path"]).stat().st_size == file["bytes"]
        for path in (document["page"], *document["citation"], *document["facts"]):
            assert (site.path / "out" / path).is_file()


def test_every_field_of_the_catalogue_is_explained(site: Workspace) -> None:
    listed = json.loads((site.path / "out/catalogue.json").read_text(encoding="utf-8"))
    root = lxml_html.parse(str(site.path / "out/data.html")).getroot()
    explained = {
        section.get("aria-labelledby"): section.xpath(".//th[@scope='row']/code/text()")
        for section in root.xpath("//section")
    }
    assert explained["documents"] == list(listed["documents"][0])
    assert explained["files"] == list(listed["documents"][0]["files"][0])
    assert explained["facts"] == list(FACTS)


def test_the_feed_tells_what_changed_last_first(site: Workspace) -> None:
    publish(site, "newer", card=replace(CARD, title="Newer & better", changed="2024-02-03"))
    make_site(site)
    root = etree.parse(str(site.path / "out/feed.xml")).getroot()
    assert root.findtext("a:updated", namespaces=ATOM) == "2024-02-03T00:00:00Z"
    entries = root.findall("a:entry", ATOM)
    assert entries[0].findtext("a:title", namespaces=ATOM).startswith("Newer & better")
    updated = [e.findtext("a:updated", namespaces=ATOM) for e in entries]
    assert updated == sorted(updated, reverse=True)
    names = [e.findtext("a:id", namespaces=ATOM) for e in entries]
    assert len(set(names)) == len(names) == 9
    assert all(name.startswith("urn:uuid:") for name in names)


def test_a_build_alone_does_not_make_the_feed_new(site: Workspace) -> None:
    before = (site.path / "out/feed.xml").read_bytes()
    site.edit("templates/site/home.html", "<h1>", '<h1 class="new">')
    assert make_site(site)
    assert (site.path / "out/feed.xml").read_bytes() == before


def test_the_records_are_those_of_the_documents(site: Workspace) -> None:
    root = etree.parse(str(site.path / "out/oai/records.xml")).getroot()
    records = root.findall(".//o:record", OAI)
    assert len(records) == 8
    for record in records:
        assert record.findtext("o:header/o:identifier", namespaces=OAI).startswith("urn:uuid:")
        assert record.findtext(".//dc:title", namespaces=OAI) in ("Alpha Forum", "Two groups")
        assert record.findtext(".//dc:date", namespaces=OAI) == "2021-05-06"


def test_absolute_addresses_need_the_house_to_have_one(site: Workspace) -> None:
    assert not (site.path / "out/sitemap.xml").exists()
    with_address(site)
    assert make_site(site)
    text = (site.path / "out/sitemap.xml").read_text(encoding="utf-8")
    assert f"https://example.org/briefs/{FOLDER[4:]}/index.html" in text
    landing = lxml_html.parse(str(site.path / FOLDER / "index.html")).getroot()
    (canonical,) = landing.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"https://example.org/briefs/{FOLDER[4:]}/index.html"
    told = json.loads(landing.xpath("//script[@type='application/ld+json']")[0].text)
    assert (told["@type"], told["url"]) == ("Report", canonical)


def test_a_page_tells_machines_what_it_tells_people(site: Workspace) -> None:
    landing = lxml_html.parse(str(site.path / FOLDER / "index.html")).getroot()
    told = {m.get("name"): m.get("content") for m in landing.xpath("//meta[@name]")}
    assert told["DC.title"] == "Alpha Forum"
    assert told["DC.date"] == "2021-05-06"
    report = json.loads(landing.xpath("//script[@type='application/ld+json']")[0].text)
    assert report["audience"]["audienceType"] == "students"
    assert report["about"][0]["alternateName"] == "AF"
    for file in report["encoding"]:
        assert (site.path / FOLDER / file["contentUrl"]).resolve().is_file()


def test_references_are_read_back_as_they_were_meant(site: Workspace) -> None:
    title = "Profits & losses: 50% of {A}_b #1 \\ ~"
    publish(site, "odd", card=replace(CARD, title=title, number="2026/1", doi="10.1234/a_b"))
    make_site(site)
    folder = site.path / "out/now/students/odd"
    for read, name in ((csl_json.read, "citation.json"), (ris.read, "citation.ris")):
        path = folder / name
        (work,) = read(path, path.read_text(encoding="utf-8")).source().value["references"]
        assert (work["title"], work["DOI"]) == (title, "10.1234/a_b")
        assert work["type"] == "report"
    path = folder / "citation.bib"
    listed = bibtex.read(path, path.read_text(encoding="utf-8"))
    (work,) = listed.source().value["references"]
    assert work["title"].replace(" ", "") == title.replace(" ", "")


def test_tables_hold_every_value_and_run_nothing() -> None:
    facts = {
        "resolved": [
            {
                "as_of": "2020-12-31",
                "organization": {
                    "id": "alpha",
                    "founded": "1999-05-01",
                    "membership": [{"country": "AA", "source": [{"key": "treaty"}]}],
                    "texts": {"summary": [{"text": "=HYPERLINK(1)"}]},
                },
                "references": [
                    {"id": "treaty", "type": "treaty", "title": "Pact", "author": [{"family": "A"}]}
                ],
            }
        ]
    }
    table = facts_table(json.dumps(facts).encode()).decode()
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert rows[0] == list(FACTS)
    assert ["2020-12-31", "alpha", "membership", "1", "country", "AA"] in rows
    assert ["2020-12-31", "alpha", "membership", "1", "source.1.key", "treaty"] in rows
    assert ["2020-12-31", "alpha", "texts", "1", "summary.1.text", "'=HYPERLINK(1)"] in rows
    sources = sources_table(json.dumps(facts).encode()).decode()
    assert sources.splitlines()[1].startswith("treaty,treaty,,A,Pact")


def test_words_are_sought_without_accents_and_case() -> None:
    assert list(words_of("Ürümqi: É-mail, Путин 2006 a")) == ["urumqi", "mail", "путин", "2006"]


def test_the_index_gives_each_word_its_documents() -> None:
    files = dict(index_files([{"heron": 2, "reed": 1}, {"heron": 1, "путин": 1}]))
    assert sorted(files) == ["43f", "68", "72"]
    assert files["68"] == b'orgbriefsIndex("68",{"heron":[0,2,1,1]});\n'
