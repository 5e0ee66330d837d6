"""Every fact can be followed to its line and its source."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from small_project import PROJECT, ROOT, copy_of_project, edit

from orgbriefs.config import Edition
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.fitness import FIRST_HAND, RANKS
from orgbriefs.data.library import Library, load_library
from orgbriefs.data.model import Organization
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.language.language import Language
from orgbriefs.problems import InputError
from orgbriefs.project import Project
from orgbriefs.provenance.facts import TracedFact, read_facts
from orgbriefs.provenance.report import coverage, report, shortfalls
from orgbriefs.provenance.trace import facts_of_document, lines_of, matching

ENGLISH = Language.load("en-GB")


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library(ROOT / "data")


@pytest.fixture(scope="module")
def small() -> Library:
    return load_library(PROJECT / "data")


@pytest.fixture(scope="module")
def facts(small: Library) -> list[TracedFact]:
    return read_facts(small, ENGLISH)


def test_every_fact_has_the_place_at_which_it_stands(shipped: Library) -> None:
    facts = read_facts(shipped, ENGLISH)
    lines = {
        path: path.read_text(encoding="utf-8").splitlines()
        for path in (ROOT / "data").rglob("*.yaml")
    }
    groups = {fact.group.split(".")[0] for fact in facts}
    lists = {
        name
        for name in Organization.model_fields
        if any(isinstance(getattr(o, name), list) for o in shipped.organizations.values())
    }
    assert groups == lists | {"texts", "population", "gdp", "military_expenditure"}
    codes = {fact.prints: fact.address for fact in facts}
    assert codes
    for fact in facts:
        rest = "\n".join(lines[fact.place.file][fact.place.line - 1 :][:8])
        written = rest[fact.place.column - 1 :]
        first = fact.prints.split(", ")[0].split("[")[0]
        if fact.group in ("membership", "instruments.parties"):
            assert written.startswith("{country: "), fact
        elif fact.organization == "countries":
            assert written.startswith("{value: " + fact.says.rsplit(": ", 1)[1]), fact
        else:
            words = first.split()[:3]
            assert " ".join(words) in " ".join(written.replace("*", "").split()), fact
        for citation in fact.citations:
            assert citation.key in " ".join(written.split()) or fact.group.startswith("texts"), fact


def test_no_fact_is_left_out(small: Library, facts: list[TracedFact]) -> None:
    assert {fact.organization for fact in facts} == {"alpha", "beta", "comparison", "countries"}
    alpha = small.organizations["alpha"]
    written = sum(
        len(value)
        for name in type(alpha).model_fields
        if isinstance(value := getattr(alpha, name), list)
    ) + sum(map(len, alpha.texts.values()))
    assert sum(fact.organization == "alpha" for fact in facts) == written


def test_an_address_or_a_word_will_do(small: Library, facts: list[TracedFact]) -> None:
    (found,) = matching(facts, ["alpha.heads.2"])
    assert matching(facts, ["Ben", "Second"]) == [found]
    assert list(lines_of(found, small.references, PROJECT)) == [
        "data/organizations/alpha.yaml:11  alpha.heads.2: Ben Second, Secretary General",
        "    dated:  from 2010-01-01 to 2015-12-31",
        "    source: treaty: Pact of Riverton, 1999-05-01, https://example.org/pact",
        "    verified",
    ]
    assert matching(facts, ["nothing-like-it"]) == []


def test_countries_are_found_by_their_names(facts: list[TracedFact]) -> None:
    said = [f"{fact.address}: {fact.says}" for fact in matching(facts, ["Cland"])]
    assert "alpha.membership.3: Cland, observer" in said
    assert "alpha.membership.4: Cland, member" in said
    assert "countries.cc.population.2008: Cland, population 2008: 1000000" in said


def test_a_country_without_a_name_has_cldrs(shipped: Library) -> None:
    assert matching(read_facts(shipped, ENGLISH), ["Ukraine, participating"])
    french = dataclasses.replace(ENGLISH, locale=Locale.parse("fr"))
    assert matching(read_facts(shipped, french), ["Biélorussie, participating"])


def test_the_place_in_a_work_is_told(small: Library, facts: list[TracedFact]) -> None:
    (left,) = matching(facts, ["alpha.membership.2"])
    assert "    source: treaty, art. 4: Pact of Riverton" in "\n".join(
        lines_of(left, small.references, PROJECT)
    )


def manifest_at(root: Path, path: str, organization: str | None) -> Path:
    manifest = root / "out" / "manifest.json"
    manifest.parent.mkdir(exist_ok=True)
    record = {"path": path, "as_of": "2010-06-30", "organization": organization}
    manifest.write_text(json.dumps({"documents": [record]}), encoding="utf-8")
    return manifest


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md"])
def test_a_document_shows_what_held_on_its_day(
    tmp_path: Path, facts: list[TracedFact], ending: str
) -> None:
    path = f"out/2010/students/a.{ending}"
    manifest = manifest_at(tmp_path, path, "alpha")
    for document in (Path(path), tmp_path / path):
        addresses = {fact.address for fact in facts_of_document(facts, manifest, document)}
        assert {"alpha.heads.2", "countries.aa.population.2008"} <= addresses
        assert not {"alpha.events.2", "countries.aa.population.2019", "beta.names.1"} & addresses


def test_a_document_that_is_not_listed_is_named(tmp_path: Path, facts: list[TracedFact]) -> None:
    manifest = manifest_at(tmp_path, "out/a.pdf", None)
    with pytest.raises(InputError, match=r"out/manifest.json does not list this document"):
        facts_of_document(facts, manifest, Path("out/b.pdf"))
    manifest.unlink()
    with pytest.raises(InputError, match="does not list"):
        facts_of_document(facts, manifest, Path("out/a.pdf"))


def test_a_report_says_where_an_editor_is_needed(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    alpha = root / "data/organizations/alpha.yaml"
    edit(alpha, "name: Ada First", "confidence: unverified, name: Ada First")
    edit(root / "config.yaml", "house:", "provenance: {verified: 0.99, stale_after: 1}\nhouse:")
    edit(
        root / "data/sources.yaml",
        "references:",
        "references:\n  - {id: new, type: webpage, title: New, accessed: 2024-02-29}",
    )
    edit(root / "data/sources.yaml", "issued: 1999-05-01", "issued: 1999-05-01, accessed: 2020")
    project = Project(root)
    library = project.library()
    edition = Edition(id="now", as_of=PartialDate("2020-12-31"))
    facts = read_facts(library, ENGLISH)
    found = coverage(facts, library, edition, project.config.provenance)
    text = report(found, edition, project)
    assert "- data/organizations/alpha.yaml:10 `alpha.heads.1` Ada First" in text
    assert str(tmp_path) not in text
    assert len(found.stale) == len(found.facts)  # opened four years before the newest
    (problem,) = shortfalls(found, edition, project)
    assert problem.text(project.root).startswith("config.yaml:1:1: of the facts of edition now")


@pytest.fixture
def ranked(tmp_path: Path) -> Project:
    """The small project with a page of each rank, and three facts that rest on some of them."""
    root = copy_of_project(tmp_path)
    pages = "".join(
        f"  - {{id: of-{rank}, rank: {rank}, type: webpage, title: Page, accessed: 2024, "
        "author: [{literal: Body}]}\n"
        for rank in RANKS
    )
    sources = root / "data/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + pages, encoding="utf-8")
    alpha = root / "data/organizations/alpha.yaml"
    edit(
        alpha,
        "name: Ada First, office: Secretary General, country: AA, source: treaty",
        "name: Ada First, office: Secretary General, country: AA, source: [of-mirror, of-press]",
    )
    edit(
        alpha,
        "name: Ben Second, office: Secretary General, country: BB, source: treaty",
        "name: Ben Second, office: Secretary General, country: BB, source: of-mirror",
    )
    ended = "to: 2010-12-31, source: "
    edit(alpha, f"{ended}treaty", f"{ended}[of-record, of-official]")
    return Project(root)


def test_facts_are_counted_by_the_rank_of_their_fittest_source(ranked: Project) -> None:
    library, edition = ranked.library(), Edition(id="now", as_of=PartialDate("2020-12-31"))
    found = coverage(read_facts(library, ENGLISH), library, edition, ranked.config.provenance)
    assert found.ranks["alpha.heads.1"] == "press"
    assert found.ranks["alpha.heads.2"] == "mirror"
    assert found.ranks["alpha.membership.3"] == "official"
    assert found.ranks["alpha.membership.1"] is None
    text = report(found, edition, ranked)
    assert "| other press | 1 | 1 |" in text
    assert "| encyclopedia or mirror | 1 | 1 |" in text
    assert found.unused == ["of-treaty"]
    assert "- `treaty`: author or body, rank" in text


def test_what_only_mirrors_say_is_not_verified(ranked: Project) -> None:
    library = ranked.library()
    facts = {fact.address: fact.verified for fact in read_facts(library, ENGLISH)}
    assert (facts["alpha.heads.1"], facts["alpha.heads.2"]) == (True, False)
    heads = resolve_organization(library, "alpha", date(2020, 1, 1)).organization.heads
    assert [head.confidence for head in heads] == ["verified", "unverified"]


def test_an_edition_fails_that_rests_too_little_on_texts_and_bodies(ranked: Project) -> None:
    edit(ranked.config_file, "house:", "provenance: {verified: 0, first_hand: 0.5}\nhouse:")
    project = Project(ranked.root)
    library, edition = project.library(), Edition(id="now", as_of=PartialDate("2020-12-31"))
    found = coverage(read_facts(library, ENGLISH), library, edition, project.config.provenance)
    first = sum(found.ranks[fact.address] in FIRST_HAND for fact in found.core)
    assert found.first_hand_share == first / len(found.core) < 0.5
    (problem,) = shortfalls(found, edition, project)
    assert "of the memberships, heads and instruments of edition now, too few are sourced" in str(
        problem
    )


def test_passages_end_and_facts_stay(facts: list[TracedFact]) -> None:
    (event,) = matching(facts, ["alpha.events.2"])
    assert not event.holds(date(2012, 2, 29))
    assert event.holds(date(2012, 3, 1))
