"""The site: what is on its pages, where its links lead, and what is written when."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from conftest import Workspace
from lxml import html as lxml_html
from shelves import CARD, make_site, pages, publish, shelf
from validity import faults_in

from orgbriefs.problems import InputError
from orgbriefs.site.pages import Pages

LANDING = "out/now/students/alpha-fact-sheet-students-now/index.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project with a site; to be read, not changed."""
    return shelf(tmp_path_factory.mktemp("site") / "project")


@pytest.fixture
def site(tmp_path: Path) -> Workspace:
    """Another, to be changed."""
    return shelf(tmp_path / "project")


def words(path: Path) -> str:
    root = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
    return " ".join(root.find("body").text_content().split())


def times(space: Workspace) -> dict[Path, int]:
    files = (path for path in (space.path / "out").rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


# Pages --------------------------------------------------------------------------------------------


def test_a_landing_page_says_what_the_document_is(published: Workspace) -> None:
    said = words(published.path / LANDING)
    for part in (
        "Alpha Forum",
        "Fact sheet for students · Facts as of 31 December 2020",
        "It joins two states in peace.",
        "Read the full paper Web page",
        "The test editors, ‘Alpha Forum’, fact sheet for students",
        "What changed since 30 June 2010 AFOne state left.",
        "Other editions Alpha Forum Fact sheet for students · Facts as of 30 June 2010",
        "Related documents Two groups",
        "For other readers Alpha Forum Fact sheet for policymakers",
        "Content changed6 May 2021",
    ):
        assert part in said.replace("\N{NO-BREAK SPACE}", " "), part


def test_the_page_of_a_paper_on_one_organization_has_its_colour(published: Workspace) -> None:
    for name, colour in (("alpha-fact-sheet", ["alpha"]), ("groups-briefing-paper", [])):
        page = published.path / f"out/now/students/{name}-students-now/index.html"
        root = lxml_html.parse(str(page)).getroot()
        assert root.xpath("//article/@data-colour") == colour


def test_the_latest_documents_come_first(published: Workspace) -> None:
    root = lxml_html.parse(str(published.path / "out/documents.html")).getroot()
    papers = root.xpath("//*[@id='papers']//li[@data-edition]")
    told = [(p.get("data-edition"), p.get("data-kind"), p.get("data-audience")) for p in papers]
    assert told == [
        (edition, kind, audience)
        for edition in ("now", "2010")
        for kind in ("briefing", "factsheet")
        for audience in ("policymakers", "students")
    ]


def test_a_paper_for_several_readers_is_listed_once(published: Workspace) -> None:
    """On all pages but that with the filters; for readers in the order of the configuration."""
    for name in ("index.html", "now/index.html", "organizations/alpha/index.html"):
        root = lxml_html.parse(str(published.path / "out" / name)).getroot()
        sets = root.xpath("//li[@class='paper'][.//h3='Alpha Forum']")
        assert [a.text for a in sets[0].xpath(".//ul[@class='readers']/li/a")] == [
            "For policymakers",
            "For students",
        ], name
        shown = root.xpath("//section[1]//li[@class='paper']//h3/text()")
        assert len(shown) == len(set(shown)), name


def test_links_that_look_alike_are_told_apart(published: Workspace) -> None:
    for page in pages(published):
        root = lxml_html.parse(str(page)).getroot()
        named: dict[str, set[str]] = {}
        for link in root.xpath("//ul[@class='formats' or @class='readers']//a[@aria-label]"):
            name = link.get("aria-label")
            assert name.startswith(link.text), name
            named.setdefault(name, set()).add(link.get("href"))
        several = {name: links for name, links in named.items() if len(links) > 1}
        assert not several, page


def test_the_contents_lead_into_the_web_page(published: Workspace) -> None:
    root = lxml_html.parse(str(published.path / LANDING)).getroot()
    links = {a.text_content(): a.get("href") for a in root.xpath("//nav[@class='contents']//a")}
    document = "../../../now/students/alpha-fact-sheet-students-now.html"
    assert links == {"Members": f"{document}#members", "Key dates": f"{document}#key-dates"}


def test_every_link_and_anchor_leads_somewhere(published: Workspace) -> None:
    looked_at = 0
    for page in pages(published):
        root = lxml_html.parse(str(page)).getroot()
        for address in root.xpath("//@href | //@src"):
            if re.match(r"https?:", address):
                continue
            looked_at += 1
            path, _, anchor = address.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            assert target.is_file(), (page, address)
            if anchor and not anchor.startswith("page="):
                assert f'id="{unquote(anchor)}"' in target.read_text(encoding="utf-8"), address
    assert looked_at > 200


def test_every_document_is_reached_without_a_script(published: Workspace) -> None:
    waiting, seen = [published.path / "out/index.html"], set()
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        if page.suffix == ".html" and "/site/" not in str(page):
            for link in lxml_html.parse(str(page)).getroot().xpath("//a/@href"):
                if not re.match(r"https?:|#", link):
                    waiting.append((page.parent / unquote(link.partition("#")[0])).resolve())
    documents = {published.path / r["path"] for r in _records(published)}
    assert len(documents) == 12
    assert documents <= seen


def _records(space: Workspace) -> list[dict[str, str]]:
    from orgbriefs.catalogue.manifest import Stock

    return [record.line() for record in Stock(space.plan().folders).records]


def test_pages_are_valid_html(published: Workspace) -> None:
    for page in pages(published):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page.read_text(encoding="utf-8"))
        root = lxml_html.parse(str(page)).getroot()
        names = root.xpath("//@id")
        assert len(names) == len(set(names)), page
        assert len(root.xpath("//h1")) == 1, page
        assert root.xpath("//title")[0].text_content().strip()


@pytest.mark.java
def test_pages_are_html_as_the_checker_of_the_w3c_sees_it(
    published: Workspace, tmp_path: Path
) -> None:
    assert faults_in(pages(published)) == []
    spoilt = tmp_path / "spoilt.html"
    text = (published.path / LANDING).read_text(encoding="utf-8")
    spoilt.write_text(text.replace("<h1>", '<h1 role="nothing">'), encoding="utf-8")
    assert "“nothing”" in " ".join(faults_in([spoilt]))


def test_pages_fetch_nothing_and_run_nothing_of_their_own(published: Workspace) -> None:
    for page in pages(published):
        root = lxml_html.parse(str(page)).getroot()
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert not root.xpath("//style | //@style | //@onclick | //@onload | //iframe | //base")
        inline = root.xpath("//script[not(@src)]")
        assert all(s.get("type") == "application/ld+json" for s in inline)
        fetched = root.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert fetched
        assert not [address for address in fetched if ":" in address or address.startswith("//")]


def test_a_hostile_name_does_nothing(site: Workspace) -> None:
    hostile = "</script><img src=x onerror=alert(1)>\"'<b>"
    link = "[x](javascript:alert(1)) <script>alert(1)</script>"
    card = replace(CARD, title=hostile, subtitle=hostile, abstract=link, doi="10.1/a")
    publish(site, "hostile", card=card)
    make_site(site)
    for page in (site.path / "out").rglob("*.html"):
        root = lxml_html.parse(str(page)).getroot()
        assert not root.xpath("//@onerror | //b | //img[@src='x']"), page
        assert not [a for a in root.xpath("//@href") if a.strip().lower().startswith("javascript")]
        scripts = [s for s in root.xpath("//script") if s.get("type") != "application/ld+json"]
        assert all(script.get("src") for script in scripts)
    landing = (site.path / "out/now/students/hostile/index.html").read_text(encoding="utf-8")
    told = lxml_html.document_fromstring(landing).xpath("//script")[0].text
    assert json.loads(told)["name"] == hostile


# Writing ------------------------------------------------------------------------------------------


def test_what_is_current_is_not_written_again(site: Workspace) -> None:
    before = times(site)
    assert not make_site(site)
    assert times(site) == before


def test_what_changed_is_written_and_nothing_else(site: Workspace) -> None:
    before = times(site)
    publish(site, "alpha-fact-sheet-students-now", card=replace(CARD, abstract="It changed."))
    assert make_site(site)
    after = times(site)
    changed = {
        path.relative_to(site.path).as_posix() for path in after if after[path] != before.get(path)
    }
    assert LANDING in changed
    assert not [path for path in changed if "/2010/" in path and path.endswith("index.html")]
    assert "It changed." in words(site.path / LANDING)


def test_only_pages_that_say_something_else_are_filled_in(
    site: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    fill = Pages._filled

    def noted(pages: Pages, template: str, *rest: object, **values: object) -> str:
        filled.append(template)
        return fill(pages, template, *rest, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(Pages, "_filled", noted)
    publish(site, "alpha-fact-sheet-students-now", words="The heron flies.")
    assert make_site(site)
    # Its own page shows the digest of its file, and so do those that lead to it.
    there = len(list(site.path.glob("out/*/*/*/index.html")))
    assert 0 < filled.count("landing") < there
    filled.clear()
    site.edit("config.yaml", "publisher: Test Press", "publisher: Another Press")
    assert make_site(site)
    assert filled.count("landing") == there


def test_pages_of_what_is_no_more_go(site: Workspace) -> None:
    (site.path / "out/now/students/alpha-fact-sheet-students-now.html").unlink()
    (site.path / "out/now/students/alpha-fact-sheet-students-now.md").unlink()
    make_site(site)
    assert not (site.path / LANDING).parent.exists()
    text = (site.path / "out/catalogue.json").read_text(encoding="utf-8")
    assert "alpha-fact-sheet-students-now" not in text


def test_a_page_that_was_spoilt_or_lost_is_made_again(site: Workspace) -> None:
    landing, home = site.path / LANDING, site.path / "out/index.html"
    whole = landing.read_bytes()
    landing.write_bytes(b"spoilt")
    home.unlink()
    assert make_site(site)
    assert landing.read_bytes() == whole
    assert home.exists()


def test_times_do_not_hide_a_change_nor_make_one(site: Workspace, tmp_path: Path) -> None:
    landing = site.path / LANDING
    whole, times = landing.read_bytes(), landing.stat()
    landing.write_bytes(whole.replace(b"peace", b"piece"))
    os.utime(landing, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert make_site(site)
    assert landing.read_bytes() == whole
    shutil.copytree(site.path, tmp_path / "copy", symlinks=True)
    copy = Workspace((tmp_path / "copy").resolve())
    assert not make_site(copy)
    assert not make_site(copy)


def test_the_same_documents_make_the_same_bytes(site: Workspace, published: Workspace) -> None:
    def content(space: Workspace) -> dict[str, bytes]:
        listed = json.loads((space.path / "out/.work/site.json").read_text(encoding="utf-8"))
        return {path: (space.path / "out" / path).read_bytes() for path in listed}

    assert content(site) == content(published)


def test_a_faulty_template_is_told_and_leaves_the_site(site: Workspace) -> None:
    before = times(site)
    site.edit("templates/site/home.html", "<h1>", "<h1>{{ nobody.said }}")
    with pytest.raises(InputError) as error:
        make_site(site)
    assert "templates/site/home.html:" in error.value.text(site.path)
    assert {p: t for p, t in times(site).items() if ".work" not in p.parts} == {
        p: t for p, t in before.items() if ".work" not in p.parts
    }


def test_what_is_withheld_is_nowhere(site: Workspace) -> None:
    """No byte of what may be published tells of an edition under embargo, or of other readers."""
    site.edit("config.yaml", "house:\n", "withheld: {editions: [now]}\nhouse:\n")
    publish(site, "secret", card=replace(CARD, title="Kingfisher"), words="ospreys")
    make_site(site)
    listed = json.loads((site.path / "out/.work/site.json").read_text(encoding="utf-8"))
    published = [site.path / "out" / path for path in listed]
    published += [site.path / record["path"] for record in _records(site)]
    published.append(site.path / "out/manifest.json")
    assert len(published) > 20
    for path in published:
        told = path.read_bytes().decode("utf-8", "ignore").lower()
        assert not re.search(r"kingfisher|ospreys|2020-12-31|2020|students-now", told), path
    assert (site.path / "out/now/students/secret.html").exists()
    site.edit("config.yaml", "editions: [now]", "audiences: [students]")
    make_site(site)
    text = (site.path / "out/catalogue.json").read_text(encoding="utf-8")
    assert "2020-12-31" in text
    assert "students" not in text


def test_what_is_withheld_must_be_there(site: Workspace) -> None:
    site.edit("config.yaml", "house:\n", "withheld: {editions: [nov]}\nhouse:\n")
    with pytest.raises(InputError) as error:
        make_site(site)
    assert "did you mean 'now'?" in error.value.text(site.path)


def test_without_its_templates_there_is_no_site(site: Workspace) -> None:
    (site.path / "templates/site").rename(site.path / "kept")
    assert not make_site(site)
    assert not (site.path / "out/index.html").exists()
    assert (site.path / "out/now/students/alpha-fact-sheet-students-now.html").exists()


def test_a_document_that_was_changed_by_hand_is_shown_as_it_lies(site: Workspace) -> None:
    path = publish(site, "broken", format="pdf", facts="facts.json", content=b"%PDF-1.7")
    path.write_bytes(b"no PDF at all")
    make_site(site)
    folder = site.path / "out/now/students/broken"
    assert "no PDF" not in words(folder / "index.html")
    assert json.loads((folder / "facts.json").read_text()) == {"resolved": []}
    assert (folder / "cover.png").read_bytes().startswith(b"\x89PNG")
